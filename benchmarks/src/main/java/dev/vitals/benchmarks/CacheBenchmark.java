package dev.vitals.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Hits of a bounded Caffeine cache that all threads share. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBenchmark {
  private static final int KEYS = 256;
  private static final long WORK = 20;

  private Cache<Integer, Integer> cache;
  private Integer[] keys;

  /** Where a thread is in the keys. */
  @State(Scope.Thread)
  public static class Position {
    private int next;
  }

  @Setup
  public void fill() {
    cache = Caffeine.newBuilder().maximumSize(2 * KEYS).build();
    keys = new Integer[KEYS];
    for (int index = 0; index < KEYS; index++) {
      keys[index] = index;
      cache.put(keys[index], index);
    }
  }

  @Benchmark
  public Integer hit(Position position) {
    Blackhole.consumeCPU(WORK);
    return cache.getIfPresent(keys[position.next++ & KEYS - 1]);
  }

  @Benchmark
  public long twoClocks(Position position) {
    Blackhole.consumeCPU(WORK);
    long startNanos = System.nanoTime();
    Integer value = cache.getIfPresent(keys[position.next++ & KEYS - 1]);
    return System.nanoTime() - startNanos + value;
  }
}
