package dev.vitals.it;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host holds after full collections.
 *
 * <p>Metaspace is what is in use less what the JVM has on its lists of freed blocks. It counts
 * those as used until somebody needs them, so that the plain number is the most there ever was at
 * one time: all bodies of methods that were replaced between two collections.
 *
 * @param applicationKibibytes metaspace of the class loader of the host's own classes
 */
record HostMemory(
    long heapKibibytes, long classes, long applicationKibibytes, long metaspaceKibibytes) {
  private static final Pattern CLASSES = Pattern.compile("Total Usage - .* (\\d+) classes");
  private static final Pattern HELD =
      Pattern.compile(
          "Both: .* (\\d+) bytes [^,]* used, .* deallocated: \\d+ blocks with (\\d+) bytes");
  private static final Pattern OLD_GENERATION =
      Pattern.compile("sun\\.gc\\.generation\\.1\\.space\\.0\\.used=(\\d+)");
  private static final int LOOKS = 3;

  /** The least of a few looks: what a request holds is not the agent's. */
  static HostMemory of(Jdk jdk, HostProcess process) {
    HostMemory least = look(jdk, process);
    for (int look = 1; look < LOOKS; look++) {
      HostMemory next = look(jdk, process);
      least =
          new HostMemory(
              Math.min(least.heapKibibytes, next.heapKibibytes),
              Math.min(least.classes, next.classes),
              Math.min(least.applicationKibibytes, next.applicationKibibytes),
              Math.min(least.metaspaceKibibytes, next.metaspaceKibibytes));
    }
    return least;
  }

  private static HostMemory look(Jdk jdk, HostProcess process) {
    jcmd(jdk, process, "GC.run");
    jcmd(jdk, process, "GC.run");
    String counters = jcmd(jdk, process, "PerfCounter.print");
    String loaders = jcmd(jdk, process, "VM.metaspace", "show-loaders", "scale=1");
    return new HostMemory(
        number(OLD_GENERATION, counters) / 1024,
        number(CLASSES, loaders),
        heldKibibytes(loaders, "\"app\" instance"),
        heldKibibytes(loaders, "Total Usage"));
  }

  private static long heldKibibytes(String loaders, String after) {
    Matcher line = HELD.matcher(loaders);
    int from = loaders.indexOf(after);
    if (from < 0 || !line.find(from)) {
      throw new AssertionError("no " + after + " in " + loaders);
    }
    return (Long.parseLong(line.group(1)) - Long.parseLong(line.group(2))) / 1024;
  }

  private static long number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new AssertionError("no " + pattern + " in " + text);
    }
    return Long.parseLong(found.group(1));
  }

  private static String jcmd(Jdk jdk, HostProcess process, String... command) {
    List<String> all = new ArrayList<>(List.of(jdk.tool("jcmd"), Long.toString(process.pid())));
    all.addAll(List.of(command));
    return VitalsCommand.run(all).expect(0).output();
  }
}
