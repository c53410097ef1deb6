package dev.vitals.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.pipeline.CacheReadings.Counts;
import dev.vitals.weave.LibraryInstrumentation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CacheAttachTest {
  private static final String HOST = "com.example.host.caches.Attached";
  private static final String[] LIBRARIES = {
    "caffeine-3.2.2",
    "guava-33.4.8-jre",
    "failureaccess-1.0.3",
    "spring-context-6.2.11",
    "spring-context-support-6.2.11",
    "spring-core-6.2.11",
    "spring-jcl-6.2.11"
  };

  @Test
  void counts_caches_that_were_there_before_from_the_attach_on() throws Exception {
    try (CacheHost host = host()) {
      assertEquals(Map.of(), host.run(HOST, "before", false).byName());
      host.attach();
      Map<String, Counts> counts = host.run(HOST, "after", false).byName();
      assertEquals(
          Set.of("caffeine-1", "caffeine-2", "caffeine-4", "guava-3", "map", "spring"),
          counts.keySet());
      for (Map.Entry<String, Counts> entry : counts.entrySet()) {
        assertEquals(1, entry.getValue().hits(), entry.getKey());
        assertEquals(2, entry.getValue().misses(), entry.getKey());
      }
    }
  }

  @Test
  void names_a_cache_after_the_line_that_built_it() throws Exception {
    try (CacheHost host = host()) {
      host.attach();
      String name = host.run(HOST, "new", false).byName().keySet().iterator().next();
      assertTrue(name.matches("com\\.example\\.host\\.caches\\.Attached:\\d+"), name);
    }
  }

  @Test
  void a_loaders_exception_keeps_its_stack() throws Exception {
    try (CacheHost host = host()) {
      List<String> bounded = failure(host, true);
      List<String> unbounded = failure(host, false);
      host.attach();
      assertEquals(bounded, failure(host, true));
      assertEquals(unbounded, failure(host, false));
    }
  }

  private static List<String> failure(CacheHost host, boolean bounded) throws Exception {
    StackTraceElement[] stack =
        (StackTraceElement[])
            host.load(HOST).getMethod("failure", boolean.class).invoke(null, bounded);
    // Below that is how this test calls it.
    return Arrays.stream(stack)
        .map(StackTraceElement::toString)
        .takeWhile(each -> !each.contains("Attached.failure"))
        .toList();
  }

  private static CacheHost host() throws Exception {
    List<LibraryInstrumentation> instrumentations =
        List.of(
            new CaffeineInstrumentation(),
            new GuavaInstrumentation(),
            new SpringCacheInstrumentation());
    return new CacheHost(instrumentations, LIBRARIES);
  }
}
