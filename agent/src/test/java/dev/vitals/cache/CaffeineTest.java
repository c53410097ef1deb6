package dev.vitals.cache;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CaffeineTest {
  private static final String HOST = "com.example.host.caches.CaffeineScripts";
  private static final List<String> SCRIPTS =
      List.of(
          "manual",
          "bounded-manual",
          "weighed-manual",
          "loading",
          "bounded-loading",
          "refreshing-loading",
          "async",
          "bounded-async",
          "async-loading",
          "refreshing-async-loading",
          "map",
          "bounded-map",
          "nested",
          "bounded-nested");

  @ParameterizedTest
  @ValueSource(strings = {"caffeine-2.9.3", "caffeine-3.1.8", "caffeine-3.2.2"})
  void counts_what_the_library_counts_with_and_without_its_statistics(String version)
      throws Exception {
    try (CacheHost host = new CacheHost(List.of(new CaffeineInstrumentation()), version)) {
      host.attach();
      Equality.assertSameAsLibrary(host, HOST, SCRIPTS);
    }
  }
}
