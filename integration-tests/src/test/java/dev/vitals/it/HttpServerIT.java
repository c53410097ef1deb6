package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients of real containers counted is what the agent counted. */
class HttpServerIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  static Stream<Arguments> hosts() {
    return Jdk.all().stream()
        .flatMap(jdk -> Host.web().stream().map(host -> Arguments.of(jdk, host)));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void every_request_is_counted_once_by_method_route_and_status(Jdk jdk, Host host) {
    HostRun run = HostRun.of(jdk, host, HostRun.Door.PREMAIN);

    assertEquals(run.sent(), run.recorded());
  }

  @ParameterizedTest
  @MethodSource("withContextPaths")
  void the_context_path_is_part_of_the_route(Jdk jdk, Host host) {
    int metricsPort = Http.freePort();
    List<String> options = new ArrayList<>(HostRun.options(HostRun.Door.PREMAIN, metricsPort));
    options.add("-Dshop.context=/shop");
    options.add("-Dserver.servlet.context-path=/shop");
    try (HostProcess process = HostProcess.start(jdk, host, options)) {
      Map<String, Long> sent = HostContract.of(host).under("/shop").drive(process.port());
      assertTrue(Poll.until(LIMIT, () -> Http.listens(metricsPort)));
      assertEquals(
          sent, Poll.expecting(LIMIT, sent, () -> HostRun.recorded(Http.scrape(metricsPort))));
      assertEquals(0, process.stop());
    }
  }

  static Stream<Arguments> withContextPaths() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(Host.TOMCAT11, Host.JETTY12, Host.SPRING_BOOT_4)
                    .map(host -> Arguments.of(jdk, host)));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void the_histogram_of_a_request_adds_up_and_nothing_stays_active(Jdk jdk, Host host) {
    PrometheusText scraped = HostRun.of(jdk, host, HostRun.Door.PREMAIN).scraped();

    List<PrometheusText.Sample> counts = scraped.named(HostRun.DURATION_COUNT);
    assertFalse(counts.isEmpty());
    for (PrometheusText.Sample count : counts) {
      Map<String, String> infinite = new TreeMap<>(count.labels());
      infinite.put("le", "+Inf");
      assertEquals(
          count.value(),
          scraped.sum(
              "http_server_request_duration_seconds_bucket",
              bucket -> new TreeMap<>(bucket.labels()).equals(infinite)),
          count.toString());
    }
    List<PrometheusText.Sample> active = scraped.named("http_server_active_requests");
    assertFalse(active.isEmpty());
    for (PrometheusText.Sample sample : active) {
      assertEquals(0.0, sample.value(), sample.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void an_error_has_a_type_and_a_success_has_none(Jdk jdk, Host host) {
    PrometheusText scraped = HostRun.of(jdk, host, HostRun.Door.PREMAIN).scraped();

    for (PrometheusText.Sample count : scraped.named(HostRun.DURATION_COUNT)) {
      boolean failed = count.label("http_response_status_code").startsWith("5");
      assertEquals(failed, !count.label("error_type").isEmpty(), count.toString());
      assertEquals("http", count.label("url_scheme"));
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void what_was_produced_was_accepted_and_counted(Jdk jdk, Host host) {
    HostRun run = HostRun.of(jdk, host, HostRun.Door.PREMAIN);

    double sent = run.sent().values().stream().mapToLong(Long::longValue).sum();
    assertTrue(events(run, "produced") >= sent);
    assertEquals(events(run, "produced"), events(run, "accepted") + events(run, "dropped"));
    assertEquals(0.0, events(run, "dropped"));
    assertEquals(0.0, run.scraped().sum("vitals_instrumentation_errors_total"));
  }

  private static double events(HostRun run, String what) {
    return run.scraped()
        .sum(
            "vitals_events_" + what + "_total",
            sample -> sample.label("type").equals("http_server"));
  }
}
