package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shop without a fault under even load raises no alert: one minute of it, or as many as {@code
 * -Dsteady.minutes=60} says.
 */
class SteadyIT {
  private static final Duration MINUTES =
      Duration.ofMinutes(Integer.getInteger("steady.minutes", 1));

  /** The products that are asked for: few, so that the cache is soon warm. */
  private static final int PRODUCTS = 8;

  @TempDir private Path folder;

  @Test
  void nothing_fires_without_a_fault() throws IOException {
    int port = Http.freePort();
    Path file = Files.writeString(folder.resolve("vitals.yaml"), configuration(port));
    List<String> options = List.of(HostRun.javaagent("config=" + file));
    try (SampleApp shop = SampleApp.start(Jdk.newest(), folder, options, List.of())) {
      AgentApi agent = new AgentApi(port).ready();
      assertFalse(shop.err().contains("vitals.yaml"), shop.err());
      AtomicInteger next = new AtomicInteger();
      Duration second = Duration.ofSeconds(1);
      Map<String, Long> answers;
      try (Traffic products =
              Traffic.start(
                  shop.port(),
                  10,
                  second,
                  () -> "GET /products/" + product(next.getAndIncrement()));
          Traffic lists = Traffic.start(shop.port(), 3, second, "GET /products");
          Traffic searches = Traffic.start(shop.port(), 4, second, "GET /search?q=tea");
          Traffic reviews = Traffic.start(shop.port(), 3, second, "GET /products/3/reviews");
          Traffic checkouts = Traffic.start(shop.port(), 5, second, "POST /checkout")) {
        assertFalse(
            Poll.slowly(MINUTES, () -> !shop.isAlive() || fired(port) > 0),
            () -> agent.document("/alerts") + shop.err());
        for (Traffic each : List.of(products, lists, searches, reviews, checkouts)) {
          assertEquals(Set.of("200"), each.answers().keySet());
        }
        answers = products.answers();
      }
      // It was judged, and there was something to judge.
      assertTrue(answers.get("200") >= 8 * MINUTES.toSeconds(), answers.toString());
      assertEquals(List.of(), agent.data("/alerts").at("history").items());
      Tree health = agent.data("/health");
      assertEquals("healthy", health.text("state"), health.toString());
      assertTrue(health.number("health_score") > 50, health.toString());
      System.out.println(
          MINUTES.toSeconds()
              + " s of load: "
              + answers
              + " product pages, no alert, score "
              + health.number("health_score"));
    }
  }

  private static int product(int number) {
    return 1 + Math.floorMod(number, PRODUCTS);
  }

  /** How many alerts have ever fired. */
  private static long fired(int port) {
    return (long)
        Http.scrape(port)
            .sum("vitals_alert_transitions_total", sample -> sample.label("to").equals("firing"));
  }

  /** The default rules and limits, but quicker to speak, also of few statements. */
  private static String configuration(int port) {
    return """
        server.port: PORT
        thresholds:
          interval: 1s
          window: 10s
        rules:
          - {name: http-latency-p95, for: 2s}
          - {name: http-error-rate, for: 2s}
          - {name: db-latency-p95, minimum-count: 20, for: 2s}
          - {name: cache-miss-rate, for: 2s}
          - {name: heap-after-gc, for: 5s}
          # Other processes use this machine, too.
          - {name: cpu, scope: process}
        """
        .replace("PORT", Integer.toString(port));
  }
}
