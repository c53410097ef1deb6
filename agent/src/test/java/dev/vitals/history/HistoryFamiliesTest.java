package dev.vitals.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryFamiliesTest {
  private static final HistoryState STATE = new HistoryState(1, 2, 3, 4, 5, 6, 7, 8);

  @Test
  void what_became_of_each_interval_is_counted() {
    assertEquals(
        List.of(
            "vitals_history_left_out_total [] 8.0",
            "vitals_history_bytes [memory] 1.0",
            "vitals_history_bytes [disk] 3.0",
            "vitals_history_intervals_total [written] 4.0",
            "vitals_history_intervals_total [dropped] 5.0",
            "vitals_history_intervals_total [failed] 6.0",
            "vitals_history_set_aside_total [] 7.0"),
        lines(true));
  }

  @Test
  void without_a_directory_there_is_memory_alone() {
    assertEquals(
        List.of("vitals_history_left_out_total [] 8.0", "vitals_history_bytes [memory] 1.0"),
        lines(false));
  }

  private static List<String> lines(boolean isOnDisk) {
    List<Family> families = new ArrayList<>();
    new HistoryFamilies(() -> STATE, isOnDisk).collect(families);
    List<String> lines = new ArrayList<>();
    for (Family family : families) {
      for (Sample sample : family.samples()) {
        assertEquals(family.metric().labels().size(), sample.labelValues().size());
        double value = ((Sample.Point) sample).value();
        lines.add(family.metric().name() + ' ' + sample.labelValues() + ' ' + value);
      }
    }
    return lines;
  }
}
