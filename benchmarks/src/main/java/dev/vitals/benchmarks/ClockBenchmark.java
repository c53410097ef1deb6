package dev.vitals.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The clock by itself: the limit of everything that is timed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClockBenchmark {
  @Benchmark
  public void empty() {
    // The loop around it.
  }

  @Benchmark
  public long one() {
    return System.nanoTime();
  }

  @Benchmark
  public long two() {
    long startNanos = System.nanoTime();
    return System.nanoTime() - startNanos;
  }
}
