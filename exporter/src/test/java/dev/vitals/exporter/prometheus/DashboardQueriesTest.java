package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.DashboardQueries.Query;
import dev.vitals.exporter.prometheus.ParsedExposition.ParsedSample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dashboards and rules that others made find in our exposition what they ask for. */
class DashboardQueriesTest {
  @ParameterizedTest
  @EnumSource
  void every_series_of_the_list_is_there_with_its_labels_and_the_excused_ones_are_not(
      Naming naming) {
    Snapshot snapshot = LifelikeSnapshot.of(naming);
    List<NamedSeries> formats =
        List.of(NamedSeries.text(snapshot, naming), NamedSeries.openMetrics(snapshot, naming));
    List<String> wrong = new ArrayList<>();
    int looked = 0;
    for (Query query : DashboardQueries.all()) {
      if (query.naming() == naming) {
        for (NamedSeries format : formats) {
          looked++;
          List<ParsedSample> found = format.of(query.series());
          boolean isThere =
              found.stream().anyMatch(line -> NamedSeries.hasAll(line, query.labels()));
          if (isThere != query.isAnswered()) {
            wrong.add(query.dashboard() + ": " + query.series() + query.labels());
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(looked >= 2 * 25, naming + ": " + looked);
  }
}
