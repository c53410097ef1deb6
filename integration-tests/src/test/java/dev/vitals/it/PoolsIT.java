package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pool that was there before anybody attached, from the outside. */
class PoolsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String POOL = "db_client_connection_pool_name";
  private static final int HELD = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void it_is_found_when_it_is_asked_and_tells_that_it_is_full(Jdk jdk) {
    int metricsPort = Http.freePort();
    List<String> options = List.of("-Xverify:all", "-XX:+EnableDynamicAgentLoading");
    try (SampleApp shop = SampleApp.start(jdk, folder, options, List.of())) {
      String pid = Long.toString(shop.pid());
      VitalsCommand.run(jdk, "attach", pid, Integer.toString(metricsPort)).expect(0);
      assertTrue(Poll.until(LIMIT, () -> Http.listens(metricsPort)));
      SampleApp.send("GET", shop.port(), "/products");
      PrometheusText found = Http.scrape(metricsPort);
      assertEquals((double) HELD, value(found, "db_client_connection_max"));
      assertTrue(found.sum("db_client_connection_wait_time_seconds_count") >= 1);

      fault(shop, true);
      try (Traffic traffic =
          Traffic.start(shop.port(), 3, Duration.ofMillis(200), "GET /products")) {
        assertTrue(
            Poll.until(
                LIMIT,
                () -> {
                  PrometheusText full = Http.scrape(metricsPort);
                  return used(full) == HELD
                      && value(full, "db_client_connection_pending_requests") == 3
                      && full.sum("db_client_connection_timeouts_total") >= 1;
                }),
            () -> Http.scrape(metricsPort).toString());
        fault(shop, false);
        assertTrue(Poll.until(LIMIT, () -> traffic.answers().getOrDefault("200", 0L) > 0));
      }
      assertTrue(
          Poll.until(LIMIT, () -> used(Http.scrape(metricsPort)) == 0),
          () -> Http.scrape(metricsPort).toString());
      PrometheusText after = Http.scrape(metricsPort);
      assertEquals(0.0, after.sum("vitals_instrumentation_errors_total"));
      assertEquals(0.0, value(after, "db_client_connection_pending_requests"));
      VitalsCommand.run(jdk, "detach", pid).expect(0);
      assertEquals(200, SampleApp.send("GET", shop.port(), "/products").statusCode());
    }
  }

  private static double used(PrometheusText scrape) {
    return scrape.sum(
        "db_client_connection_count",
        sample -> sample.label("db_client_connection_state").equals("used"));
  }

  private static double value(PrometheusText scrape, String metric) {
    return scrape.sum(metric, sample -> sample.label(POOL).equals("shop"));
  }

  private static void fault(SampleApp shop, boolean on) {
    String path = "/faults/exhausted-pool?on=" + on;
    assertEquals(200, SampleApp.send("PUT", shop.port(), path).statusCode());
  }
}
