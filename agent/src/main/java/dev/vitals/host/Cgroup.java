package dev.vitals.host;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the control group of this process, version 1, 2 or both, and reads what it allows.
 *
 * <p>A limit may be set on any group between the process and the root, so every level is read and
 * the tightest one counts. Memory in use is the working set, which is what an out-of-memory killer
 * cannot take back: usage without inactive file pages.
 *
 * <p>{@code /proc/self/cgroup} names the group, {@code /proc/self/mountinfo} where its hierarchy is
 * mounted and from which group on it is visible. Without a name space of its own a container sees
 * {@code /docker/abc} as its group, mounted with that root: what is left of the path is {@code /}.
 */
final class Cgroup {
  /** Version 1 writes the largest multiple of a page there is when nothing is limited. */
  private static final long UNLIMITED_FROM_BYTES = 1L << 60;

  private final File root;

  /**
   * @param root what all paths start from: {@code /}, or a folder that looks like it
   */
  Cgroup(File root) {
    this.root = root;
  }

  CgroupReading read() throws IOException {
    String groups = TextFile.read(new File(root, "proc/self/cgroup"));
    String mounts = TextFile.read(new File(root, "proc/self/mountinfo"));
    List<File> unified = levels(groups, mounts, "");
    List<File> memory = levels(groups, mounts, "memory");
    List<File> cpu = levels(groups, mounts, "cpu");
    CgroupReading reading = memory.isEmpty() ? memoryOfVersion2(unified) : memoryOfVersion1(memory);
    return cpu.isEmpty() ? cpuOfVersion2(unified, reading) : cpuOfVersion1(cpu, reading);
  }

  private static CgroupReading memoryOfVersion2(List<File> levels) {
    CgroupReading tightest = CgroupReading.NONE;
    for (File level : levels) {
      long used = TextFile.number(new File(level, "memory.current"));
      String stat = TextFile.readIfThere(new File(level, "memory.stat"));
      tightest =
          tightest.withTighterMemory(
              TextFile.number(new File(level, "memory.max")),
              workingSet(used, TextFile.numberAfter(stat, "inactive_file")));
    }
    return tightest;
  }

  private static CgroupReading memoryOfVersion1(List<File> levels) {
    CgroupReading tightest = CgroupReading.NONE;
    for (File level : levels) {
      long limit = TextFile.number(new File(level, "memory.limit_in_bytes"));
      long used = TextFile.number(new File(level, "memory.usage_in_bytes"));
      String stat = TextFile.readIfThere(new File(level, "memory.stat"));
      tightest =
          tightest.withTighterMemory(
              limit >= UNLIMITED_FROM_BYTES ? -1 : limit,
              workingSet(used, TextFile.numberAfter(stat, "total_inactive_file")));
    }
    return tightest;
  }

  private static CgroupReading cpuOfVersion2(List<File> levels, CgroupReading reading) {
    CgroupReading tightest = reading;
    for (File level : levels) {
      String max = TextFile.readIfThere(new File(level, "cpu.max"));
      int blank = max == null ? -1 : max.indexOf(' ');
      double cores =
          blank < 0
              ? Double.NaN
              : cores(
                  TextFile.number(max.substring(0, blank)), TextFile.number(max.substring(blank)));
      String stat = TextFile.readIfThere(new File(level, "cpu.stat"));
      tightest = tightest.withTighterCpu(cores, scaled(stat, "throttled_usec", 1e6));
    }
    return tightest;
  }

  private static CgroupReading cpuOfVersion1(List<File> levels, CgroupReading reading) {
    CgroupReading tightest = reading;
    for (File level : levels) {
      double cores =
          cores(
              TextFile.number(new File(level, "cpu.cfs_quota_us")),
              TextFile.number(new File(level, "cpu.cfs_period_us")));
      String stat = TextFile.readIfThere(new File(level, "cpu.stat"));
      tightest = tightest.withTighterCpu(cores, scaled(stat, "throttled_time", 1e9));
    }
    return tightest;
  }

  private static long workingSet(long usedBytes, long inactiveFileBytes) {
    return usedBytes < 0 ? -1 : Math.max(0, usedBytes - Math.max(0, inactiveFileBytes));
  }

  private static double cores(long quotaMicros, long periodMicros) {
    return quotaMicros > 0 && periodMicros > 0 ? (double) quotaMicros / periodMicros : Double.NaN;
  }

  private static double scaled(String stat, String key, double divisor) {
    long number = TextFile.numberAfter(stat, key);
    return number < 0 ? Double.NaN : number / divisor;
  }

  /**
   * The folders from the group of this process up to the top of what is mounted.
   *
   * @param controller of version 1, or empty for the hierarchy of version 2
   */
  private List<File> levels(String groups, String mounts, String controller) {
    String path = groupPath(groups, controller);
    if (path == null) {
      return List.of();
    }
    for (String line : mounts.split("\n")) {
      // id parent major:minor root mountpoint options [optional]* - type source superoptions
      String[] fields = line.split(" ");
      int dash = indexOf(fields, "-");
      if (dash < 0 || dash + 3 >= fields.length || !isMountOf(fields, dash, controller)) {
        continue;
      }
      File top = new File(root, fields[4]);
      String below = below(path, fields[3]);
      List<File> levels = new ArrayList<>();
      for (File level = new File(top, below); ; level = level.getParentFile()) {
        if (level.isDirectory()) {
          levels.add(level);
        }
        if (level.equals(top) || level.getParentFile() == null) {
          return levels;
        }
      }
    }
    return List.of();
  }

  private static String groupPath(String groups, String controller) {
    for (String line : groups.split("\n")) {
      int first = line.indexOf(':');
      int second = line.indexOf(':', first + 1);
      if (first >= 0 && second >= 0) {
        String controllers = line.substring(first + 1, second);
        if (controller.isEmpty() ? controllers.isEmpty() : hasWord(controllers, controller)) {
          return line.substring(second + 1).trim();
        }
      }
    }
    return null;
  }

  private static boolean isMountOf(String[] fields, int dash, String controller) {
    return controller.isEmpty()
        ? fields[dash + 1].equals("cgroup2")
        : fields[dash + 1].equals("cgroup") && hasWord(fields[dash + 3], controller);
  }

  /** What is left of a group's path below the group a mount starts at. */
  private static String below(String path, String mountRoot) {
    if (path.startsWith("/..")) {
      return "";
    }
    if (mountRoot.equals("/")) {
      return path.substring(1);
    }
    return path.startsWith(mountRoot + "/") ? path.substring(mountRoot.length() + 1) : "";
  }

  private static boolean hasWord(String commaSeparated, String word) {
    for (String candidate : commaSeparated.split(",")) {
      if (candidate.equals(word)) {
        return true;
      }
    }
    return false;
  }

  private static int indexOf(String[] fields, String text) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].equals(text)) {
        return i;
      }
    }
    return -1;
  }
}
