package dev.vitals.pipeline;

import dev.vitals.benchmarks.Lost;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Timed work, handed over in several ways to a consumer that keeps the same series and polls at the
 * same pace as the aggregator.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandOffBenchmark {
  private static final int CAPACITY = 32_768;
  private static final int SHORTEST_PARK_MICROS = 1_000;
  private static final int LONGEST_PARK_MICROS = 50_000;
  private static final long PAUSE = 200;
  private static final long WORK = 20;

  /** A thread of the application. */
  @State(Scope.Thread)
  public static class Caller {
    private final long threadId = Thread.currentThread().getId();
  }

  /** The way, and the thread at its end. */
  @State(Scope.Benchmark)
  public static class Way {
    /** Candidates A, B, C and D. */
    @Param({"queue", "queues", "chunks", "frames"})
    public String design;

    private final Shop shop = new Shop(1);
    private HandOff handOff;
    private Thread consumer;
    private volatile boolean stopped;

    @Setup
    public void start() {
      handOff =
          switch (design) {
            case "queue" -> new QueuesOfEvents(CAPACITY, 1);
            case "queues" -> new QueuesOfEvents(CAPACITY, 2);
            case "chunks" -> new ChunksOfLongs(CAPACITY);
            case "frames" -> new FramesOfRequests(CAPACITY);
            default -> throw new IllegalArgumentException(design);
          };
      consumer = new Thread(this::consume, "consumer");
      consumer.setDaemon(true);
      consumer.start();
    }

    @TearDown
    public void stop() throws InterruptedException {
      stopped = true;
      consumer.join();
    }

    private void consume() {
      int park = SHORTEST_PARK_MICROS;
      while (!stopped) {
        int drained = handOff.drain(shop.series::accept);
        park =
            drained > CAPACITY / 8 ? SHORTEST_PARK_MICROS : Math.min(2 * park, LONGEST_PARK_MICROS);
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(park));
      }
    }
  }

  @Benchmark
  public void handOver(Caller caller, Way way) {
    Blackhole.consumeCPU(PAUSE);
    long startNanos = System.nanoTime();
    Blackhole.consumeCPU(WORK);
    long nanos = System.nanoTime() - startNanos;
    if (!way.handOff.offer(caller.threadId, way.shop.attributes[0], nanos)) {
      Lost.EVENTS.increment();
    }
  }

  @Benchmark
  public long twoClocks() {
    Blackhole.consumeCPU(PAUSE);
    long startNanos = System.nanoTime();
    Blackhole.consumeCPU(WORK);
    return System.nanoTime() - startNanos;
  }

  @Benchmark
  public void plain() {
    Blackhole.consumeCPU(PAUSE);
    Blackhole.consumeCPU(WORK);
  }
}
