package dev.vitals.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The JVMs on this machine: those that announce themselves, and processes whose command is java
 * (which may have switched the announcement off, or belong to another user).
 */
final class RunningJvms {
  /** Options of the java launcher whose value is the next word. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--limit-modules",
          "--add-reads",
          "--add-exports",
          "--add-opens",
          "--patch-module",
          "--enable-native-access",
          "--source",
          "-jar",
          "-m",
          "--module");

  private RunningJvms() {}

  /** One JVM and its main class, module or jar; empty where that is not known. */
  record Jvm(long pid, String main) {}

  static List<Jvm> find() {
    Map<Long, Jvm> found = new TreeMap<>();
    if (Jdk.hasAttachModule()) {
      JdkSocket.list().forEach((pid, name) -> found.put(pid, new Jvm(pid, firstWord(name))));
    }
    ProcessHandle.allProcesses()
        .filter(process -> !found.containsKey(process.pid()))
        .filter(process -> isJava(process.info().command().orElse("")))
        .forEach(process -> found.put(process.pid(), new Jvm(process.pid(), main(process.pid()))));
    found.remove(ProcessHandle.current().pid());
    return new ArrayList<>(found.values());
  }

  /**
   * The process a user means.
   *
   * @param target a process id, or a part of the name of one main class
   */
  static long resolve(String target) throws Failure {
    String text = target.trim();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return text.length() < 19 ? Long.parseLong(text) : Long.MAX_VALUE;
    }
    if (text.isEmpty() || text.startsWith("-")) {
      throw new Failure(
          ExitCode.USAGE,
          "'" + text + "' is neither a process id nor a part of a name",
          "'list' shows the JVMs that run");
    }
    List<Jvm> matches = new ArrayList<>();
    for (Jvm jvm : find()) {
      if (jvm.main().contains(text)) {
        matches.add(jvm);
      }
    }
    if (matches.isEmpty()) {
      throw new Failure(
          ExitCode.NO_SUCH_JVM,
          "no JVM runs a main class with '" + text + "' in its name",
          "'list' shows the JVMs that run");
    }
    if (matches.size() > 1) {
      StringBuilder list = new StringBuilder("several JVMs fit '").append(text).append("':");
      for (Jvm jvm : matches) {
        list.append("\n  ").append(jvm.pid()).append("  ").append(jvm.main());
      }
      throw new Failure(ExitCode.USAGE, list.toString(), "give the process id");
    }
    return matches.get(0).pid();
  }

  /** The main class, module or jar in the command line of a java launcher. */
  static String main(List<String> command) {
    for (int i = 1; i < command.size(); i++) {
      String word = command.get(i);
      boolean hasNext = i + 1 < command.size();
      if (hasNext && (word.equals("-jar") || word.equals("-m") || word.equals("--module"))) {
        return command.get(i + 1);
      }
      if (word.startsWith("--module=")) {
        return word.substring("--module=".length());
      }
      if (WITH_VALUE.contains(word)) {
        i++;
      } else if (!word.startsWith("-") && !word.startsWith("@")) {
        return word;
      }
    }
    return "";
  }

  private static String main(long pid) {
    return main(ProcessFacts.of(pid).commandLine());
  }

  private static boolean isJava(String command) {
    return command.endsWith("/java") || command.endsWith("\\java.exe");
  }

  private static String firstWord(String name) {
    int space = name.indexOf(' ');
    return space < 0 ? name : name.substring(0, space);
  }
}
