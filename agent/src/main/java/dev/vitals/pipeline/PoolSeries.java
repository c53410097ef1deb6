package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.exporter.prometheus.PoolMetrics;
import java.util.List;

/**
 * The series of connection pools: times come as events, how full a pool is it is asked. Pools of
 * one name are shown as one; what a collected pool counted stays in its series.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
public final class PoolSeries implements FamilySource {
  private static final int HISTOGRAMS = 3;
  private static final int GAUGES = 7;

  /** Names that most applications do with. */
  private static final int POOLS = 8;

  private static final long LOOK_NANOS = 250_000_000L;

  private final PoolRecorder recorder;
  private final PoolTable table;
  private final Timing.Buckets buckets;
  private final SeriesBudget.Share share;
  private final LongTable<PoolLine> lines = new LongTable<>();
  private final PoolLine overflow;
  private Lookback lookback;
  private final Cadence looks = new Cadence(LOOK_NANOS);
  private long aggregated;

  public PoolSeries(
      PoolRecorder recorder, Timing.Buckets buckets, SeriesBudget budget, Lookback lookback) {
    this.recorder = recorder;
    this.table = recorder.table();
    this.buckets = buckets;
    this.share =
        budget.shareOfFew(
            PoolMetrics.DB_CLIENT_CONNECTION_WAIT_TIME_SECONDS,
            HISTOGRAMS * buckets.lines() + GAUGES,
            POOLS);
    this.lookback = lookback;
    this.overflow = new PoolLine("", buckets, lookback);
  }

  public void accept(long attributes, long nanos) {
    aggregated++;
    PoolLine line = line(PoolRecorder.name(attributes));
    if (line == overflow) {
      share.overflowed();
    }
    line.record(PoolRecorder.operation(attributes), nanos);
  }

  public long aggregated() {
    return aggregated;
  }

  /** Asks every pool how full it is, unless that was a moment ago. */
  public void drained() {
    recorder.expunge();
    if (looks.isDue()) {
      look();
      lines.forEach((name, line) -> line.looked());
    }
  }

  /** Ends a tick: lets go of collected pools and moves the windows on. */
  public void tick() {
    table.pools.expunge(this::retire);
    look();
    lines.forEach(
        (name, line) -> {
          line.looked();
          line.saturation.tick();
          line.waits.tick();
        });
    overflow.waits.tick();
  }

  /** Looks back over other lengths from now on. */
  public void lookBack(Lookback newLookback) {
    lookback = newLookback;
    lines.forEach(
        (name, line) -> {
          line.waits.lookBack(newLookback);
          line.saturation.lookBack(newLookback);
        });
    overflow.waits.lookBack(newLookback);
  }

  /** How long was waited within the last so many ticks, by pool. */
  public void waits(int length, double windowSeconds, List<OperationWindow> into) {
    lines.forEach(
        (name, line) -> {
          OperationWindow window =
              line.waits.window(OperationWindow.Kind.POOL_WAIT, line.name, length, windowSeconds);
          if (window != null) {
            into.add(window);
          }
        });
  }

  /** How full each pool was within the last so many ticks. */
  public void saturations(int length, double windowSeconds, List<SaturationWindow> into) {
    lines.forEach(
        (name, line) -> {
          if (line.reading != null) {
            into.add(
                line.saturation.window(
                    SaturationWindow.Kind.POOL, line.name, length, windowSeconds));
          }
        });
  }

  /** The tick that ended last, by pool. */
  public void newest(LatencyTick.Reader reader) {
    lines.forEach((name, line) -> line.waits.newest(line.name, reader));
  }

  @Override
  public void collect(List<Family> into) {
    look();
    PoolFamilies families = new PoolFamilies();
    lines.forEach((name, line) -> families.add(line, List.of(line.name)));
    if (overflow.isUsed()) {
      families.addTimes(overflow, Sample.OVERFLOW);
    }
    families.addTo(into);
  }

  /** Every line with how its pools are now; none where they are all closed or collected. */
  private void look() {
    lines.forEach(
        (name, line) -> {
          line.reading = null;
          line.timeouts = line.retiredTimeouts;
        });
    overflow.timeouts = overflow.retiredTimeouts;
    table.pools.forEach(
        (pool, counts) -> {
          PoolLine line = line(counts.name);
          line.timeouts += counts.timeouts.sum();
          PoolReading reading = PoolGauges.read(pool, counts);
          if (reading != null) {
            line.reading = line.reading == null ? reading : line.reading.and(reading);
          }
        });
  }

  private void retire(PoolCounts collected) {
    line(collected.name).retiredTimeouts += collected.timeouts.sum();
  }

  private PoolLine line(int name) {
    if (name == Dictionary.OTHER) {
      return overflow;
    }
    PoolLine line = lines.get(name);
    if (line == null) {
      if (!share.admit()) {
        return overflow;
      }
      line = new PoolLine(table.name(name), buckets, lookback);
      lines.put(name, line);
    }
    return line;
  }
}
