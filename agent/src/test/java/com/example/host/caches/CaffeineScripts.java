package com.example.host.caches;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What an application does with Caffeine, the same in every run. */
public final class CaffeineScripts {
  private static final int STEPS = 4_000;

  private CaffeineScripts() {}

  /** The cache and, with statistics, what the library counted: see {@link #numbers}. */
  public static Object[] run(String script, boolean statistics) throws Exception {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().executor(Runnable::run);
    if (statistics) {
      builder.recordStats();
    }
    AtomicLong clock = new AtomicLong(1_000_000L);
    if (script.contains("bounded-")) {
      builder.maximumSize(400).expireAfterWrite(50, TimeUnit.NANOSECONDS).ticker(clock::get);
    }
    if (script.contains("weighed-")) {
      builder.maximumWeight(100).weigher((key, value) -> 1 + key.hashCode() % 5);
    }
    if (script.contains("refreshing-")) {
      builder.refreshAfterWrite(20, TimeUnit.NANOSECONDS).maximumSize(400).ticker(clock::get);
    }
    if (script.endsWith("manual")) {
      // Keys so many that none is asked often: which of the frequent ones stay is left to chance.
      int keys = script.startsWith("weighed-") ? 3_000 : 80;
      return manual(builder.<Integer, String>build(), clock, keys);
    } else if (script.endsWith("async-loading")) {
      return asyncLoading(builder.buildAsync(loader()), clock);
    } else if (script.endsWith("async")) {
      return async(builder.<Integer, String>buildAsync(), clock);
    } else if (script.endsWith("loading")) {
      return loading(builder.build(loader()), clock);
    } else if (script.endsWith("nested")) {
      return nested(builder, clock);
    }
    return map(builder.<Integer, String>build(), clock);
  }

  private static Object[] manual(Cache<Integer, String> cache, AtomicLong clock, int range) {
    Random random = new Random(1);
    for (int step = 0; step < STEPS; step++) {
      clock.addAndGet(random.nextInt(3));
      int key = random.nextInt(range);
      List<Integer> keys = List.of(key, key, key + 1, key + 2);
      switch (random.nextInt(9)) {
        case 0 -> cache.put(key, "put");
        case 1 -> cache.invalidate(key);
        case 2 -> cache.get(key, each -> "loaded");
        case 3 -> cache.get(key, each -> null);
        case 4 -> attempt(() -> cache.get(key, CaffeineScripts::fail));
        case 5 -> cache.getAllPresent(keys);
        case 6 -> cache.getAll(keys, wanted -> Map.of(key, "one", key + 1, "two"));
        case 7 -> attempt(() -> cache.getAll(keys, CaffeineScripts::fail));
        default -> cache.getIfPresent(key);
      }
    }
    cache.cleanUp();
    return new Object[] {cache, numbers(cache.stats(), cache.estimatedSize())};
  }

  private static Object[] loading(LoadingCache<Integer, String> cache, AtomicLong clock)
      throws Exception {
    Random random = new Random(2);
    for (int step = 0; step < STEPS; step++) {
      clock.addAndGet(random.nextInt(3));
      int key = random.nextInt(80);
      List<Integer> keys = List.of(key, key, key + 1, key + 2);
      switch (random.nextInt(6)) {
        case 0 -> attempt(() -> cache.getAll(keys));
        case 1 -> attempt(() -> cache.getClass().getMethod("refresh", Object.class));
        case 2 -> attempt(() -> refresh(cache, key));
        case 3 -> cache.getIfPresent(key);
        default -> attempt(() -> cache.get(key));
      }
    }
    cache.cleanUp();
    return new Object[] {cache, numbers(cache.stats(), cache.estimatedSize())};
  }

  private static Object[] async(AsyncCache<Integer, String> cache, AtomicLong clock) {
    Random random = new Random(3);
    List<CompletableFuture<String>> open = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      clock.addAndGet(random.nextInt(3));
      int key = random.nextInt(80);
      List<Integer> keys = List.of(key, key, key + 1, key + 2);
      Cache<Integer, String> view = cache.synchronous();
      switch (random.nextInt(14)) {
        case 0 -> cache.put(key, CompletableFuture.completedFuture("put"));
        case 1 -> cache.put(key, CompletableFuture.failedFuture(new Refusal()));
        case 2 -> cache.get(key, each -> "loaded");
        case 3 -> attempt(() -> cache.get(key, CaffeineScripts::fail).getNow(null));
        case 4 ->
            cache.get(
                key,
                (each, executor) -> {
                  CompletableFuture<String> future = new CompletableFuture<>();
                  open.add(future);
                  return future;
                });
        case 5 -> {
          if (!open.isEmpty()) {
            open.remove(0).complete("late");
          }
        }
        case 6 -> {
          if (!open.isEmpty()) {
            open.remove(0).completeExceptionally(new Refusal());
          }
        }
        case 7 -> view.getAllPresent(keys);
        case 8 -> cache.getAll(keys, wanted -> Map.of(key, "one", key + 1, "two"));
        case 9 -> attempt(() -> cache.getAll(keys, CaffeineScripts::fail).getNow(null));
        case 10 -> {
          if (open.isEmpty()) {
            view.asMap().computeIfAbsent(key, each -> each % 4 == 0 ? null : "computed");
          }
        }
        case 11 -> {
          if (open.isEmpty()) {
            view.asMap().compute(key, (each, old) -> old == null ? "new" : null);
          }
        }
        case 12 -> attempt(() -> cache.get(key, (each, executor) -> fail(each)));
        default -> cache.getIfPresent(key);
      }
    }
    for (CompletableFuture<String> future : open) {
      future.complete("late");
    }
    Cache<Integer, String> view = cache.synchronous();
    view.cleanUp();
    return new Object[] {cache, numbers(view.stats(), view.estimatedSize())};
  }

  private static Object[] asyncLoading(AsyncLoadingCache<Integer, String> cache, AtomicLong clock) {
    Random random = new Random(4);
    for (int step = 0; step < STEPS; step++) {
      clock.addAndGet(random.nextInt(3));
      int key = random.nextInt(80);
      List<Integer> keys = List.of(key, key, key + 1, key + 2);
      switch (random.nextInt(5)) {
        case 0 -> attempt(() -> cache.getAll(keys).join());
        case 1 -> attempt(() -> refresh(cache.synchronous(), key));
        case 2 -> cache.getIfPresent(key);
        default -> attempt(() -> cache.get(key).join());
      }
    }
    Cache<Integer, String> view = cache.synchronous();
    view.cleanUp();
    return new Object[] {cache, numbers(view.stats(), view.estimatedSize())};
  }

  private static Object[] map(Cache<Integer, String> cache, AtomicLong clock) {
    Random random = new Random(5);
    ConcurrentMap<Integer, String> map = cache.asMap();
    for (int step = 0; step < STEPS; step++) {
      clock.addAndGet(random.nextInt(3));
      int key = random.nextInt(80);
      switch (random.nextInt(14)) {
        case 0 -> map.put(key, "put");
        case 1 -> map.putIfAbsent(key, "absent");
        case 2 -> map.remove(key);
        case 3 -> map.remove(key, "put");
        case 4 -> map.replace(key, "replaced");
        case 5 -> map.computeIfAbsent(key, each -> "computed");
        case 6 -> map.computeIfAbsent(key, each -> null);
        case 7 -> attempt(() -> map.computeIfAbsent(key, CaffeineScripts::fail));
        case 8 -> map.compute(key, (each, old) -> old == null ? "new" : null);
        case 9 -> attempt(() -> map.compute(key, (each, old) -> fail(each)));
        case 10 -> map.computeIfPresent(key, (each, old) -> each % 2 == 0 ? null : "present");
        case 11 -> attempt(() -> map.computeIfPresent(key, (each, old) -> fail(each)));
        case 12 -> map.merge(key, "more", (old, more) -> old.length() > 8 ? null : old + more);
        default -> map.get(key);
      }
    }
    cache.cleanUp();
    return new Object[] {cache, numbers(cache.stats(), cache.estimatedSize())};
  }

  /** A cache whose loader reads another, and itself. */
  private static Object[] nested(Caffeine<Object, Object> builder, AtomicLong clock) {
    Cache<Integer, String> inner = builder.build();
    Cache<Integer, String> outer = builder.build();
    Random random = new Random(6);
    for (int step = 0; step < STEPS; step++) {
      clock.addAndGet(random.nextInt(3));
      int key = random.nextInt(80);
      outer.get(
          key,
          each -> {
            outer.getIfPresent(each + 1_000);
            inner.getIfPresent(each);
            return inner.get(each / 2, half -> half % 7 == 0 ? null : "inner");
          });
    }
    inner.cleanUp();
    outer.cleanUp();
    return new Object[] {
      List.of(inner, outer),
      numbers(inner.stats().plus(outer.stats()), inner.estimatedSize() + outer.estimatedSize())
    };
  }

  private static CacheLoader<Integer, String> loader() {
    return new CacheLoader<>() {
      @Override
      public String load(Integer key) {
        return key % 11 == 0 ? null : key % 7 == 0 ? fail(key) : "loaded";
      }
    };
  }

  private static void refresh(Cache<Integer, String> cache, Integer key) throws Exception {
    LoadingCache.class.getMethod("refresh", Object.class).invoke(cache, key);
  }

  private static <T> T fail(Object key) {
    throw new Refusal();
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
      stats.loadFailureCount(),
      stats.evictionCount(),
      stats.totalLoadTime(),
      size
    };
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal() {
      super("refused", null, false, false);
    }
  }
}
