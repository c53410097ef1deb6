package dev.vitals.host;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Linux, straight from {@code /proc}. For these numbers OSHI would start getconf, uname and lsblk,
 * and threads of the common pool: processes and threads nobody expects from an agent.
 */
final class LinuxMachine implements Machine {
  /** What the kernel calls USER_HZ: the unit of /proc/stat, the same wherever Java runs. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int MAXIMUM_VOLUMES = 32;
  private static final Set<String> NEVER_CHANGING = Set.of("squashfs", "iso9660", "erofs");

  private final File root;

  /**
   * @param root what all paths start from: {@code /}, or a folder that looks like it
   */
  LinuxMachine(File root) {
    this.root = root;
  }

  @Override
  public double[] cpuSeconds() throws IOException {
    for (String line : proc("stat").split("\n")) {
      if (line.startsWith("cpu ")) {
        // cpu user nice system idle iowait irq softirq steal; guests are part of user and nice
        String[] fields = line.substring(4).trim().split(" ");
        double[] ticks = new double[8];
        for (int i = 0; i < ticks.length && i < fields.length; i++) {
          ticks[i] = Math.max(0, TextFile.number(fields[i])) / TICKS_PER_SECOND;
        }
        return new double[] {
          ticks[0], ticks[1], ticks[2], ticks[3], ticks[4], ticks[5] + ticks[6], ticks[7]
        };
      }
    }
    throw new IOException("/proc/stat has no line for all processors");
  }

  @Override
  public int logicalProcessors() throws IOException {
    int count = 0;
    for (String line : proc("stat").split("\n")) {
      if (line.startsWith("cpu") && !line.startsWith("cpu ")) {
        count++;
      }
    }
    return count;
  }

  @Override
  public double uptimeSeconds() throws IOException {
    String text = proc("uptime");
    return Double.parseDouble(text.substring(0, text.indexOf(' ')));
  }

  @Override
  public Memory memory() throws IOException {
    String memory = proc("meminfo");
    String counters = TextFile.readIfThere(new File(root, "proc/vmstat"));
    long swapTotal = bytes(memory, "SwapTotal:");
    return new Memory(
        bytes(memory, "MemTotal:"),
        bytes(memory, "MemAvailable:"),
        swapTotal,
        swapTotal - bytes(memory, "SwapFree:"),
        TextFile.numberAfter(counters, "pswpin"),
        TextFile.numberAfter(counters, "pswpout"));
  }

  @Override
  public List<Volume> volumes() throws IOException {
    List<Volume> volumes = new ArrayList<>();
    Set<String> devices = new HashSet<>();
    for (String line : proc("self/mounts").split("\n")) {
      String[] fields = line.split(" ");
      if (fields.length < 3 || !isLocal(fields[0], fields[1], fields[2])) {
        continue;
      }
      File mountPoint = new File(root, unescaped(fields[1]));
      // A container mounts single files of the same device, such as /etc/hosts.
      if (mountPoint.isDirectory() && mountPoint.getTotalSpace() > 0 && devices.add(fields[0])) {
        volumes.add(
            new Volume(
                fields[0],
                unescaped(fields[1]),
                fields[2],
                mountPoint.getTotalSpace(),
                mountPoint.getFreeSpace(),
                mountPoint.getUsableSpace()));
        if (volumes.size() == MAXIMUM_VOLUMES) {
          break;
        }
      }
    }
    return volumes;
  }

  @Override
  public List<Link> links() throws IOException {
    List<Link> links = new ArrayList<>();
    for (String line : proc("self/net/dev").split("\n")) {
      // name: bytes packets errs drop fifo frame compressed multicast, then the same for sending
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).trim();
      if (!name.isEmpty() && !name.equals("lo")) {
        String[] fields = line.substring(colon + 1).trim().split(" +");
        if (fields.length >= 12) {
          links.add(new Link(name, way(fields, 0), way(fields, 8)));
        }
      }
    }
    return links;
  }

  private static Way way(String[] fields, int first) {
    return new Way(
        TextFile.number(fields[first]),
        TextFile.number(fields[first + 1]),
        TextFile.number(fields[first + 2]),
        TextFile.number(fields[first + 3]));
  }

  private static boolean isLocal(String device, String mountPoint, String type) {
    if (NEVER_CHANGING.contains(type) || type.startsWith("fuse")) {
      return false;
    }
    return device.startsWith("/dev/")
        || type.equals("zfs")
        || (type.equals("overlay") && mountPoint.equals("/"));
  }

  /** The kernel writes blanks and backslashes of a path as three octal digits. */
  private static String unescaped(String path) {
    return path.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
  }

  private static long bytes(String text, String key) {
    return Math.max(0, TextFile.numberAfter(text, key)) * 1024;
  }

  private String proc(String name) throws IOException {
    return TextFile.read(new File(root, "proc/" + name));
  }
}
