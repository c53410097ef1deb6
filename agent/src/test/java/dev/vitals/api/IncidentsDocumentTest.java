package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.Handled;
import dev.vitals.judge.SlaStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentsDocumentTest {
  @Test
  void alerts_of_one_matter_are_one_incident_with_the_worst_severity_and_the_first_start() {
    World world = World.shop();
    Alert cpu = World.alert("cpu", "host", Alert.Severity.CRITICAL, 0.9, 0.95);
    Alert slow =
        new Alert(
            "http-latency-p95",
            "",
            Alert.Severity.MEDIUM,
            Alert.State.FIRING,
            "m",
            1,
            2,
            "slow",
            World.NOW - 600_000);
    Alert disk = World.alert("disk", "", Alert.Severity.LOW, 0.9, 0.95);
    List<Handled> handled =
        List.of(
            new Handled(cpu, "a-1", "", "", "olga", false),
            new Handled(slow, "a-1", "", "cpu host", "", false),
            new Handled(disk, "b-2", "nightly", "", "", false));
    world.standing = World.standing(World.evidence(), List.of(cpu, slow, disk), handled, List.of());
    Map<String, Object> data = world.data("/incidents");
    assertEquals(2L, data.get("count"));
    Map<?, ?> first = (Map<?, ?>) ((List<?>) data.get("incidents")).get(0);
    assertEquals("a-1", first.get("id"));
    assertEquals("critical", first.get("severity"));
    assertEquals("2026-11-21T14:50:00Z", first.get("started_at"));
    assertEquals(600L, first.get("duration_seconds"));
    Map<?, ?> caused = (Map<?, ?>) ((List<?>) first.get("alerts")).get(1);
    assertEquals("cpu host", caused.get("inhibited_by"));
  }

  @Test
  void it_is_said_where_a_bundle_is_or_why_there_is_none() {
    World world = World.shop();
    world.bundles.judged(world.standing);
    Map<?, ?> open = (Map<?, ?>) ((List<?>) world.data("/incidents").get("incidents")).get(0);
    Map<?, ?> bundle = (Map<?, ?>) open.get("bundle");
    assertNull(bundle.get("path"));
    assertNull(bundle.get("captured_at"));
    assertEquals("it is being captured", bundle.get("reason"));

    world.bundles.keep();
    Map<String, Object> data = world.data("/incidents");
    open = (Map<?, ?>) ((List<?>) data.get("incidents")).get(0);
    bundle = (Map<?, ?>) open.get("bundle");
    assertEquals("/api/v1/performance/incidents/bundle?id=mi9z1k-1", bundle.get("path"));
    assertEquals("2026-11-21T15:00:00Z", bundle.get("captured_at"));
    assertEquals("", bundle.get("reason"));
    Map<?, ?> closed = (Map<?, ?>) ((List<?>) data.get("closed")).get(0);
    assertEquals(
        "none was captured, or newer ones have taken its place",
        ((Map<?, ?>) closed.get("bundle")).get("reason"));
  }

  @Test
  void closed_ones_have_their_duration_and_together_a_mean_time_to_resolve() {
    Map<String, Object> data = World.shop().data("/incidents");
    assertEquals(1L, data.get("closed_count"));
    assertEquals(600.0, data.get("mttr_seconds"));
    Map<?, ?> closed = (Map<?, ?>) ((List<?>) data.get("closed")).get(0);
    assertEquals("mi9y0a-1", closed.get("id"));
    assertEquals(600L, closed.get("duration_seconds"));
    assertEquals(List.of("http-error-rate"), closed.get("rules"));
    Map<?, ?> rule = (Map<?, ?>) ((List<?>) data.get("rules")).get(0);
    assertEquals(1L, rule.get("fired"));
    assertEquals(1L, rule.get("resolved"));
    assertEquals(600.0, rule.get("mean_duration_seconds"));
    assertEquals("2026-11-21T14:30:00Z", rule.get("last_fired_at"));
  }

  @Test
  void nothing_ever_happened_is_empty_lists_and_no_mean() {
    Map<String, Object> data = World.empty().data("/incidents");
    assertEquals(0L, data.get("count"));
    assertEquals(List.of(), data.get("closed"));
    assertNull(data.get("mttr_seconds"));
  }

  @Test
  void violations_of_promises_are_told_the_newest_first() {
    World world = World.shop();
    for (String state : List.of("violated", "kept")) {
      world
          .history
          .events()
          .append(
              Map.of(
                  "event",
                  "sla",
                  "state",
                  state,
                  "sla",
                  "checkout",
                  "scope",
                  "/checkout",
                  "epoch_ms",
                  Long.toString(World.NOW - 60_000)));
    }
    List<?> history = (List<?>) world.data("/sla").get("history");
    assertEquals(2, history.size());
    assertEquals(
        Map.of(
            "timestamp", "2026-11-21T14:59:00Z",
            "state", "kept",
            "name", "checkout",
            "scope", "/checkout"),
        history.get(0));
  }

  @Test
  void promises_are_shown_in_milliseconds_and_percent() {
    World world = World.shop();
    Map<String, Object> data = world.data("/sla");
    assertEquals(1L, data.get("count"));
    Map<?, ?> sla = (Map<?, ?>) ((List<?>) data.get("slas")).get(0);
    assertEquals("checkout", sla.get("name"));
    assertEquals("http", sla.get("kind"));
    assertEquals("warning", sla.get("state"));
    assertEquals(500.0, ((Map<?, ?>) sla.get("targets")).get("p95_ms"));
    assertEquals(99.9, ((Map<?, ?>) sla.get("targets")).get("availability_percent"));
    assertEquals(420.0, ((Map<?, ?>) sla.get("current")).get("p95_ms"));
    assertEquals(99.2, sla.get("compliance_percent"));
    assertEquals(40.0, sla.get("error_budget_left_percent"));
    assertEquals(Map.of("ok", 0L, "warning", 1L, "violated", 0L), data.get("state_breakdown"));
    assertEquals(0L, World.empty().data("/sla").get("count"));
  }

  @Test
  void a_promise_about_latency_alone_has_no_budget() {
    World world = World.shop();
    SlaStatus kept = World.checkout();
    double unknown = Double.NaN;
    SlaStatus latency =
        new SlaStatus(
            kept.sla(), "", SlaStatus.State.OK, unknown, unknown, unknown, 1, unknown, unknown);
    world.standing = World.standing(World.evidence(), List.of(), List.of(), List.of(latency));
    Map<?, ?> sla = (Map<?, ?>) ((List<?>) world.data("/sla").get("slas")).get(0);
    assertNull(sla.get("burn_rate"));
    assertNull(sla.get("error_budget_left_percent"));
    assertNull(((Map<?, ?>) sla.get("current")).get("p99_ms"));
  }

  @Test
  void what_people_have_said_is_shown_with_its_state() {
    Map<String, Object> data = World.shop().data("/silences");
    assertEquals(1L, data.get("count"));
    Map<?, ?> silence = (Map<?, ?>) ((List<?>) data.get("silences")).get(0);
    assertEquals(List.of("rule=cpu", "scope=~host|process"), silence.get("matchers"));
    assertEquals("active", silence.get("state"));
    assertEquals("olga", silence.get("created_by"));
    Map<?, ?> window = (Map<?, ?>) ((List<?>) data.get("maintenance_windows")).get(0);
    assertEquals("nightly: monday 00:00-01:00 UTC", window.get("when"));
    Map<?, ?> taken = (Map<?, ?>) ((List<?>) data.get("acknowledgements")).get(0);
    assertEquals("/checkout", taken.get("scope"));
    assertEquals("2026-11-21T14:59:00Z", taken.get("timestamp"));
  }
}
