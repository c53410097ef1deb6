package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** However many paths and statements there are, the exposition stays small and counts them all. */
class SeriesBudgetIT {
  private static final String REQUESTS = "http_server_request_duration_seconds_count";
  private static final String OPERATIONS = "db_client_operation_duration_seconds_count";
  private static final String LOOKUPS = "cache_gets_total";
  private static final String OVERFLOWS = "vitals_series_overflow_total";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int PIPELINED = 50;
  private static final int LINES = 10_000;
  private static final int LABEL_SETS = 2_000;
  private static final int STATEMENTS = 100_000;
  private static final int CONTEXTS = 3_000;

  @Test
  void a_hundred_thousand_random_paths_are_two_servlet_mappings() throws IOException {
    Random random = new Random(1);
    run(
        Host.TOMCAT11,
        "",
        (host, metrics) -> {
          try (Wire wire = new Wire(host)) {
            for (int sent = 0; sent < 80_000; sent += PIPELINED) {
              wire.pipelined(paths("/items/", random), 200);
            }
            for (int sent = 0; sent < 20_000; sent += PIPELINED) {
              wire.pipelined(paths("/", random), 404);
            }
          }
          Map<String, Long> expected = Map.of("/items/*", 80_000L, "/", 20_000L);
          assertEquals(
              expected,
              Poll.expecting(
                  LIMIT, expected, () -> Http.scrape(metrics).by(REQUESTS, "http_route")));
          assertEquals(Map.of(), Http.scrape(metrics).by(OVERFLOWS, "metric"));
        });
  }

  @Test
  void random_paths_are_one_template_of_spring() throws IOException {
    Random random = new Random(2);
    run(
        Host.SPRING_BOOT_4,
        "",
        (host, metrics) -> {
          try (Wire wire = new Wire(host)) {
            for (int sent = 0; sent < 20_000; sent += PIPELINED) {
              wire.pipelined(paths("/items/", random), 200);
            }
          }
          Map<String, Long> expected = Map.of("/items/{id}", 20_000L);
          assertEquals(
              expected,
              Poll.expecting(
                  LIMIT, expected, () -> Http.scrape(metrics).by(REQUESTS, "http_route")));
        });
  }

  @Test
  void routes_and_summaries_without_end_overflow_within_all_lines() throws IOException {
    run(
        Host.BUSY,
        "",
        (host, metrics) -> {
          long requests = explode(host);
          PrometheusText scraped = settled(metrics, requests);
          assertWithinBudget(metrics, scraped);
          assertTrue(scraped.named(OPERATIONS).size() > 50, "operations have their share");
          assertOverflowCounted(scraped, REQUESTS);
          assertOverflowCounted(scraped, OPERATIONS);
        });
  }

  @Test
  void one_metric_has_two_thousand_label_sets_at_most() throws IOException {
    run(
        Host.BUSY,
        ";metrics.limits.series=1000000",
        (host, metrics) -> {
          long requests = explode(host);
          PrometheusText scraped = settled(metrics, requests);
          assertEquals(LABEL_SETS, scraped.named(REQUESTS).size());
          assertEquals(LABEL_SETS, scraped.named(OPERATIONS).size());
          assertOverflowCounted(scraped, REQUESTS);
          assertOverflowCounted(scraped, OPERATIONS);
        });
  }

  @Test
  void statements_and_caches_are_shown_though_the_routes_came_first() throws IOException {
    run(
        Host.BUSY,
        "",
        (host, metrics) -> {
          contexts(host);
          try (Wire wire = new Wire(host)) {
            assertEquals(200, wire.get("/literals/100"));
            assertEquals(200, wire.get("/tables/50"));
            assertEquals(200, wire.get("/lookups/30"));
          }
          Map<String, Long> expected = Map.of("hit", 30L, "miss", 30L);
          assertEquals(
              expected,
              Poll.expecting(LIMIT, expected, () -> Http.scrape(metrics).by(LOOKUPS, "result")));
          PrometheusText scraped = Http.scrape(metrics);
          assertOverflowCounted(scraped, REQUESTS);
          Map<String, Long> summaries = scraped.by(OPERATIONS, "db_query_summary");
          assertEquals(100L, summaries.get("SELECT ITEM"));
          for (int table = 0; table < 50; table++) {
            assertEquals(1L, summaries.get("SELECT SHOP_" + table));
          }
          assertEquals(Set.of(nameOf(REQUESTS)), scraped.by(OVERFLOWS, "metric").keySet());
          assertWithinBudget(metrics, scraped);
        });
  }

  private interface Load {
    void run(int hostPort, int metricsPort) throws IOException;
  }

  private static void run(Host host, String more, Load load) throws IOException {
    int metrics = Http.freePort();
    String agent = "-javaagent:" + HostProcess.vitalsJar() + "=quiet=true;port=" + metrics + more;
    List<Jdk> jdks = Jdk.all();
    try (HostProcess process =
        HostProcess.start(jdks.get(jdks.size() - 1), host, List.of(Wire.NO_DELAY, agent))) {
      assertTrue(Poll.until(LIMIT, () -> Http.listens(metrics)), process.err());
      load.run(process.port(), metrics);
    }
  }

  /** Makes the host use far too many routes and summaries; returns the number of requests. */
  private static long explode(int host) throws IOException {
    contexts(host);
    try (Wire wire = new Wire(host)) {
      assertEquals(200, wire.get("/tables/" + STATEMENTS));
      assertEquals(200, wire.get("/literals/" + STATEMENTS));
    }
    return CONTEXTS + 3L;
  }

  private static void contexts(int host) throws IOException {
    try (Wire wire = new Wire(host)) {
      assertEquals(200, wire.get("/contexts/" + CONTEXTS));
      for (int context = 0; context < CONTEXTS; context++) {
        assertEquals(200, wire.get("/c/" + (1_000_000 + context)));
      }
    }
  }

  /** The scrape once everything sent is in it: not one more or less. */
  private static PrometheusText settled(int metrics, long requests) {
    // Each of the two requests with statements connects and makes its table first.
    long operations = 2L * (STATEMENTS + 2);
    assertEquals(
        List.of(requests, operations),
        Poll.expecting(
            LIMIT,
            List.of(requests, operations),
            () -> {
              PrometheusText scraped = Http.scrape(metrics);
              return List.of((long) scraped.sum(REQUESTS), (long) scraped.sum(OPERATIONS));
            }));
    PrometheusText scraped = Http.scrape(metrics);
    Map<String, Long> summaries = scraped.by(OPERATIONS, "db_query_summary");
    assertEquals(STATEMENTS, summaries.getOrDefault("SELECT ITEM", 0L) + overflowedItems(scraped));
    return scraped;
  }

  /** Whatever came for the summary of the literals after the tables had used the budget up. */
  private static long overflowedItems(PrometheusText scraped) {
    boolean hasPlace =
        scraped.named(OPERATIONS).stream()
            .anyMatch(sample -> sample.label("db_query_summary").equals("SELECT ITEM"));
    return hasPlace ? 0 : STATEMENTS;
  }

  private static void assertWithinBudget(int metrics, PrometheusText scraped) {
    assertTrue(scraped.samples().size() <= LINES, scraped.samples().size() + " lines");
    Map<String, Long> labelSets =
        scraped.samples().stream()
            .filter(sample -> !sample.name().endsWith("_bucket"))
            .collect(
                Collectors.groupingBy(
                    PrometheusText.Sample::name, TreeMap::new, Collectors.counting()));
    labelSets.forEach((name, sets) -> assertTrue(sets <= LABEL_SETS, name + " has " + sets));
    System.out.println(
        "lines "
            + scraped.samples().size()
            + ", routes "
            + labelSets.get(REQUESTS)
            + ", operations "
            + labelSets.get(OPERATIONS)
            + ", overflowed "
            + scraped.by(OVERFLOWS, "metric"));
  }

  private static void assertOverflowCounted(PrometheusText scraped, String count) {
    double overflow =
        scraped.sum(count, sample -> sample.label("otel_metric_overflow").equals("true"));
    String metric = nameOf(count);
    assertTrue(overflow > 0, "no overflow series of " + metric);
    assertEquals(
        overflow,
        scraped.sum(OVERFLOWS, sample -> sample.label("metric").equals(metric)),
        "overflow counter of " + metric);
  }

  private static String nameOf(String count) {
    return count.substring(0, count.length() - "_count".length());
  }

  private static List<String> paths(String prefix, Random random) {
    List<String> paths = new ArrayList<>(PIPELINED);
    for (int path = 0; path < PIPELINED; path++) {
      paths.add(prefix + "x" + Long.toHexString(random.nextLong()));
    }
    return paths;
  }
}
