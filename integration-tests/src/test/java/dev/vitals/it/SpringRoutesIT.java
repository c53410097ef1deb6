package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * However Spring MVC finds what answers a path: the route is what was registered, never the path.
 */
class SpringRoutesIT {
  private static final String REQUESTS = "http_server_request_duration_seconds_count";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @ParameterizedTest
  @EnumSource(names = {"SPRING_5", "SPRING_BOOT_3", "SPRING_BOOT_4"})
  void no_path_is_a_route_unless_it_was_registered(Host host) throws IOException {
    int metrics = Http.freePort();
    String agent = "-javaagent:" + HostProcess.vitalsJar() + "=quiet=true;port=" + metrics;
    List<String> options = List.of(Wire.NO_DELAY, "-Dshop.fallback=true", agent);
    List<Jdk> jdks = Jdk.all();
    try (HostProcess process = HostProcess.start(jdks.get(jdks.size() - 1), host, options)) {
      assertTrue(Poll.until(LIMIT, () -> Http.listens(metrics)), process.err());
      try (Wire wire = new Wire(process.port())) {
        for (int round = 0; round < 3; round++) {
          assertEquals(200, wire.get("/routes/orders"));
          assertEquals(200, wire.get("/routes/orders/" + round));
          assertEquals(202, wire.get("/routes/early"));
          assertEquals(202, wire.get("/routes/late"));
          assertEquals(410, wire.get("/routes/gone"));
          assertEquals(410, wire.get("/routes/gone/" + round));
          assertEquals(203, wire.get("/routes/orders/" + round + "/lost"));
          assertEquals(203, wire.get("/anything/" + round));
        }
      }
      Map<String, Long> expected =
          new TreeMap<>(
              Map.of(
                  "/routes/orders", 3L,
                  "/routes/orders/{id}", 3L,
                  "/routes/early", 3L,
                  "/routes/late", 3L,
                  "/routes/gone", 3L,
                  "/routes/gone/{what}", 3L,
                  "/", 6L));
      assertEquals(
          expected,
          Poll.expecting(
              LIMIT,
              expected,
              () -> new TreeMap<>(Http.scrape(metrics).by(REQUESTS, "http_route"))));
    }
  }
}
