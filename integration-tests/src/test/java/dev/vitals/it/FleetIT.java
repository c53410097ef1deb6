package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three agents and a Prometheus with the rules that the command line makes of theirs: who reads of
 * an alert reads the same from both, at nearly the same time.
 */
class FleetIT {
  private static final String JOB = "fleet";
  private static final int AGENTS = 3;

  /** Those where something goes wrong; the last one stays well. */
  private static final Set<String> FAULTY = Set.of("fleet-1", "fleet-2");

  /** Of scrapes, of evaluations and of the agents. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** What one of them can see later than the other. */
  private static final Duration TOLERANCE = INTERVAL.multipliedBy(3);

  /** How exactly the test itself sees a time. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The window of a minute has to pass. */
  private static final Duration END_LIMIT = Duration.ofSeconds(120);

  /**
   * The rules, and what they are about here: limits at the edge of a bucket, faults beyond twice.
   */
  private static final Map<String, String> SCOPES =
      Map.of("http-latency-p95", "/pause/", "http-error-rate", "/status/");

  @TempDir private Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Traffic> traffic = new ArrayList<>();
  private final Map<String, AgentApi> agents = new TreeMap<>();

  /** When something was first seen, by what it was. */
  private final Map<String, Long> seenNanos = new HashMap<>();

  private volatile boolean isFaulty;

  @AfterEach
  void close() throws Exception {
    for (int last = open.size() - 1; last >= 0; last--) {
      open.get(last).close();
    }
  }

  @Test
  void prometheus_fires_and_resolves_when_the_agents_do() throws IOException {
    Alertmanager alertmanager = opened(Alertmanager.start(folder, FleetFiles.alertmanager()));
    Path targets = Files.createDirectories(folder.resolve("targets"));
    Path file =
        Files.writeString(folder.resolve("vitals.yaml"), FleetFiles.agent(JOB, targets, INTERVAL));
    FleetFiles.writeRules(folder, file);
    List<HostProcess> hosts = new ArrayList<>();
    for (int number = 1; number <= AGENTS; number++) {
      hosts.add(host(file, JOB + '-' + number));
    }
    assertTrue(Poll.slowly(LIMIT, () -> entries().size() == AGENTS), () -> "" + entries());
    entries().forEach((instance, port) -> agents.put(instance, new AgentApi(port).ready()));
    assertEquals(Set.of("fleet-1", "fleet-2", "fleet-3"), agents.keySet());
    PrometheusServer prometheus =
        opened(
            PrometheusServer.start(folder, FleetFiles.prometheus(targets, alertmanager, INTERVAL)));
    for (int number = 1; number <= AGENTS; number++) {
      serve(hosts.get(number - 1), JOB + '-' + number);
    }
    String counted =
        "min(job_instance_http_route:http_server_request_duration_seconds_count:increase_1m"
            + "{job=\"fleet\",http_route=~\"/pause/|/status/\"}) > 40";
    assertTrue(
        Poll.slowly(
            LIMIT,
            () ->
                prometheus.query("up{job=\"fleet\"} == 1").size() == AGENTS
                    && prometheus.single(counted) != null),
        prometheus::said);
    assertEquals(Set.of(), active(prometheus));

    isFaulty = true;
    assertTrue(
        Poll.slowly(LIMIT, () -> look(prometheus, true).containsAll(expected())),
        () -> expected() + " but " + active(prometheus) + prometheus.said());
    assertEquals(expected(), active(prometheus));
    assertTrue(
        Poll.slowly(LIMIT, () -> groups(alertmanager).equals(expectedGroups())),
        () -> groups(alertmanager) + alertmanager.said());

    isFaulty = false;
    assertTrue(
        Poll.slowly(END_LIMIT, () -> look(prometheus, false).isEmpty()),
        () -> "still " + active(prometheus));
    compare();
    assertTrue(
        Poll.slowly(LIMIT, () -> groups(alertmanager).isEmpty()),
        () -> groups(alertmanager) + alertmanager.said());

    traffic.forEach(Traffic::close);
    for (HostProcess host : hosts) {
      assertEquals(0, host.stop(), host.err());
    }
    assertTrue(Poll.slowly(LIMIT, () -> entries().isEmpty()), () -> "" + entries());
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  private HostProcess host(Path file, String instance) {
    String arguments = "config=" + file + ";service.instance-id=" + instance;
    List<String> options = List.of(HostRun.javaagent(arguments), "-Xmx128m");
    HostProcess host = opened(HostProcess.start(Jdk.newest(), Host.BUSY, options));
    assertFalse(host.err().contains("vitals.yaml"), host.err());
    return host;
  }

  /** Even load, as much with the fault as without. */
  private void serve(HostProcess host, String instance) {
    // A series that is new has grown by nothing: that there are errors at all is known beforehand.
    assertEquals(503, Http.status("GET", host.port(), "/status/503", null));
    boolean canFail = FAULTY.contains(instance);
    for (String[] paths :
        List.of(
            new String[] {"/pause/0", "/pause/600"}, new String[] {"/status/200", "/status/503"})) {
      traffic.add(
          opened(
              Traffic.start(
                  host.port(),
                  4,
                  Duration.ofSeconds(1),
                  () -> "GET " + paths[isFaulty && canFail ? 1 : 0])));
    }
  }

  private Map<String, Integer> entries() {
    return FleetFiles.entries(JOB, folder.resolve("targets"));
  }

  /** Notes what has changed; the alerts that fire at either side. */
  private Set<String> look(PrometheusServer prometheus, boolean isBeginning) {
    Set<String> active = active(prometheus);
    long now = System.nanoTime();
    for (String alert : expected()) {
      if (active.contains(alert) == isBeginning) {
        seenNanos.putIfAbsent((isBeginning ? "fires " : "ends ") + alert, now);
      }
    }
    return active;
  }

  /** Such as {@code agent http-error-rate /status/ fleet-1}. */
  private Set<String> active(PrometheusServer prometheus) {
    Set<String> active = new TreeSet<>();
    agents.forEach(
        (instance, agent) -> {
          for (Tree alert : agent.alerts()) {
            if (alert.text("state").equals("firing")) {
              active.add(
                  "agent " + alert.text("rule") + ' ' + alert.text("scope") + ' ' + instance);
            }
          }
        });
    for (Tree alert : prometheus.alerts()) {
      if (alert.text("state").equals("firing")) {
        Map<String, String> labels = alert.at("labels").texts();
        active.add(
            "prometheus "
                + labels.get("rule")
                + ' '
                + labels.get("http_route")
                + ' '
                + labels.get("instance"));
      }
    }
    return active;
  }

  private static Set<String> expected() {
    Set<String> expected = new TreeSet<>();
    for (String side : List.of("agent", "prometheus")) {
      SCOPES.forEach(
          (rule, scope) ->
              FAULTY.forEach(
                  instance -> expected.add(side + ' ' + rule + ' ' + scope + ' ' + instance)));
    }
    return expected;
  }

  private void compare() {
    StringBuilder table = new StringBuilder("Prometheus after the agent, in ms:\n");
    long limitNanos = TOLERANCE.plus(LOOK).toNanos();
    boolean isNear = true;
    for (String when : List.of("fires ", "ends ")) {
      for (String alert : expected()) {
        if (alert.startsWith("agent ")) {
          String rest = alert.substring("agent ".length());
          long agentNanos = seenNanos.get(when + alert);
          long apartNanos = seenNanos.get(when + "prometheus " + rest) - agentNanos;
          isNear &= Math.abs(apartNanos) <= limitNanos;
          table.append(when).append(rest).append(": ").append(apartNanos / 1_000_000).append('\n');
        }
      }
    }
    System.out.print(table);
    assertTrue(isNear, table.toString());
  }

  /** The instances in each group that Alertmanager shows for the team. */
  private static Map<String, Set<String>> groups(Alertmanager alertmanager) {
    Map<String, Set<String>> groups = new TreeMap<>();
    for (Tree group : alertmanager.groups()) {
      if (group.at("receiver").text("name").equals("team")) {
        Set<String> instances = new TreeSet<>();
        for (Tree alert : group.at("alerts").items()) {
          instances.add(alert.at("labels").text("instance"));
        }
        groups.put(group.at("labels").texts().toString(), instances);
      }
    }
    return groups;
  }

  private static Map<String, Set<String>> expectedGroups() {
    Map<String, Set<String>> groups = new TreeMap<>();
    for (String rule : SCOPES.keySet()) {
      String name = ShopFaultsIT.alertName(rule);
      groups.put("{alertname=" + name + ", job=" + JOB + '}', new TreeSet<>(FAULTY));
    }
    return groups;
  }
}
