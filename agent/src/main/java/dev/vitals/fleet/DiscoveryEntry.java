package dev.vitals.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One target of a {@code file_sd_configs} folder, and who wrote it. Labels that begin with two
 * underscores do not reach the stored series.
 *
 * @param service becomes the label {@code job}
 * @param scheme how Prometheus shall ask: {@code http} or {@code https}
 * @param target host and port where Prometheus finds the agent
 * @param instance the same at every start of the application
 * @param host of this machine; a pid means something only together with it
 */
public record DiscoveryEntry(
    String service,
    String scheme,
    String target,
    String instance,
    String host,
    long pid,
    long startEpochSeconds) {
  private static final int LONGEST_LABEL = 200;
  private static final int LONGEST_NAME = 80;
  private static final long LARGEST_FILE_BYTES = 64_000;

  private static final String PLAIN = "http";

  /** How Prometheus asks this target, whatever its job says. */
  private static final String SCHEME = "__scheme__";

  private static final String HOST = "__vitals_host";
  private static final String PID = "__vitals_pid";
  private static final String START = "__vitals_start";

  /**
   * The entry of this JVM.
   *
   * @param service the name of the application, whatever is in it
   * @param scheme what the endpoint speaks: {@code http} or {@code https}
   * @param address where the endpoint listens, such as {@code 0.0.0.0:9464}
   * @param advertised what Prometheus shall ask instead, with or without a port; empty for none
   * @param instance the stable name of this instance; empty where host and port shall do
   */
  public static DiscoveryEntry ofThisJvm(
      String service, String scheme, String address, String advertised, String instance) {
    String host = hostName();
    String port = address.substring(address.lastIndexOf(':') + 1);
    String name = clean(service);
    ProcessHandle self = ProcessHandle.current();
    return new DiscoveryEntry(
        name.isEmpty() ? "java" : name,
        scheme,
        target(address, port, advertised),
        instance.isEmpty() ? thisHost() + ':' + port : clean(instance),
        host,
        self.pid(),
        startSeconds(self));
  }

  /** The name of this machine or container. */
  public static String thisHost() {
    String host = hostName();
    return host.isEmpty() ? "localhost" : host;
  }

  /** {@code <service>-<pid>.json}. */
  String fileName() {
    return fileName(service) + '-' + pid + ".json";
  }

  String fileNameWithHost() {
    return fileName(service) + '-' + fileName(host) + '-' + pid + ".json";
  }

  String json() {
    return "[{\"targets\":["
        + Quoted.text(target)
        + "],\"labels\":{\"job\":"
        + Quoted.text(service)
        + ",\"instance\":"
        + Quoted.text(instance)
        + ','
        + (scheme.equals(PLAIN) ? "" : mark(SCHEME, scheme) + ',')
        + owner()
        + "}}]\n";
  }

  private String owner() {
    return mark(HOST, host) + ',' + mark(PID, Long.toString(pid)) + ',' + started();
  }

  private String started() {
    return mark(START, Long.toString(startEpochSeconds));
  }

  /** Whether this JVM wrote a file. */
  static boolean isOf(Path file, DiscoveryEntry entry) throws IOException {
    return read(file).contains(entry.owner());
  }

  /** Whether a file that has the name of an entry was not written by a JVM of another host. */
  static boolean mayReplace(Path file, DiscoveryEntry entry) throws IOException {
    String text = read(file);
    return !text.contains('"' + HOST + '"') || text.contains(mark(HOST, entry.host));
  }

  /** Whether a JVM of this host wrote the file that is not there any more. */
  static boolean isStale(Path file, String host) throws IOException {
    String text = read(file);
    if (!text.contains(mark(HOST, host))) {
      return false;
    }
    long pid = number(text, PID);
    long start = number(text, START);
    if (pid < 0 || start < 0) {
      return false;
    }
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    return process == null || !process.isAlive() || isAnother(startSeconds(process), start);
  }

  /** A pid that was used again belongs to a process that began at another time. */
  private static boolean isAnother(long startSeconds, long writtenSeconds) {
    return startSeconds > 0 && writtenSeconds > 0 && Math.abs(startSeconds - writtenSeconds) > 2;
  }

  private static String read(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE_BYTES) {
      return "";
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static String mark(String label, String value) {
    return '"' + label + "\":" + Quoted.text(value);
  }

  private static long number(String text, String label) {
    String key = '"' + label + "\":\"";
    int from = text.indexOf(key) + key.length();
    int to = text.indexOf('"', from);
    if (from < key.length() || to < 0 || to - from > 18) {
      return -1;
    }
    try {
      return Long.parseLong(text.substring(from, to));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static long startSeconds(ProcessHandle process) {
    return process.info().startInstant().map(start -> start.getEpochSecond()).orElse(0L);
  }

  private static String target(String address, String port, String advertised) {
    if (!advertised.isEmpty()) {
      String clean = clean(advertised);
      boolean hasPort = clean.lastIndexOf(':') > clean.lastIndexOf(']');
      return hasPort ? clean : clean + ':' + port;
    }
    String host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1:" + port;
      case "[::]", "[0:0:0:0:0:0:0:0]" -> "[::1]:" + port;
      default -> address;
    };
  }

  /** A label value: one line, not too long. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_LABEL)
        .forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return clean.toString().strip();
  }

  /** A part of a file name that means nothing to any file system. */
  private static String fileName(String text) {
    StringBuilder name = new StringBuilder();
    for (int index = 0; index < text.length() && name.length() < LONGEST_NAME; index++) {
      char c = text.charAt(index);
      boolean isPlain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || ((c == '.' || c == '-') && name.length() > 0);
      name.append(isPlain ? c : '_');
    }
    return name.length() == 0 ? "java" : name.toString();
  }

  /** Without a question to any name server. */
  private static String hostName() {
    try {
      String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      if (!name.isEmpty()) {
        return clean(name);
      }
    } catch (IOException | RuntimeException notLinux) {
      // The environment may know.
    }
    String name = System.getenv("HOSTNAME");
    String other = name == null ? System.getenv("COMPUTERNAME") : name;
    return other == null ? "" : clean(other);
  }
}
