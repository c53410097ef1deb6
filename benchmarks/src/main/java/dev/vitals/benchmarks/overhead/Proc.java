package dev.vitals.benchmarks.overhead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What Linux knows of a process. */
final class Proc {
  private static final double TICKS_PER_SECOND = 100;

  private Proc() {}

  /** User and system time of all threads, also of those that ended. */
  static double cpuSeconds(long pid) {
    String stat = read(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** The same with all ended processes that it started. */
  static double cpuSecondsOfThisAndEnded() {
    String stat = read(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    double ticks = 0;
    for (int field = 11; field <= 14; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  static double residentBytes(long pid) {
    for (String line : read(Path.of("/proc/" + pid + "/status")).split("\n")) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IllegalStateException("no VmRSS");
  }

  /** The names of its threads, cut to 15 letters by Linux. */
  static List<String> threads(long pid) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks) {
        if (Files.exists(task.resolve("comm"))) {
          names.add(read(task.resolve("comm")).strip());
        }
      }
    } catch (IOException | UncheckedIOException gone) {
      return names;
    }
    return names;
  }

  /** Nanoseconds each living thread whose name passes has run, by its number. */
  static Map<String, Long> threadNanos(long pid, Predicate<String> name) {
    Map<String, Long> nanos = new HashMap<>();
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks) {
        try {
          if (name.test(read(task.resolve("comm")))) {
            String run = read(task.resolve("schedstat")).split(" ")[0];
            nanos.put(task.getFileName().toString(), Long.parseLong(run));
          }
        } catch (UncheckedIOException ended) {
          nanos.remove(task.getFileName().toString());
        }
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    return nanos;
  }

  static boolean isCompiler(String thread) {
    return thread.startsWith("C1 Compiler") || thread.startsWith("C2 Compiler");
  }

  /** What threads ran since; finer than the ticks of a process, but without threads that ended. */
  static double secondsSince(Map<String, Long> before, Map<String, Long> now) {
    long nanos = 0;
    for (Map.Entry<String, Long> thread : now.entrySet()) {
      nanos += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    return nanos / 1e9;
  }

  /** Time the processors of this machine were busy or taken away by its hypervisor. */
  static double machineBusySeconds() {
    String[] fields = read(Path.of("/proc/stat")).split("\n")[0].trim().split(" +");
    double ticks = 0;
    for (int field = 1; field <= 8; field++) {
      boolean idle = field == 4 || field == 5;
      ticks += idle ? 0 : Double.parseDouble(fields[field]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Keeps all threads of a process, and those to come, on these processors. */
  static void pin(long pid, String processors) throws IOException, InterruptedException {
    new ProcessBuilder("taskset", "-acp", processors, Long.toString(pid))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
