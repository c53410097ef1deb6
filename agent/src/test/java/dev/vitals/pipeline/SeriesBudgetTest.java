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
  private static final Metric CACHES = ApplicationMetrics.CACHE_GETS_TOTAL;

  @Test
  void each_metric_has_its_own_places_and_the_last_is_for_the_overflow() {
    SeriesBudget budget = new SeriesBudget(10, 1_000_000, 0);
    SeriesBudget.Share http = budget.share(HTTP, 1);
    SeriesBudget.Share database = budget.share(DB, 1);
    assertEquals(9, admitted(http));
    assertEquals(9, admitted(database));
  }

  @Test
  void a_metric_alone_has_all_lines_with_the_overflow_series_added() {
    SeriesBudget budget = new SeriesBudget(1_000_000, 1_000, 100);
    int labelSets = admitted(budget.share(HTTP, 17));
    assertTrue(100 + (labelSets + 1) * 17 <= 1_000, () -> labelSets + " label sets");
    assertTrue(100 + (labelSets + 2) * 17 > 1_000, () -> labelSets + " label sets");
  }

  @Test
  void what_comes_late_has_the_same_number_of_sure_label_sets_however_long_they_are() {
    SeriesBudget budget = new SeriesBudget(2_000, 10_000, 1_000);
    SeriesBudget.Share http = budget.share(HTTP, 19);
    SeriesBudget.Share database = budget.share(DB, 14);
    SeriesBudget.Share caches = budget.share(CACHES, 24);
    int early = admitted(http);
    // Half of the 9,000 lines that are left for them, of which one label set of each takes 57.
    int sure = 4_500 / 57;
    assertEquals(sure - 1, admitted(caches));
    assertEquals(sure - 1, admitted(database));
    assertTrue(early > 3 * sure, () -> early + " label sets of the first");
    int shown = 1_000 + (early + 1) * 19 + sure * (14 + 24);
    assertTrue(shown <= 10_000 && shown > 10_000 - 57, () -> shown + " lines");
  }

  @Test
  void a_metric_of_few_label_sets_is_sure_of_those_and_takes_little_of_the_others() {
    SeriesBudget budget = new SeriesBudget(2_000, 10_000, 1_000);
    SeriesBudget.Share http = budget.share(HTTP, 19);
    SeriesBudget.Share database = budget.share(DB, 14);
    SeriesBudget.Share few = budget.shareOfFew(CACHES, 39, 12);
    int early = admitted(http);
    int sure = (4_500 - 12 * 39) / 33;
    assertEquals(11, admitted(few));
    assertEquals(sure - 1, admitted(database));
    int shown = 1_000 + (early + 1) * 19 + sure * 14 + 12 * 39;
    assertTrue(shown <= 10_000 && shown > 10_000 - 33, () -> shown + " lines");
  }

  @Test
  void what_is_common_is_for_whoever_asks_first() {
    SeriesBudget budget = new SeriesBudget(2_000, 100, 0);
    SeriesBudget.Share http = budget.share(HTTP, 1);
    SeriesBudget.Share database = budget.share(DB, 1);
    for (int labelSet = 0; labelSet < 40; labelSet++) {
      assertTrue(http.admit() && database.admit());
    }
    assertEquals(18, admitted(http));
    assertFalse(database.admit());
  }

  @Test
  void the_fixed_families_take_half_of_a_small_budget_at_most() {
    assertEquals(49, admitted(new SeriesBudget(1_000_000, 100, 1_000).share(HTTP, 1)));
  }

  @Test
  void a_label_set_that_is_refused_takes_nothing() {
    SeriesBudget budget = new SeriesBudget(1_000_000, 130, 0);
    SeriesBudget.Share http = budget.share(HTTP, 60);
    SeriesBudget.Share database = budget.share(DB, 5);
    assertEquals(1, admitted(http));
    assertFalse(http.admit());
    assertEquals(1, admitted(database));
  }

  @Test
  void in_the_smallest_budget_everything_overflows() {
    SeriesBudget budget = new SeriesBudget(10, 10, 1_000);
    assertEquals(0, admitted(budget.share(HTTP, 19)));
    assertEquals(0, admitted(budget.share(DB, 14)));
  }

  @Test
  void counts_what_overflowed_by_metric() {
    SeriesBudget budget = new SeriesBudget(10, 1_000, 0);
    SeriesBudget.Share http = budget.share(HTTP, 1);
    SeriesBudget.Share database = budget.share(DB, 1);
    assertEquals(List.of(), collected(budget));
    http.overflowed();
    database.overflowed();
    http.overflowed();

    assertEquals(
        List.of(new Sample.Point(List.of(HTTP.name()), 2), new Sample.Point(List.of(DB.name()), 1)),
        collected(budget));
  }

  private static int admitted(SeriesBudget.Share share) {
    int labelSets = 0;
    while (share.admit()) {
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
