package com.example.host.caches;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.CacheStats;
import com.google.common.cache.LoadingCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What an application does with Guava's caches, the same in every run. */
public final class GuavaScripts {
  private static final int STEPS = 4_000;

  private GuavaScripts() {}

  /** The cache and, with statistics, what the library counted. */
  public static Object[] run(String script, boolean statistics) throws Exception {
    CacheBuilder<Object, Object> builder = CacheBuilder.newBuilder();
    if (statistics) {
      builder.recordStats();
    }
    AtomicLong clock = new AtomicLong(1_000_000L);
    if (script.contains("bounded-")) {
      builder.maximumSize(40).expireAfterWrite(50, TimeUnit.NANOSECONDS).ticker(reading(clock));
    }
    if (script.contains("weighed-")) {
      builder.maximumWeight(100).weigher((key, value) -> 1 + key.hashCode() % 5);
    }
    if (script.contains("refreshing-")) {
      builder.refreshAfterWrite(20, TimeUnit.NANOSECONDS).ticker(reading(clock));
    }
    if (script.endsWith("manual")) {
      return manual(builder.<Integer, String>build(), clock);
    } else if (script.endsWith("bulk-loading")) {
      return loading(builder.build(new Bulk()), clock);
    } else if (script.endsWith("loading")) {
      return loading(builder.build(new Single()), clock);
    } else if (script.endsWith("nested")) {
      return nested(builder, clock);
    }
    return map(builder.<Integer, String>build(), clock);
  }

  private static Object[] manual(Cache<Integer, String> cache, AtomicLong clock) {
    Random random = new Random(1);
    for (int step = 0; step < STEPS; step++) {
      clock.addAndGet(random.nextInt(3));
      int key = random.nextInt(80);
      switch (random.nextInt(8)) {
        case 0 -> cache.put(key, "put");
        case 1 -> cache.invalidate(key);
        case 2 -> attempt(() -> cache.get(key, () -> "loaded"));
        case 3 -> attempt(() -> cache.get(key, () -> null));
        case 4 -> attempt(() -> cache.get(key, () -> fail(key)));
        case 5 -> cache.getAllPresent(List.of(key, key, key + 1, key + 2));
        default -> cache.getIfPresent(key);
      }
    }
    cache.cleanUp();
    return new Object[] {cache, numbers(cache.stats(), cache.size())};
  }

  private static Object[] loading(LoadingCache<Integer, String> cache, AtomicLong clock) {
    Random random = new Random(2);
    for (int step = 0; step < STEPS; step++) {
      clock.addAndGet(random.nextInt(3));
      int key = random.nextInt(80);
      switch (random.nextInt(6)) {
        case 0 -> attempt(() -> cache.getAll(List.of(key, key, key + 1, key + 2)));
        case 1 -> cache.refresh(key);
        case 2 -> cache.getIfPresent(key);
        case 3 -> cache.invalidate(key);
        default -> attempt(() -> cache.get(key));
      }
    }
    cache.cleanUp();
    return new Object[] {cache, numbers(cache.stats(), cache.size())};
  }

  private static Object[] map(Cache<Integer, String> cache, AtomicLong clock) {
    Random random = new Random(5);
    ConcurrentMap<Integer, String> map = cache.asMap();
    for (int step = 0; step < STEPS; step++) {
      clock.addAndGet(random.nextInt(3));
      int key = random.nextInt(80);
      switch (random.nextInt(11)) {
        case 0 -> map.put(key, "put");
        case 1 -> map.putIfAbsent(key, "absent");
        case 2 -> map.remove(key);
        case 3 -> map.remove(key, "put");
        case 4 -> map.replace(key, "replaced");
        case 5 -> map.computeIfAbsent(key, each -> "computed");
        case 6 -> attempt(() -> map.computeIfAbsent(key, each -> fail(each)));
        case 7 -> map.compute(key, (each, old) -> old == null ? "new" : null);
        case 8 -> map.computeIfPresent(key, (each, old) -> each % 2 == 0 ? null : "present");
        case 9 -> map.merge(key, "more", (old, more) -> old.length() > 8 ? null : old + more);
        default -> map.get(key);
      }
    }
    cache.cleanUp();
    return new Object[] {cache, numbers(cache.stats(), cache.size())};
  }

  /** A cache whose loader reads another, and itself. */
  private static Object[] nested(CacheBuilder<Object, Object> builder, AtomicLong clock) {
    Cache<Integer, String> inner = builder.build();
    Cache<Integer, String> outer = builder.build();
    Random random = new Random(6);
    for (int step = 0; step < STEPS; step++) {
      clock.addAndGet(random.nextInt(3));
      int key = random.nextInt(80);
      attempt(
          () ->
              outer.get(
                  key,
                  () -> {
                    outer.getIfPresent(key + 1_000);
                    inner.getIfPresent(key);
                    return inner.get(key / 2, () -> key % 14 == 0 ? null : "inner");
                  }));
    }
    inner.cleanUp();
    outer.cleanUp();
    return new Object[] {
      List.of(inner, outer), numbers(inner.stats().plus(outer.stats()), inner.size() + outer.size())
    };
  }

  private static Ticker reading(AtomicLong clock) {
    return new Ticker() {
      @Override
      public long read() {
        return clock.get();
      }
    };
  }

  private static <T> T fail(Object key) {
    throw new IllegalStateException("refused " + key);
  }

  private static void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (Exception expected) {
      // The caches count it.
    }
  }

  private static long[] numbers(CacheStats stats, long size) {
    return new long[] {
      stats.hitCount(),
      stats.missCount(),
      stats.loadSuccessCount(),
      stats.loadExceptionCount(),
      stats.evictionCount(),
      stats.totalLoadTime(),
      size
    };
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static class Single extends CacheLoader<Integer, String> {
    @Override
    public String load(Integer key) {
      return key % 11 == 0 ? null : key % 7 == 0 ? fail(key) : "loaded";
    }
  }

  private static final class Bulk extends Single {
    @Override
    public Map<Integer, String> loadAll(Iterable<? extends Integer> keys) {
      Map<Integer, String> loaded = new HashMap<>();
      for (Integer key : keys) {
        loaded.put(key, load(key));
      }
      return loaded;
    }
  }
}
