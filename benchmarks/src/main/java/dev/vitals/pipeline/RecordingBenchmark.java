package dev.vitals.pipeline;

import io.prometheus.client.Histogram;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the aggregator does with an event, and what simpleclient's own histogram would. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordingBenchmark {
  private static final int SERIES = 100;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Shop shop = new Shop(SERIES);
  private final Timing timing = new Timing(new Timing.Buckets(Shop.BOUNDS));
  private final LatencyWindow window = new LatencyWindow(new Lookback(6));
  private final Histogram simpleclient =
      Histogram.build("seconds", "help").buckets(Shop.BOUNDS).create();
  private int call;

  @Benchmark
  public void buckets() {
    timing.record(Shop.nanos(call++));
  }

  @Benchmark
  public void histogram() {
    window.record(Shop.nanos(call++), false);
  }

  /** All that happens to an event of one of a hundred series. */
  @Benchmark
  public void event() {
    shop.series.accept(shop.attributes[call % SERIES], Shop.nanos(call++));
  }

  @Benchmark
  public void simpleclientHistogram() {
    simpleclient.observe(Shop.nanos(call++) / NANOS_PER_SECOND);
  }
}
