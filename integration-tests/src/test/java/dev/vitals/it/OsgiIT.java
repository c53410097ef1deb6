package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Driver and cache inside a bundle: what its page called is what the agent counted. */
class OsgiIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int REQUESTS = 4;
  private static final long ITEMS = 5;

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void statements_and_lookups_inside_a_bundle_are_counted(Jdk jdk) {
    int port = Http.freePort();
    List<String> options = HostRun.options(HostRun.Door.VERIFIED, port);
    try (HostProcess host = HostProcess.start(jdk, Host.OSGI, options)) {
      for (int request = 0; request < REQUESTS; request++) {
        assertEquals(200, Http.status("GET", host.port(), "/stock", null));
      }
      Map<String, Long> expected = new TreeMap<>();
      expected.put("h2database connect ", (long) REQUESTS);
      expected.put("h2database  CREATE TABLE item", (long) REQUESTS);
      expected.put("h2database  INSERT item", REQUESTS * ITEMS);
      // Later requests find every item in the cache.
      expected.put("h2database  SELECT item", ITEMS);
      expected.put("caffeine miss", ITEMS);
      expected.put("caffeine hit", (REQUESTS - 1) * ITEMS);

      assertTrue(Poll.until(LIMIT, () -> Http.listens(port)));
      assertEquals(expected, Poll.expecting(LIMIT, expected, () -> counted(Http.scrape(port))));
      System.out.println(jdk + ": " + expected);
      PrometheusText scrape = Http.scrape(port);
      assertEquals(0.0, scrape.sum("vitals_instrumentation_errors_total"));
      assertEquals(0.0, scrape.sum("vitals_events_dropped_total"));
      assertEquals(0, host.stop());
    }
  }

  private static Map<String, Long> counted(PrometheusText scrape) {
    Map<String, Long> counted =
        scrape.by(
            "db_client_operation_duration_seconds_count",
            "db_system_name",
            "db_operation_name",
            "db_query_summary");
    counted.putAll(scrape.by("cache_gets_total", "cache_system", "result"));
    return counted;
  }
}
