package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Executors of a real host, also those that were there before the agent and were in use. */
class ExecutorsIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration LONG_LIMIT = Duration.ofSeconds(60);
  private static final String COMPLETED = "executor_completed_tasks_total";
  private static final String ACTIVE = "executor_active_threads";
  private static final int TASKS = 200;

  @TempDir Path folder;

  private enum Door {
    PREMAIN,
    ATTACH
  }

  static Stream<Arguments> doors() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of(Door.values()).map(door -> Arguments.of(jdk, door)));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void tasks_are_counted_and_executors_are_named(Jdk jdk, Door door) throws Exception {
    int port = Http.freePort();
    List<String> options =
        new ArrayList<>(List.of("-Xverify:all", "-XX:+EnableDynamicAgentLoading"));
    if (door == Door.PREMAIN) {
      options.add(HostRun.javaagent("quiet=true;port=" + port));
    }
    try (HostProcess host = HostProcess.start(jdk, Host.EXECUTORS, options)) {
      if (door == Door.ATTACH) {
        host.ask("run orders 8");
        host.ask("run unnamed 8");
        host.ask("hold timer 1");
        String pid = Long.toString(host.pid());
        VitalsCommand.run(jdk, "attach", pid, Integer.toString(port)).expect(0);
      }
      assertTrue(Poll.until(LIMIT, () -> Http.listens(port)), host::err);
      if (door == Door.ATTACH) {
        // Found by their threads: nothing has used them since.
        expect(port, ACTIVE, "timer", 1L);
        expect(port, "executor_pool_size_threads", "orders", 4L);
        host.ask("release");
      }
      long early = door == Door.ATTACH ? 1L : 0L;
      host.ask("run unnamed " + TASKS);
      String unnamed = door == Door.ATTACH ? "pool" : placeWith(port, TASKS);
      host.ask("run orders " + TASKS);
      host.ask("run timer " + TASKS);

      expect(port, COMPLETED, "orders", TASKS);
      expect(port, COMPLETED, "timer", TASKS + early);
      expect(port, COMPLETED, unnamed, TASKS);
      expect(port, "executor_seconds_count", "orders", TASKS);
      // What its future keeps: every other one.
      expect(port, "vitals_executor_failed_tasks_total", "orders", TASKS / 2);
      expect(port, "vitals_executor_failed_tasks_total", "timer", TASKS / 2);
      expect(port, "executor_idle_seconds_count", "orders", TASKS);
      expect(port, "executor_idle_seconds_count", "timer", TASKS);

      assertEquals(List.of("0"), host.ask("hold orders 4"));
      expect(port, "executor_queued_tasks", "orders", 0L);
      expect(port, ACTIVE, "orders", 4L);
      assertEquals(List.of("6"), host.ask("hold orders 106"));
      expect(port, "executor_queued_tasks", "orders", 100L);
      expect(port, "executor_queue_remaining_tasks", "orders", 0L);
      expect(port, "vitals_executor_rejected_tasks_total", "orders", 6L);
      expect(port, "vitals_executor_refused_tasks_total", "orders", 6L);
      host.ask("release");
      expect(port, COMPLETED, "orders", TASKS + 104L);
      expect(port, ACTIVE, "orders", 0L);

      if (jdk.feature() >= 21) {
        host.ask("run virtual " + TASKS);
        expect(port, COMPLETED, "thread-per-task", TASKS);
        host.ask("hold virtual 3");
        expect(port, ACTIVE, "thread-per-task", 3L);
        host.ask("release");
        expect(port, ACTIVE, "thread-per-task", 0L);
      }
      assertEquals(0.0, Http.scrape(port).sum("vitals_objects_refused_total"));
      assertEquals(0.0, Http.scrape(port).sum("vitals_instrumentation_errors_total"));
      assertEquals(0, host.stop(), host::err);
    }
  }

  /** Requests are served by pools of the containers' own classes. */
  private enum Container {
    TOMCAT9(Host.TOMCAT9, "tomcat-threads", "http-nio-.*-exec"),
    TOMCAT11(Host.TOMCAT11, "tomcat-threads", "http-nio-.*-exec"),
    JETTY12(Host.JETTY12, "jetty-threads", "qtp");

    final Host host;
    final String key;
    final String name;

    Container(Host host, String key, String name) {
      this.host = host;
      this.key = key;
      this.name = name;
    }
  }

  static Stream<Arguments> containers() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of(Container.values()).map(each -> Arguments.of(jdk, each)));
  }

  @ParameterizedTest
  @MethodSource("containers")
  void the_pool_of_a_container_is_seen_unless_it_is_switched_off(Jdk jdk, Container container)
      throws Exception {
    Map<String, Long> seen = served(jdk, container, "");
    String name = nameOf(container, seen);
    assertTrue(name != null && seen.get(name) >= 1L, seen.toString());

    Map<String, Long> off =
        served(jdk, container, ";instrumentation." + container.key + ".enabled=false");
    assertEquals(null, nameOf(container, off), off.toString());
  }

  /** More requests at once than either container has threads. */
  @ParameterizedTest
  @MethodSource("containers")
  void requests_that_wait_for_a_thread_raise_their_alert_until_they_do_not(
      Jdk jdk, Container container) throws Exception {
    AgentApi agent = new AgentApi(Http.freePort());
    Path file = folder.resolve("vitals.yaml");
    Files.writeString(
        file,
        """
        thresholds: {interval: 1s, window: 5s}
        rules:
          - {name: executor-queued, for: 1s}
          - {name: cpu, enabled: false}
        """);
    List<String> options =
        List.of(HostRun.javaagent("quiet=true;config=" + file + ";port=" + agent.port()));
    try (HostProcess host = HostProcess.start(jdk, container.host, options)) {
      agent.ready();
      Tree alert;
      try (Traffic traffic = Traffic.start(host.port(), 300, Duration.ofSeconds(1), "GET /slow")) {
        Poll.slowly(LONG_LIMIT, () -> queued(agent) != null);
        alert = queued(agent);
        assertTrue(alert != null, () -> traffic.answers() + agent.get("/metrics").body());
      }
      assertTrue(alert.text("scope").matches(container.name), alert.toString());
      assertTrue(Poll.slowly(LONG_LIMIT, () -> queued(agent) == null), agent.alerts()::toString);
      System.out.println(container + " on " + jdk.feature() + ": " + alert.text("message"));
      assertEquals(0, host.stop(), host::err);
    }
  }

  private static Tree queued(AgentApi agent) {
    for (Tree alert : agent.alerts()) {
      if (alert.text("rule").equals("executor-queued") && alert.text("state").equals("firing")) {
        return alert;
      }
    }
    return null;
  }

  /** Threads by executor, after some requests; completed tasks are there by then. */
  private static Map<String, Long> served(Jdk jdk, Container container, String more)
      throws Exception {
    int port = Http.freePort();
    List<String> options = List.of(HostRun.javaagent("quiet=true;port=" + port + more));
    try (HostProcess host = HostProcess.start(jdk, container.host, options)) {
      assertTrue(Poll.until(LIMIT, () -> Http.listens(port)), host::err);
      for (int request = 0; request < 5; request++) {
        Http.status("GET", host.port(), "/", null);
      }
      if (more.isEmpty()) {
        Poll.until(
            LIMIT,
            () ->
                nameOf(container, Http.scrape(port).by("executor_idle_seconds_count", "name"))
                    != null);
        Map<String, Long> waits = Http.scrape(port).by("executor_idle_seconds_count", "name");
        assertTrue(nameOf(container, waits) != null, waits.toString());
      }
      Map<String, Long> threads = Http.scrape(port).by("executor_pool_size_threads", "name");
      assertEquals(0.0, Http.scrape(port).sum("vitals_instrumentation_errors_total"));
      assertEquals(0, host.stop(), host::err);
      return threads;
    }
  }

  private static String nameOf(Container container, Map<String, Long> executors) {
    for (String name : executors.keySet()) {
      if (name.matches(container.name)) {
        return name;
      }
    }
    return null;
  }

  /** The executor that is called after a line of the host, and has completed so many. */
  private static String placeWith(int port, long tasks) {
    String[] found = new String[1];
    assertTrue(
        Poll.until(
            LIMIT,
            () -> {
              for (Map.Entry<String, Long> each :
                  Http.scrape(port).by(COMPLETED, "name").entrySet()) {
                if (each.getKey().matches("com\\.example\\.host\\.Main:\\d+")
                    && each.getValue() == tasks) {
                  found[0] = each.getKey();
                }
              }
              return found[0] != null;
            }),
        () -> Http.scrape(port).by(COMPLETED, "name").toString());
    return found[0];
  }

  private static void expect(int port, String metric, String name, long value) {
    Poll.until(LIMIT, () -> Long.valueOf(value).equals(valueOf(port, metric, name)));
    assertEquals(value, valueOf(port, metric, name), metric + " of " + name);
  }

  private static Long valueOf(int port, String metric, String name) {
    return Http.scrape(port).by(metric, "name").get(name);
  }
}
