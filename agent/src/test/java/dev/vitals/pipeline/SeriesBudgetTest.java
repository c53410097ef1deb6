package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.AgentMetrics;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesBudgetTest {
  private static final Metric HTTP = ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS;
  private static final Metric DB = ApplicationMetrics.DB_CLIENT_OPERATION_DURATION_SECONDS;

  @Test
  void each_metric_has_its_own_places_and_the_last_is_for_the_overflow() {
    SeriesBudget budget = new SeriesBudget(10, 1_000_000, 0);
    assertEquals(9, admitted(budget, HTTP, 1));
    assertEquals(9, admitted(budget, DB, 1));
  }

  @Test
  void the_lines_in_all_are_never_exceeded_with_the_overflow_series_added() {
    SeriesBudget budget = new SeriesBudget(1_000_000, 1_000, 100);
    int labelSets = admitted(budget, HTTP, 17);
    assertTrue(100 + (labelSets + 1) * 17 <= 1_000, () -> labelSets + " label sets");
    assertTrue(100 + (labelSets + 2) * 17 > 1_000, () -> labelSets + " label sets");
    assertFalse(budget.admit(DB, 17), "what one metric took is missing to the other");
  }

  @Test
  void the_fixed_families_take_half_of_a_small_budget_at_most() {
    SeriesBudget budget = new SeriesBudget(1_000_000, 100, 1_000);
    assertEquals(49, admitted(budget, HTTP, 1));
  }

  @Test
  void a_label_set_that_is_refused_takes_nothing() {
    SeriesBudget budget = new SeriesBudget(1_000_000, 100, 0);
    assertFalse(budget.admit(HTTP, 60));
    assertTrue(budget.admit(HTTP, 50));
  }

  @Test
  void counts_what_overflowed_by_metric() {
    SeriesBudget budget = new SeriesBudget(10, 1_000, 0);
    assertEquals(List.of(), collected(budget));
    budget.overflowed(HTTP);
    budget.overflowed(DB);
    budget.overflowed(HTTP);

    assertEquals(
        List.of(new Sample.Point(List.of(HTTP.name()), 2), new Sample.Point(List.of(DB.name()), 1)),
        collected(budget));
  }

  private static int admitted(SeriesBudget budget, Metric metric, int lines) {
    int labelSets = 0;
    while (budget.admit(metric, lines)) {
      labelSets++;
    }
    return labelSets;
  }

  private static List<Sample> collected(SeriesBudget budget) {
    List<Family> families = new ArrayList<>();
    budget.collect(families);
    assertEquals(AgentMetrics.VITALS_SERIES_OVERFLOW_TOTAL, families.get(0).metric());
    return families.get(0).samples();
  }
}
