package dev.vitals.pipeline;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of caches. Caches with the same labels are summed; what a collected cache counted
 * stays in its series, so that counters never fall.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
public final class CacheSeries implements FamilySource {
  private static final int LINES = 10 + LoadTimes.BUCKETS + 2;

  private final CacheTable table;
  private final RedisRecorder redis;
  private final SeriesBudget.Share share;
  private int slots;
  private final Map<CacheLabels, Line> lines = new LinkedHashMap<>();
  private int ticks;

  public CacheSeries(
      CacheRecorder recorder, RedisRecorder redis, SeriesBudget budget, Lookback lookback) {
    this.table = recorder.table();
    this.redis = redis;
    this.share = budget.share(ApplicationMetrics.CACHE_GETS_TOTAL, LINES);
    this.slots = lookback.longest() + 1;
  }

  /** Ends a tick: lets go of collected caches and moves the windows on. */
  public void tick() {
    List<CacheCounts> collected = new ArrayList<>();
    table.caches.expunge(collected::add);
    redis.expunge();
    if (!collected.isEmpty()) {
      retire(collected);
    }
    update();
    for (Line line : lines.values()) {
      line.hitsAt[ticks % slots] = line.now.hits;
      line.missesAt[ticks % slots] = line.now.misses;
    }
    ticks++;
  }

  /** Looks back over other lengths from now on; the past is forgotten. */
  public void lookBack(Lookback lookback) {
    slots = lookback.longest() + 1;
    for (Line line : lines.values()) {
      line.hitsAt = filled(slots, line.now.hits);
      line.missesAt = filled(slots, line.now.misses);
    }
  }

  /** Lookups within the last so many ticks, of each cache that had any. */
  public void windows(int length, double windowSeconds, List<CacheWindow> into) {
    int newest = Math.floorMod(ticks - 1, slots);
    int oldest = Math.floorMod(ticks - 1 - length, slots);
    for (Map.Entry<CacheLabels, Line> entry : lines.entrySet()) {
      Line line = entry.getValue();
      long hits = line.hitsAt[newest] - line.hitsAt[oldest];
      long misses = line.missesAt[newest] - line.missesAt[oldest];
      if (hits > 0 || misses > 0) {
        into.add(
            new CacheWindow(
                entry.getKey().name(), windowSeconds, Math.max(0, hits), Math.max(0, misses)));
      }
    }
  }

  @Override
  public void collect(List<Family> into) {
    update();
    askLimits();
    List<Sample> gets = new ArrayList<>();
    List<Sample> puts = new ArrayList<>();
    List<Sample> evictions = new ArrayList<>();
    List<Sample> removals = new ArrayList<>();
    List<Sample> sizes = new ArrayList<>();
    List<Sample> limits = new ArrayList<>();
    List<Sample> loads = new ArrayList<>();
    List<Sample> durations = new ArrayList<>();
    CacheTotals overflow = new CacheTotals();
    for (Map.Entry<CacheLabels, Line> entry : lines.entrySet()) {
      CacheLabels labels = entry.getKey();
      Line line = entry.getValue();
      CacheTotals now = line.now;
      if (!now.isUsed()) {
        continue;
      }
      if (!line.admitted) {
        overflow.add(now);
        continue;
      }
      gets.add(new Sample.Point(labels.valuesAnd("hit"), now.hits));
      gets.add(new Sample.Point(labels.valuesAnd("miss"), now.misses));
      puts.add(new Sample.Point(labels.values(), now.puts));
      removals.add(new Sample.Point(labels.values(), now.removals));
      if (labels.isRemote()) {
        continue;
      }
      evictions.add(new Sample.Point(labels.values(), now.evictions));
      if (line.size >= 0L) {
        sizes.add(new Sample.Point(labels.values(), line.size));
      }
      if (line.limit > 0L) {
        limits.add(new Sample.Point(labels.values(), line.limit));
      }
      loads.add(new Sample.Point(labels.valuesAnd("success"), now.loads));
      loads.add(new Sample.Point(labels.valuesAnd("failure"), now.failedLoads));
      durations.add(now.loadDurations(labels.values()));
    }
    if (overflow.isUsed()) {
      gets.add(new Sample.Point(Sample.OVERFLOW, overflow.hits + overflow.misses));
      puts.add(new Sample.Point(Sample.OVERFLOW, overflow.puts));
      evictions.add(new Sample.Point(Sample.OVERFLOW, overflow.evictions));
      removals.add(new Sample.Point(Sample.OVERFLOW, overflow.removals));
      loads.add(new Sample.Point(Sample.OVERFLOW, overflow.loads + overflow.failedLoads));
      durations.add(overflow.loadDurations(Sample.OVERFLOW));
    }
    into.add(new Family(ApplicationMetrics.CACHE_GETS_TOTAL, gets));
    into.add(new Family(ApplicationMetrics.CACHE_PUTS_TOTAL, puts));
    into.add(new Family(ApplicationMetrics.CACHE_EVICTIONS_TOTAL, evictions));
    into.add(new Family(ApplicationMetrics.VITALS_CACHE_REMOVALS_TOTAL, removals));
    into.add(new Family(ApplicationMetrics.CACHE_SIZE, sizes));
    into.add(new Family(ApplicationMetrics.VITALS_CACHE_MAX_SIZE, limits));
    into.add(new Family(ApplicationMetrics.CACHE_LOAD_TOTAL, loads));
    into.add(new Family(ApplicationMetrics.VITALS_CACHE_LOAD_DURATION_SECONDS, durations));
  }

  private void update() {
    for (Line line : lines.values()) {
      line.now = new CacheTotals();
      line.now.add(line.retired);
      line.size = -1L;
    }
    for (Map.Entry<CacheCounts, Long> entry : sizes().entrySet()) {
      Line line = line(entry.getKey().labels());
      line.now.add(entry.getKey());
      long size = entry.getValue();
      if (size >= 0L) {
        line.size = Math.max(0L, line.size) + size;
      }
    }
  }

  /** The caches that are still there with their sizes, -1 where it is not known. */
  private Map<CacheCounts, Long> sizes() {
    Map<CacheCounts, Long> sizes = new IdentityHashMap<>();
    table.caches.forEach(
        (cache, counts) -> {
          long known = sizes.getOrDefault(counts, -1L);
          sizes.put(counts, known >= 0L ? known : CacheSize.of(cache));
        });
    redis.forEach(counts -> sizes.put(counts, -1L));
    return sizes;
  }

  /** How many entries the caches of a line may have together; not known where one does not say. */
  private void askLimits() {
    Map<CacheCounts, Long> limits = new IdentityHashMap<>();
    table.caches.forEach(
        (cache, counts) -> {
          long known = limits.getOrDefault(counts, CacheSize.UNKNOWN);
          limits.put(counts, known >= 0L ? known : CacheLimit.of(cache));
        });
    for (Line line : lines.values()) {
      line.limit = 0L;
    }
    for (Map.Entry<CacheCounts, Long> entry : limits.entrySet()) {
      Line line = line(entry.getKey().labels());
      long limit = entry.getValue();
      line.limit = line.limit < 0L || limit < 0L ? CacheSize.UNKNOWN : line.limit + limit;
    }
  }

  private void retire(List<CacheCounts> collected) {
    Map<CacheCounts, Long> live = sizes();
    for (CacheCounts counts : collected) {
      if (!counts.retired && !live.containsKey(counts)) {
        counts.retired = true;
        line(counts.labels()).retired.add(counts);
        table.release(counts);
      }
    }
  }

  private Line line(CacheLabels labels) {
    Line line = lines.get(labels);
    if (line == null) {
      boolean admitted = share.admit();
      if (!admitted) {
        share.overflowed();
      }
      line = new Line(admitted, slots);
      lines.put(labels, line);
    }
    return line;
  }

  private static long[] filled(int length, long value) {
    long[] filled = new long[length];
    Arrays.fill(filled, value);
    return filled;
  }

  private static final class Line {
    final CacheTotals retired = new CacheTotals();
    final boolean admitted;
    long[] hitsAt;
    long[] missesAt;
    CacheTotals now = new CacheTotals();
    long size = -1L;
    long limit;

    Line(boolean admitted, int slots) {
      this.admitted = admitted;
      hitsAt = new long[slots];
      missesAt = new long[slots];
    }
  }
}
