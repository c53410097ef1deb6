package dev.vitals.pipeline;

import java.util.Map;
import java.util.Set;

/** What the operations of a JCache provider mean for its counts. */
final class JCacheOperations {
  private JCacheOperations() {}

  /** Whether the cache only wraps one that is counted itself. */
  static boolean isWrapper(Object cache) {
    String className = cache.getClass().getName();
    return className.startsWith("org.ehcache.")
        || className.startsWith("com.github.benmanes.caffeine.");
  }

  /** The cache's own name, or null. Asked once per cache. */
  static String nameOf(Object cache) {
    try {
      ClassLoader loader = cache.getClass().getClassLoader();
      Class<?> type = Class.forName("javax.cache.Cache", false, loader);
      return (String) type.getMethod("getName").invoke(cache);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
      return null;
    }
  }

  static void count(CacheCounts counts, String operation, Object result, boolean conditional) {
    boolean done = result != null && !Boolean.FALSE.equals(result);
    switch (operation) {
      case "get" -> lookedUp(counts, done);
      case "getAndPut" -> {
        lookedUp(counts, done);
        counts.puts.increment();
      }
      case "getAndRemove" -> {
        lookedUp(counts, done);
        counts.removals.add(done ? 1 : 0);
      }
      case "getAndReplace" -> {
        lookedUp(counts, done);
        counts.puts.add(done ? 1 : 0);
      }
      case "put" -> counts.puts.increment();
      case "putIfAbsent" -> {
        lookedUp(counts, !done);
        counts.puts.add(done ? 1 : 0);
      }
      case "remove" -> {
        counts.removals.add(done ? 1 : 0);
        counts.hits.add(done && conditional ? 1 : 0);
      }
      case "replace" -> {
        counts.puts.add(done ? 1 : 0);
        counts.hits.add(done ? 1 : 0);
        counts.misses.add(done || conditional ? 0 : 1);
      }
      default -> {}
    }
  }

  static void countBulk(CacheCounts counts, Object argument, Object result) {
    if (argument instanceof Set<?> keys && result instanceof Map<?, ?> found) {
      counts.hits.add(found.size());
      counts.misses.add(Math.max(0, keys.size() - found.size()));
    } else if (argument instanceof Map<?, ?> entries) {
      counts.puts.add(entries.size());
    }
  }

  private static void lookedUp(CacheCounts counts, boolean found) {
    (found ? counts.hits : counts.misses).increment();
  }
}
