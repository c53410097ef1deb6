package dev.vitals.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One life of a web host under the contract's load, from start to exit, and all that was seen of
 * it. Each is run once and then read by several tests.
 */
record HostRun(
    Map<String, Long> sent,
    PrometheusText scraped,
    Map<String, String> state,
    List<ThreadLine> threads,
    String out,
    String err,
    int exitCode) {
  static final String DURATION_COUNT = "http_server_request_duration_seconds_count";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Map<String, HostRun> RUNS = new ConcurrentHashMap<>();

  /** How the agent comes to the host. */
  enum Door {
    /** Not at all. */
    NONE,
    /** With -javaagent, told to be quiet. */
    PREMAIN,
    /** With -javaagent in a JVM that verifies every class. */
    VERIFIED
  }

  /** A thread as the host itself sees it. */
  record ThreadLine(String name, boolean daemon, String contextLoader, String group) {
    boolean isOurs() {
      return name.startsWith("vitals-");
    }

    static ThreadLine parse(String line) {
      String[] parts = line.split("\t");
      return new ThreadLine(parts[0], Boolean.parseBoolean(parts[1]), parts[2], parts[3]);
    }
  }

  static HostRun of(Jdk jdk, Host host, Door door) {
    return RUNS.computeIfAbsent(jdk + " " + host + " " + door, key -> run(jdk, host, door));
  }

  /** How often the agent counted each method, route and status. */
  Map<String, Long> recorded() {
    return recorded(scraped);
  }

  static Map<String, Long> recorded(PrometheusText scraped) {
    return scraped.by(
        DURATION_COUNT, "http_request_method", "http_route", "http_response_status_code");
  }

  /** What the agent takes on the host's command line to come through this door. */
  static List<String> options(Door door, int metricsPort) {
    List<String> options = new ArrayList<>();
    if (door != Door.NONE) {
      options.add(javaagent("quiet=true;port=" + metricsPort));
    }
    if (door == Door.VERIFIED) {
      options.add("-Xverify:all");
    }
    return options;
  }

  private static HostRun run(Jdk jdk, Host host, Door door) {
    if (host == Host.SAMPLE_APP) {
      return SampleAppRun.run(jdk, door);
    }
    int metricsPort = Http.freePort();
    List<String> options = options(door, metricsPort);
    try (HostProcess process = HostProcess.start(jdk, host, options)) {
      Map<String, Long> sent = HostContract.of(host).drive(process.port());
      PrometheusText scraped = null;
      if (door != Door.NONE) {
        Poll.until(LIMIT, () -> Http.listens(metricsPort));
        Poll.expecting(LIMIT, sent, () -> recorded(Http.scrape(metricsPort)));
        scraped = Http.scrape(metricsPort);
      }
      Map<String, String> state = state(process);
      List<ThreadLine> threads = process.ask("threads").stream().map(ThreadLine::parse).toList();
      int exitCode = process.stop();
      return new HostRun(
          sent,
          scraped,
          state,
          threads,
          mask(process.out(), process),
          mask(process.err(), process),
          exitCode);
    }
  }

  static String javaagent(String arguments) {
    Path jar = HostProcess.vitalsJar();
    return "-javaagent:" + jar + (arguments.isEmpty() ? "" : "=" + arguments);
  }

  private static Map<String, String> state(HostProcess process) {
    Map<String, String> state = new TreeMap<>();
    for (String line : process.ask("state")) {
      String masked = mask(line, process);
      int equals = masked.lastIndexOf('=');
      int first = line.startsWith("mbean ") ? equals : masked.indexOf('=');
      state.put(masked.substring(0, first), masked.substring(first + 1));
    }
    return state;
  }

  private static String mask(String text, HostProcess process) {
    return mask(text, process.port(), process.pid());
  }

  /**
   * What differs from run to run without anybody's doing: times, durations, ports, process ids,
   * identity hashes.
   */
  static String mask(String text, int port, long pid) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:?\\d\\d)", "TIME")
        .replaceAll("\\b" + port + "\\b", "PORT")
        // Not in a stack trace: the number may be that of a line too.
        .replaceAll("(?<!\\.java:)\\b" + pid + "\\b", "PID")
        .replaceAll("\\d+(\\.\\d+)? (ms|seconds)", "DURATION")
        .replaceAll("\\[\\d+] milliseconds", "DURATION")
        .replaceAll("running for \\d+\\.\\d+", "running for DURATION")
        .replaceAll("\\[[^\\[\\]]*exec-\\d+]", "[THREAD]")
        .replaceAll("HttpRequest\\d+\\b", "HttpRequestN")
        .replaceAll("(tomcat|felix)(\\.(\\d+|PORT))?\\.?\\d{5,}", "$1.TEMPORARY")
        .replaceAll("@[0-9a-f]{5,8}\\b", "@HASH");
  }
}
