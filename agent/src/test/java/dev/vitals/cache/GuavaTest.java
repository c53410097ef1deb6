package dev.vitals.cache;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class GuavaTest {
  private static final List<String> SCRIPTS =
      List.of(
          "manual",
          "bounded-manual",
          "weighed-manual",
          "loading",
          "bounded-loading",
          "refreshing-loading",
          "bulk-loading",
          "bounded-bulk-loading",
          "map",
          "bounded-map",
          "nested",
          "bounded-nested");

  @ParameterizedTest
  @ValueSource(strings = {"guava-31.1-jre", "guava-33.4.8-jre"})
  void counts_what_the_library_counts_with_and_without_its_statistics(String version)
      throws Exception {
    try (CacheHost host =
        new CacheHost(List.of(new GuavaInstrumentation()), version, "failureaccess-1.0.3")) {
      host.attach();
      Equality.assertSameAsLibrary(host, "com.example.host.caches.GuavaScripts", SCRIPTS);
    }
  }
}
