package dev.vitals.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.pipeline.CacheReadings.Counts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class SpringCacheTest {
  @ParameterizedTest
  @CsvSource({
    "5.3.31, spring-jcl-5.3.31, caffeine-2.9.3",
    "6.2.11, spring-jcl-6.2.11, caffeine-3.1.8",
    "7.0.10, commons-logging-1.3.5, caffeine-3.2.2"
  })
  void counts_once_under_the_name_spring_gives(String spring, String logging, String caffeine)
      throws Exception {
    try (CacheHost host =
        new CacheHost(
            List.of(new SpringCacheInstrumentation(), new CaffeineInstrumentation()),
            "spring-context-" + spring,
            "spring-context-support-" + spring,
            "spring-core-" + spring,
            "spring-beans-" + spring,
            logging,
            caffeine)) {
      host.attach();
      for (String script : List.of("map", "caffeine")) {
        CacheHost.Outcome with = host.run("com.example.host.caches.SpringScripts", script, true);
        CacheHost.Outcome without =
            host.run("com.example.host.caches.SpringScripts", script, false);
        assertEquals(counts(with.expected()), counts(with.total()), script);
        assertEquals(counts(with.expected()), counts(without.total()), script);
        assertEquals(Set.of("books"), with.byName().keySet());
        assertEquals(Set.of("books"), without.byName().keySet());
      }
    }
  }

  private static List<Long> counts(long[] numbers) {
    return List.of(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private static List<Long> counts(Counts counts) {
    return List.of(counts.hits(), counts.misses(), counts.loads(), counts.failedLoads());
  }
}
