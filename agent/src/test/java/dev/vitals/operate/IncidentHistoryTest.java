package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import dev.vitals.history.History;
import dev.vitals.history.HistorySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class IncidentHistoryTest {
  private final List<String> said = new ArrayList<>();

  @Test
  @Timeout(60)
  void outlives_a_restart(@TempDir Path directory) throws InterruptedException {
    Looks looks = new Looks();
    History first = history(directory);
    Thread writing = first.start(Thread::new);
    looks.heard = new Announcer(notices -> {}, first.events(), alert -> "")::judged;
    looks.http("/orders", 3).untilItCounts();
    looks.nothing().untilItCounts();
    first.stop();
    writing.join();

    History second = history(directory);
    Thread reading = second.start(Thread::new);
    second.stop();
    reading.join();
    IncidentHistory history = IncidentHistory.of(second.events().events());
    assertEquals(List.of(), said);
    assertEquals(1, history.incidents().size());
    assertEquals(70, history.meanTimeToResolveSeconds());
    ClosedIncident incident = history.incidents().get(0);
    assertEquals(Looks.NOON + 10_000, incident.startedEpochMillis());
    assertEquals(Looks.NOON + 80_000, incident.endedEpochMillis());
    assertEquals(Alert.Severity.CRITICAL, incident.worst());
    assertEquals(List.of("slow"), incident.rules());
    assertTrue(incident.wasTold());

    AlertEvent fired = history.alerts().get(0);
    assertEquals(AlertEvent.State.FIRING, fired.state());
    assertEquals("slow", fired.rule());
    assertEquals("/orders", fired.scope());
    assertEquals(Alert.Severity.CRITICAL, fired.severity());
    assertEquals(3, fired.value());
    assertEquals(2, fired.threshold());
    assertEquals(30_000, fired.durationMillis());
    assertEquals(incident.id(), fired.incident());
    AlertEvent resolved = history.alerts().get(1);
    assertEquals(AlertEvent.State.RESOLVED, resolved.state());
    assertEquals(70_000, resolved.durationMillis());
  }

  @Test
  void events_of_others_and_of_other_versions_are_passed_over() {
    List<Map<String, String>> events = new ArrayList<>();
    events.add(Map.of());
    events.add(Map.of("event", "start"));
    events.add(Map.of("event", "alert"));
    events.add(Map.of("event", "incident"));
    Map<String, String> good = closed(Alert.Severity.LOW, 5_000).toEvent();
    for (String key : List.of("severity", "epoch_ms", "started_epoch_ms")) {
      Map<String, String> bad = new LinkedHashMap<>(good);
      bad.put(key, "much");
      events.add(bad);
      bad = new LinkedHashMap<>(good);
      bad.remove(key);
      events.add(bad);
    }
    Map<String, String> alert = new LinkedHashMap<>();
    alert.put("event", "alert");
    alert.put("rule", "cpu");
    alert.put("state", "bored");
    events.add(alert);
    assertEquals(0, IncidentHistory.of(events).incidents().size());
    assertEquals(0, IncidentHistory.of(events).alerts().size());
    assertTrue(Double.isNaN(IncidentHistory.of(events).meanTimeToResolveSeconds()));
    assertEquals(List.of(), IncidentHistory.of(events).rules());

    events.add(good);
    assertEquals(5, IncidentHistory.of(events).meanTimeToResolveSeconds());
  }

  @Test
  void a_clock_that_went_back_makes_no_negative_duration() {
    ClosedIncident odd = closed(Alert.Severity.HIGH, -60_000);
    assertEquals(0, odd.durationMillis());
    assertEquals(0, IncidentHistory.of(List.of(odd.toEvent())).meanTimeToResolveSeconds());
  }

  @Test
  void an_incident_without_rules_is_read_as_it_was_written() {
    ClosedIncident none = new ClosedIncident("x", 1, 2, Alert.Severity.LOW, List.of(), false);
    ClosedIncident read = ClosedIncident.of(none.toEvent());
    assertEquals(List.of(), read.rules());
    assertEquals("x", read.id());
    assertEquals(1, read.startedEpochMillis());
    assertEquals(2, read.endedEpochMillis());
  }

  private static ClosedIncident closed(Alert.Severity worst, long durationMillis) {
    return new ClosedIncident(
        "id-1", Looks.NOON, Looks.NOON + durationMillis, worst, List.of("cpu", "slow"), true);
  }

  private History history(Path directory) {
    return new History(
        new HistorySettings(
            directory.toString(), "shop", HistorySettings.MEMORY_BYTES, HistorySettings.DISK_BYTES),
        said::add);
  }
}
