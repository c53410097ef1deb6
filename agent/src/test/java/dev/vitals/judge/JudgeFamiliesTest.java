package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JudgeFamiliesTest {
  @Test
  void limits_stand_in_the_metric_of_their_unit() {
    Map<String, Double> values = values(calm());
    assertEquals(2, values.get("vitals_threshold_seconds[http-latency-p95, medium]"));
    assertEquals(5, values.get("vitals_threshold_seconds[http-latency-p95, critical]"));
    assertEquals(0.3, values.get("vitals_threshold_ratio[cache-miss-rate, medium]"));
    assertEquals(0.95, values.get("vitals_threshold_ratio[container-memory, critical]"));
    assertEquals(4, count(values, "vitals_threshold_seconds"));
    assertEquals(16, count(values, "vitals_threshold_ratio"));
  }

  @Test
  void a_rule_that_is_fine_shows_zeros() {
    Map<String, Double> values = values(calm());
    assertEquals(0, values.get("vitals_alert_active[heap-after-gc, , critical, firing]"));
    assertEquals(0, values.get("vitals_alert_transitions_total[heap-after-gc, critical, firing]"));
    assertEquals(40, count(values, "vitals_alert_active"));
    assertEquals(60, count(values, "vitals_alert_transitions_total"));
  }

  @Test
  void alerts_show_as_one_and_their_transitions_are_counted_for_ever() {
    Judge judge = new Judge(Rule.defaults(), 10_000);
    Evidence bad = Timeline.operations(Timeline.http("/a", 100, 50, 3), Timeline.all(100, 50));
    JudgeState state = JudgeState.EMPTY;
    for (int seconds = 0; seconds <= 30; seconds += 10) {
      state = judge.evaluate(state, Timeline.at(seconds, bad)).state();
    }
    Map<String, Double> firing = values(judge.evaluate(state, Timeline.at(40, bad)));
    assertEquals(1, firing.get("vitals_alert_active[http-latency-p95, /a, medium, firing]"));
    assertEquals(1, firing.get("vitals_alert_active[http-error-rate, /a, critical, firing]"));
    assertEquals(1, firing.get("vitals_alert_active[http-error-rate, , critical, firing]"));
    assertEquals(0, firing.get("vitals_alert_active[http-error-rate, , critical, pending]"));
    assertEquals(42, count(firing, "vitals_alert_active"));
    assertEquals(
        2, firing.get("vitals_alert_transitions_total[http-error-rate, critical, firing]"));

    for (int seconds = 50; seconds <= 90; seconds += 10) {
      state = judge.evaluate(state, Timeline.at(seconds, Evidence.NONE)).state();
    }
    Map<String, Double> over = values(judge.evaluate(state, Timeline.at(100, Evidence.NONE)));
    assertEquals(0, over.get("vitals_alert_active[http-error-rate, , critical, firing]"));
    assertEquals(40, count(over, "vitals_alert_active"));
    for (String to : List.of("pending", "firing", "resolved")) {
      assertEquals(
          2, over.get("vitals_alert_transitions_total[http-error-rate, critical, " + to + "]"), to);
    }
  }

  private static Judgement calm() {
    return new Judge(Rule.defaults(), 10_000).evaluate(JudgeState.EMPTY, Evidence.NONE);
  }

  private static long count(Map<String, Double> values, String name) {
    return values.keySet().stream().filter(key -> key.startsWith(name + "[")).count();
  }

  private static Map<String, Double> values(Judgement judgement) {
    Map<String, Double> values = new TreeMap<>();
    for (Family family : judgement.families()) {
      for (Sample sample : family.samples()) {
        assertEquals(family.metric().labels().size(), sample.labelValues().size());
        Double before =
            values.put(
                family.metric().name() + sample.labelValues(), ((Sample.Point) sample).value());
        assertEquals(null, before, "twice: " + sample);
      }
    }
    return values;
  }
}
