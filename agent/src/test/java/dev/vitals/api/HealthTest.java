package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vitals.exporter.model.Alert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final World world = World.shop();

  @Test
  void shows_the_score_and_what_it_is_made_of() {
    Map<String, Object> data = world.data("/health");
    assertEquals(87.5, data.get("health_score"));
    assertEquals("degraded", data.get("state"));
    assertEquals(1L, data.get("active_alerts"));
    assertEquals(List.of(), data.get("recommendations"));
    assertEquals(5L, data.get("count"));
    Map<?, ?> latency = (Map<?, ?>) ((List<?>) data.get("components")).get(0);
    assertEquals("latency", latency.get("component"));
    assertEquals(25L, latency.get("weight"));
    assertEquals(60.0, latency.get("score"));
    assertEquals("P95 latency of /checkout is 2.2 s", latency.get("reason"));
  }

  @Test
  void a_pending_alert_is_no_alert_yet() {
    fire(Alert.Severity.CRITICAL, Alert.State.PENDING);
    Map<String, Object> data = world.data("/health?strict=true");
    assertEquals("healthy", data.get("state"));
    assertEquals(0L, data.get("active_alerts"));
  }

  @Test
  void refuses_who_is_strict_while_a_critical_alert_fires() {
    fire(Alert.Severity.HIGH, Alert.State.FIRING);
    assertEquals("degraded", world.data("/health?strict=true").get("state"));
    fire(Alert.Severity.CRITICAL, Alert.State.FIRING);
    assertEquals("critical", world.data("/health").get("state"));
    assertEquals(200, world.read("/health?strict=false").status());
    assertEquals(503, world.read("/health?strict=true").status());
    assertEquals(world.read("/health").body(), world.read("/health?strict=true").body());
  }

  @Test
  void says_nothing_of_the_score_before_it_was_looked() {
    Map<String, Object> data = World.empty().data("/health?strict=true");
    assertNull(data.get("health_score"));
    assertEquals("starting", data.get("state"));
    assertEquals(List.of(), data.get("components"));
  }

  private void fire(Alert.Severity severity, Alert.State state) {
    Alert alert = new Alert("cpu", "host", severity, state, "m", 1, 2, "hot", World.NOW);
    world.standing = World.standing(World.evidence(), List.of(alert), List.of(), List.of());
  }
}
