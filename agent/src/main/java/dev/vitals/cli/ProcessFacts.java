package dev.vitals.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the operating system says about a process, before anybody speaks to it. Where there is no
 * {@code /proc} little is known, and nothing is refused for that.
 */
final class ProcessFacts {
  private static final Path PROC = Path.of("/proc");
  private static final long SIGQUIT_BIT = 1L << 2;
  private static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS=");

  private final long pid;
  private final List<String> status;

  private ProcessFacts(long pid, List<String> status) {
    this.pid = pid;
    this.status = status;
  }

  /** The facts of now; ask again for later ones. */
  static ProcessFacts of(long pid) {
    return new ProcessFacts(pid, lines(PROC.resolve(Long.toString(pid)).resolve("status")));
  }

  static boolean isOnLinux() {
    return Files.isReadable(PROC.resolve("self/status"));
  }

  long pid() {
    return pid;
  }

  /** A thread has a folder in /proc too, and a zombie still has a pid. */
  boolean isAlive() {
    if (!isOnLinux()) {
      return ProcessHandle.of(pid).isPresent();
    }
    return Long.toString(pid).equals(value("Tgid:")) && !value("State:").startsWith("Z");
  }

  boolean isStopped() {
    return value("State:").startsWith("T") || value("State:").startsWith("t");
  }

  /** Effective user id; -1 where it is not known. */
  long uid() {
    String[] ids = value("Uid:").split("\\s+");
    return ids.length > 1 ? Long.parseLong(ids[1]) : -1;
  }

  String user() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().user())
        .orElse(uid() < 0 ? "another user" : "uid " + uid());
  }

  /**
   * Whether SIGQUIT, which asks a JVM to open its attach socket, has a handler: it ends a process
   * that has none.
   */
  boolean catchesQuit() {
    if (!isOnLinux()) {
      return true;
    }
    String mask = value("SigCgt:");
    return !mask.isEmpty() && (Long.parseUnsignedLong(mask, 16) & SIGQUIT_BIT) != 0;
  }

  /** Whether a Java virtual machine is mapped into the process. */
  boolean isJvm() {
    Path maps = path("maps");
    if (!isOnLinux() || !Files.isReadable(maps)) {
      return catchesQuit();
    }
    try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
      return lines.anyMatch(line -> line.contains("/libjvm.so") || line.contains("/libj9vm"));
    } catch (IOException | UncheckedIOException e) {
      return catchesQuit();
    }
  }

  /** The command line and the variables that add options to it; empty where it cannot be read. */
  List<String> options() {
    List<String> options = new ArrayList<>(commandLine());
    for (String variable : words("environ")) {
      for (String name : OPTION_VARIABLES) {
        if (variable.startsWith(name)) {
          options.addAll(Arrays.asList(variable.substring(name.length()).trim().split("\\s+")));
        }
      }
    }
    return options;
  }

  List<String> commandLine() {
    return words("cmdline");
  }

  /** The pid the process has in its own, innermost namespace. */
  long innermostPid() {
    String[] pids = value("NSpid:").split("\\s+");
    String last = pids[pids.length - 1];
    return last.isEmpty() ? pid : Long.parseLong(last);
  }

  /** Where the file system of the process begins, seen from here. */
  Path root() {
    Path root = path("root");
    return Files.isDirectory(root) ? root : Path.of("/");
  }

  /** A path as the process names it, seen from here. */
  Path seen(Path absolute) {
    return isOnLinux() ? root().resolve(Path.of("/").relativize(absolute)) : absolute;
  }

  boolean hasAttachSocket() {
    return Files.exists(seen(Path.of("/tmp/.java_pid" + innermostPid())));
  }

  private Path path(String name) {
    return PROC.resolve(Long.toString(pid)).resolve(name);
  }

  private String value(String name) {
    for (String line : status) {
      if (line.startsWith(name)) {
        return line.substring(name.length()).trim();
      }
    }
    return "";
  }

  private List<String> words(String file) {
    try {
      String text = Files.readString(path(file), StandardCharsets.ISO_8859_1);
      return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }
}
