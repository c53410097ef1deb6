package dev.vitals.benchmarks.overhead;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One fresh JVM with an application and an agent, from its start to its end, and everything that
 * can be asked of it from outside.
 */
final class Subject implements Closeable {
  private static final double START_LIMIT_SECONDS = 240;
  private static final double REPORT_LIMIT_SECONDS = 20;
  private static final double COMPILERS_SHARE = 0.03;
  private static final double PEER_REPORT_LIMIT_SECONDS = 11;

  private final Setup setup;
  private final Variant variant;
  private final boolean pinned;
  private final Intake intake;
  private final int port;
  private final int metricsPort;
  private final Path log;
  private final Process process;
  private final double startSeconds;
  private final double startCpuSeconds;
  private long answered;
  private final List<String> failures = new ArrayList<>();

  private Subject(
      Setup setup, Application application, Variant variant, boolean pinned, List<String> options)
      throws IOException, InterruptedException {
    this.setup = setup;
    this.variant = variant;
    this.pinned = pinned;
    intake = new Intake();
    port = freePort();
    metricsPort = freePort();
    log = Files.createTempFile("subject", ".log");
    List<String> command = new ArrayList<>();
    if (pinned) {
      command.addAll(List.of("taskset", "-c", "0"));
    }
    command.add(setup.jdk().resolve("bin/java").toString());
    command.addAll(variant.options(setup.agents(), metricsPort, intake.url()));
    command.addAll(List.of("-Xms256m", "-Xmx256m", "-XX:+UseG1GC"));
    command.addAll(options);
    command.addAll(application.command(setup.root(), port));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(OTEL|DD|ELASTIC|VITALS|JAVA|JDK)_.*"));
    long startNanos = System.nanoTime();
    process = builder.redirectOutput(log.toFile()).start();
    try {
      awaitAnswer(Wire.get(application.firstPath()), startNanos);
      startSeconds = (System.nanoTime() - startNanos) / 1e9;
      startCpuSeconds = Proc.cpuSeconds(process.pid());
    } catch (IOException | InterruptedException | RuntimeException failure) {
      close();
      throw failure;
    }
  }

  static Subject start(
      Setup setup, Application application, Variant variant, boolean pinned, String... options)
      throws IOException, InterruptedException {
    return new Subject(setup, application, variant, pinned, List.of(options));
  }

  private void awaitAnswer(byte[] request, long startNanos)
      throws IOException, InterruptedException {
    while (true) {
      try (Wire wire = new Wire(port)) {
        int status = wire.ask(request);
        answered++;
        if (status == 200) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(5);
      }
      if (!process.isAlive() || System.nanoTime() - startNanos > START_LIMIT_SECONDS * 1e9) {
        String said = Files.readString(log);
        throw new IOException(
            variant.label()
                + " does not answer; it said: "
                + said.substring(Math.max(0, said.length() - 4_000)));
      }
    }
  }

  double startSeconds() {
    return startSeconds;
  }

  double startCpuSeconds() {
    return startCpuSeconds;
  }

  long pid() {
    return process.pid();
  }

  Path log() {
    return log;
  }

  long answered() {
    return answered;
  }

  double cpuSeconds() {
    return Proc.cpuSeconds(pid());
  }

  int metricsPort() {
    return metricsPort;
  }

  /** A load on this application; what it returns has to be passed to {@link #noted}. */
  Load load(byte[]... requests) {
    return new Load(port, requests);
  }

  /** Some seconds of load. */
  interface WarmUp {
    void run() throws InterruptedException;
  }

  /**
   * Puts load on the application, not kept on one processor, until its compilers have little left
   * to do.
   */
  void warmUp(double longestSeconds, WarmUp load, Map<String, Double> values)
      throws IOException, InterruptedException {
    if (pinned) {
      Proc.pin(pid(), "0,1");
    }
    long startNanos = System.nanoTime();
    double seconds;
    double share;
    do {
      Map<String, Long> all = Proc.threadNanos(pid(), thread -> true);
      Map<String, Long> compilers = Proc.threadNanos(pid(), Proc::isCompiler);
      load.run();
      share =
          Proc.secondsSince(compilers, Proc.threadNanos(pid(), Proc::isCompiler))
              / Proc.secondsSince(all, Proc.threadNanos(pid(), thread -> true));
      seconds = (System.nanoTime() - startNanos) / 1e9;
    } while (share > COMPILERS_SHARE && seconds < longestSeconds);
    values.put("warm_up_seconds", seconds);
    values.put("compilers_share", share);
    if (pinned) {
      Proc.pin(pid(), "0");
    }
  }

  /** Work that reports itself as requests without being any. */
  void expect(long requests) {
    answered += requests;
  }

  Load.Outcome noted(Load.Outcome outcome) {
    answered += outcome.answered();
    failures.addAll(outcome.failures());
    return outcome;
  }

  /**
   * A full collection: afterwards the heap log says exactly what lives and what was allocated
   * before.
   */
  void collect() throws IOException, InterruptedException {
    jcmd("GC.run");
  }

  String jcmd(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(setup.jdk().resolve("bin/jcmd").toString());
    command.add(Long.toString(pid()));
    command.addAll(List.of(words));
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes());
    if (tool.waitFor() != 0) {
      throw new IOException("jcmd " + List.of(words) + ": " + said);
    }
    return said;
  }

  /**
   * What the agent says it has seen beside what was sent, waiting for late reports; the sample is
   * invalid if the agent was not active, if a request failed, or if Vitals missed or dropped
   * anything.
   */
  void prove(Map<String, Double> values, List<String> problems)
      throws IOException, InterruptedException {
    values.put("requests_sent", (double) answered);
    values.put("requests_failed", (double) failures.size());
    if (!failures.isEmpty()) {
      problems.add(failures.size() + " requests failed, the first: " + failures.get(0));
    }
    double seen = 0;
    double limitSeconds =
        variant == Variant.VITALS ? REPORT_LIMIT_SECONDS : PEER_REPORT_LIMIT_SECONDS;
    long endNanos = System.nanoTime() + (long) (limitSeconds * 1e9);
    boolean reports = variant.showsRequests() || variant.sendsRequests();
    while (reports && (seen = requestsSeen()) < answered && System.nanoTime() < endNanos) {
      Thread.sleep(200);
    }
    if (reports) {
      values.put("requests_seen", seen);
      values.put("requests_seen_share", seen / answered);
      values.put("intake_payloads", (double) intake.payloads());
      if (seen == 0) {
        problems.add("the agent saw no request");
      }
    }
    if (variant.showsRequests()) {
      values.put(
          "statements_seen",
          Scrape.of(metricsPort).sum("db_client_operation_duration_seconds_count"));
    }
    if (variant == Variant.VITALS) {
      Scrape scrape = Scrape.of(metricsPort);
      double dropped = scrape.sum("vitals_events_dropped_total");
      values.put("events_dropped", dropped);
      if (seen != answered || dropped != 0) {
        problems.add("saw " + seen + " of " + answered + " requests, dropped " + dropped);
      }
    }
    if (variant == Variant.JMX_EXPORTER && Scrape.of(metricsPort).sum("jvm_threads_current") <= 0) {
      problems.add("the exporter shows no threads");
    }
  }

  private double requestsSeen() throws IOException, InterruptedException {
    if (!variant.showsRequests()) {
      return intake.requestsSeen();
    }
    try {
      return Scrape.of(metricsPort).sum("http_server_request_duration_seconds_count");
    } catch (IOException notYet) {
      return 0;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    intake.close();
    Files.deleteIfExists(log);
  }
}
