package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two doors, one result: what -javaagent records, an attach to a serving host records too. */
class AttachIT {
  private static final String DURATION_COUNT = "http_server_request_duration_seconds_count";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int ALREADY_ATTACHED = 5;

  static Stream<Arguments> hosts() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(Host.SPRING_BOOT_4, Host.TOMCAT11, Host.JDK_HTTP)
                    .map(host -> Arguments.of(jdk, host)));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void the_same_load_through_either_door_gives_the_same_series(Jdk jdk, Host host) {
    Map<String, Double> premain = throughPremain(jdk, host);
    Map<String, Double> attached = throughAttach(jdk, host);
    assertEquals(premain, attached);
    assertTrue(premain.size() >= 7, premain.toString());
    System.out.println(
        jdk
            + " "
            + host
            + ": "
            + premain.size()
            + " series, "
            + premain.values().stream().mapToLong(Double::longValue).sum()
            + " requests through either door");
  }

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void a_second_attach_changes_the_arguments_or_nothing(Jdk jdk) {
    int port = Http.freePort();
    try (HostProcess process = HostProcess.start(jdk, Host.JDK_HTTP, List.of())) {
      String pid = Long.toString(process.pid());
      VitalsCommand.run(jdk, "attach", pid, "server.port=" + port).expect(0);
      Map<String, Long> sent = HostContract.of(Host.JDK_HTTP).drive(process.port());
      VitalsCommand again = VitalsCommand.run(jdk, "attach", pid, "server.port=" + port);
      again.expect(ALREADY_ATTACHED);
      assertTrue(again.output().contains("attached to " + pid + " already"), again.output());

      String other = "server.port=" + port + ";db.slow-threshold=5ms";
      VitalsCommand changed = VitalsCommand.run(jdk, "attach", pid, other).expect(0);
      assertTrue(changed.output().contains("reconfigured"), changed.output());
      VitalsCommand.run(jdk, "attach", pid, other).expect(ALREADY_ATTACHED);
      String status = VitalsCommand.run(jdk, "status", pid).expect(0).output();
      assertTrue(status.contains("arguments: " + other + "\n"), status);

      // What cannot change is named every time, as long as it differs from what runs.
      for (String slow : List.of("6ms", "7ms")) {
        String elsewhere = "server.port=0;db.slow-threshold=" + slow;
        String named = VitalsCommand.run(jdk, "attach", pid, elsewhere).expect(0).output();
        assertTrue(named.contains("only after a detach and a new attach: server.port"), named);
      }
      String back = VitalsCommand.run(jdk, "attach", pid, other).expect(0).output();
      assertFalse(back.contains("only after"), back);

      // It is the same agent, which has forgotten nothing.
      assertEquals(sent, Poll.expecting(LIMIT, sent, () -> recorded(Http.scrape(port))));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void an_attach_on_top_of_javaagent_is_a_second_attach(Jdk jdk) {
    int port = Http.freePort();
    String arguments = "quiet=true;server.port=" + port;
    String javaagent = "-javaagent:" + HostProcess.vitalsJar() + "=" + arguments;
    try (HostProcess process = HostProcess.start(jdk, Host.JDK_HTTP, List.of(javaagent))) {
      assertTrue(Poll.until(LIMIT, () -> Http.listens(port)));
      String pid = Long.toString(process.pid());
      VitalsCommand.run(jdk, "attach", pid, arguments).expect(ALREADY_ATTACHED);
      VitalsCommand.run(jdk, "attach", pid, arguments + ";db.slow-threshold=5ms").expect(0);
      assertEquals("", process.err());
    }
  }

  private static Map<String, Double> throughPremain(Jdk jdk, Host host) {
    int port = Http.freePort();
    String javaagent = "-javaagent:" + HostProcess.vitalsJar() + "=server.port=" + port;
    try (HostProcess process = HostProcess.start(jdk, host, List.of(javaagent))) {
      assertTrue(Poll.until(LIMIT, () -> Http.listens(port)), process.err());
      return seriesOfContract(host, process, port);
    }
  }

  private static Map<String, Double> throughAttach(Jdk jdk, Host host) {
    int port = Http.freePort();
    try (HostProcess process = HostProcess.start(jdk, host, List.of())) {
      HostContract.of(host).drive(process.port());
      VitalsCommand.run(jdk, "attach", "" + process.pid(), "server.port=" + port).expect(0);
      return seriesOfContract(host, process, port);
    }
  }

  /** Sends the load and returns the count of each label set, all labels of it. */
  private static Map<String, Double> seriesOfContract(Host host, HostProcess process, int port) {
    Map<String, Long> sent = HostContract.of(host).drive(process.port());
    assertEquals(sent, Poll.expecting(LIMIT, sent, () -> recorded(Http.scrape(port))));
    Map<String, Double> series = new TreeMap<>();
    for (PrometheusText.Sample sample : Http.scrape(port).named(DURATION_COUNT)) {
      String labels = new TreeMap<>(sample.labels()).toString();
      assertEquals(null, series.put(labels, sample.value()), "twice: " + labels);
    }
    return series;
  }

  private static Map<String, Long> recorded(PrometheusText scraped) {
    return scraped.by(
        DURATION_COUNT, "http_request_method", "http_route", "http_response_status_code");
  }
}
