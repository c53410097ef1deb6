package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * A host in which a bit of everything has happened: requests of which some fail, statements,
 * lookups, and an alert that fires because of it and goes on for as long as the host lives.
 */
final class JudgedHost implements AutoCloseable {
  static final String SERVICE = "judged";
  static final String RULE = "http-error-rate";
  static final int ERRORS = 20;
  static final int STATEMENTS = 60;
  static final int LOOKUPS = 50;
  static final String VIEWER = "viewer-token-of-the-tests";
  static final String OPERATOR = "operator-token-of-the-tests";
  static final String ADMIN = "admin-token-of-the-tests";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HostProcess process;
  private final AgentApi agent;
  private final Path file;

  private JudgedHost(HostProcess process, AgentApi agent, Path file) {
    this.process = process;
    this.agent = agent;
    this.file = file;
  }

  static JudgedHost start(Jdk jdk, Path folder) throws IOException {
    int port = Http.freePort();
    Path file = folder.resolve("vitals.yaml");
    write(file, rules("{name: http-error-rate, minimum-count: 4, for: 1s}"), port);
    Files.writeString(
        folder.resolve("users"),
        """
        token vera viewer %s
        token olga operator %s
        token ada admin %s
        """
            .formatted(VIEWER, OPERATOR, ADMIN));
    List<String> options = List.of(HostRun.javaagent("config=" + file));
    HostProcess process = HostProcess.start(jdk, Host.BUSY, options);
    JudgedHost host = new JudgedHost(process, new AgentApi(port), file);
    try {
      host.agent.ready();
      assertFalse(process.err().contains("vitals.yaml"), process.err());
      host.drive();
      return host;
    } catch (RuntimeException | Error failure) {
      host.close();
      throw failure;
    }
  }

  AgentApi agent() {
    return agent;
  }

  long pid() {
    return process.pid();
  }

  /** What it has said. */
  String err() {
    return process.err();
  }

  /** What was changed or revealed, and who was turned away, a line for each. */
  List<String> audited() throws IOException {
    return Files.readAllLines(file.resolveSibling("audit"));
  }

  /** Writes another list of rules, or something that is none, into its configuration file. */
  void rewrite(String rules) throws IOException {
    write(file, rules, agent.port());
  }

  static String rules(String rule) {
    // Others use this machine, too.
    return "rules:\n  - "
        + rule
        + "\n  - {name: cpu, enabled: false}"
        + "\n  - {name: container-memory, enabled: false}\n";
  }

  /** What history calls the durations of requests. */
  String metric() {
    return metric(agent);
  }

  static String metric(AgentApi agent) {
    return agent.data("/report?period=1h").at("operations").items().stream()
        .map(operation -> operation.text("metric"))
        .filter(name -> name.startsWith("http"))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.close();
  }

  private void drive() {
    for (int i = 0; i < 30; i++) {
      get("/hello", 200);
    }
    get("/tables/" + STATEMENTS, 200);
    get("/lookups/" + LOOKUPS, 200);
    for (int i = 0; i < ERRORS; i++) {
      get("/status/503", 503);
    }
    boolean isKnown =
        Poll.slowly(
            LIMIT, () -> agent.firing(RULE, "/status/") != null && operations() >= ERRORS + 32);
    if (!isKnown) {
      throw new AssertionError(agent.get("/alerts").body() + agent.get("/report").body());
    }
  }

  /** So many requests are in the history. */
  private long operations() {
    for (Tree operation : agent.data("/report?period=1h").at("operations").items()) {
      if (operation.text("metric").startsWith("http")) {
        return operation.at("total").whole("count");
      }
    }
    return 0;
  }

  private void get(String path, int status) {
    assertEquals(status, Http.status("GET", process.port(), path, null), path);
  }

  /** In place at once: nobody meets half of it. */
  private static void write(Path file, String rules, int port) throws IOException {
    Path other = Files.createTempFile(file.getParent(), "vitals", ".new");
    Files.writeString(other, configuration(port, file.resolveSibling("users")) + rules);
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String configuration(int port, Path users) {
    return """
        service.name: SERVICE
        server.port: PORT
        server.users-file: USERS
        server.audit-file: AUDIT
        thresholds:
          interval: 1s
          window: 5m
        slas:
          - name: requests
            kind: http
            scope: all
            p95: 5s
            availability: 99%
            window: 1h
            latency-window: 5m
            minimum-count: 1
        """
        .replace("SERVICE", SERVICE)
        .replace("PORT", Integer.toString(port))
        .replace("USERS", users.toString())
        .replace("AUDIT", users.resolveSibling("audit").toString());
  }
}
