package dev.vitals.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What G1 writes about its heap around each collection: how much lives, and how much was allocated
 * in between. It costs the application nothing and is the same with every agent. Full collections
 * at both ends make it exact.
 */
final class HeapLog {
  /** JDK 17 writes small letters, JDK 25 capital ones. */
  private static final Pattern MOMENT = Pattern.compile("Heap (?i:(before)|after) GC");

  private static final Pattern USED = Pattern.compile("garbage-first heap .*used (\\d+)K");
  private static final Pattern FREED = Pattern.compile("Pause (?:Remark|Cleanup) (\\d+)M->(\\d+)M");

  private final Path file;

  HeapLog() throws IOException {
    file = Files.createTempFile("heap", ".log");
  }

  String option() {
    return "-Xlog:gc,gc+heap=debug:file=" + file + "::filecount=0";
  }

  /** What a point of time looks like in the log, just after a full collection. */
  record Mark(double allocatedBytes, double liveBytes) {}

  Mark mark() throws IOException {
    double allocated = 0;
    double after = 0;
    boolean before = false;
    for (String line : Files.readAllLines(file)) {
      Matcher moment = MOMENT.matcher(line);
      if (moment.find()) {
        before = moment.group(1) != null;
      }
      Matcher used = USED.matcher(line);
      Matcher freed = FREED.matcher(line);
      if (used.find()) {
        double bytes = Double.parseDouble(used.group(1)) * 1024;
        if (before) {
          allocated += bytes - after;
        } else {
          after = bytes;
        }
      } else if (freed.find()) {
        after -=
            (Double.parseDouble(freed.group(1)) - Double.parseDouble(freed.group(2))) * (1 << 20);
      }
    }
    return new Mark(allocated, after);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
