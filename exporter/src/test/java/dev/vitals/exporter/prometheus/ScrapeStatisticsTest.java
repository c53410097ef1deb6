package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScrapeStatisticsTest {
  @Test
  void shows_before_the_first_scrape_who_may_take_one() {
    for (boolean isExposed : new boolean[] {false, true}) {
      List<Family> families = new ScrapeStatistics(isExposed).families();
      assertEquals(1, families.size());
      assertEquals("vitals_endpoint_exposed_unauthenticated", families.get(0).metric().name());
      assertEquals(
          List.of(new Sample.Point(List.of(), isExposed ? 1 : 0)), families.get(0).samples());
    }
  }

  @Test
  void adds_up_scrapes_by_format_and_code() {
    ScrapeStatistics statistics = new ScrapeStatistics(false);
    statistics.add("text", 200, 2_000_000, 10);
    statistics.add("text", 200, 200_000_000, 20);
    statistics.add("openmetrics", 500, 60_000_000_000L, 30);
    List<Family> families = statistics.families();
    assertEquals(
        List.of(
            new Sample.Point(List.of("openmetrics", "500"), 1),
            new Sample.Point(List.of("text", "200"), 2)),
        families.get(0).samples());
    Sample.Distribution durations = (Sample.Distribution) families.get(1).samples().get(0);
    assertEquals(3, durations.count());
    assertEquals(60.202, durations.sum(), 1e-9);
    assertEquals(0, durations.cumulativeCounts()[2]);
    assertEquals(1, durations.cumulativeCounts()[3]);
    assertEquals(2, durations.cumulativeCounts()[durations.bounds().length - 1]);
    assertEquals(List.of(new Sample.Point(List.of(), 30)), families.get(2).samples());
  }
}
