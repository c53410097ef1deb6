package dev.vitals.pipeline;

import dev.vitals.probe.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A recorder of caches and what it counted. */
public final class CacheReadings {
  public final List<String> failures = new CopyOnWriteArrayList<>();

  private final CacheRecorder recorder;
  private final RedisRecorder redis;
  private final Recorder sink;

  public CacheReadings(int session) {
    recorder = new CacheRecorder(session, System.nanoTime());
    redis = new RedisRecorder(session);
    sink =
        new Recorder(
            session,
            null,
            null,
            recorder,
            redis,
            null,
            new ExecutorRecorder(session),
            16,
            (instrumentation, thrown) -> failures.add(instrumentation + " " + thrown));
  }

  public Sink sink() {
    return sink;
  }

  /** Counts of every cache by name. */
  public Map<String, Counts> byName() {
    Map<String, Counts> counts = new TreeMap<>();
    List<CacheCounts> seen = new ArrayList<>();
    recorder
        .table()
        .caches
        .forEach(
            (cache, each) -> {
              if (!seen.contains(each)) {
                seen.add(each);
                counts.merge(each.labels().name(), Counts.of(each), Counts::plus);
              }
            });
    redis.forEach(each -> counts.merge(each.labels().name(), Counts.of(each), Counts::plus));
    return counts;
  }

  /** What a cache or some counted. */
  public record Counts(
      long hits,
      long misses,
      long loads,
      long failedLoads,
      long evictions,
      long loadNanos,
      long puts,
      long removals) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    static Counts of(CacheCounts counts) {
      return new Counts(
          counts.hits.sum(),
          counts.misses.sum(),
          counts.loads.sum(),
          counts.failedLoads.sum(),
          counts.evictions.sum(),
          counts.timedLoadNanos.sum(),
          counts.puts.sum(),
          counts.removals.sum());
    }

    public Counts plus(Counts other) {
      return new Counts(
          hits + other.hits,
          misses + other.misses,
          loads + other.loads,
          failedLoads + other.failedLoads,
          evictions + other.evictions,
          loadNanos + other.loadNanos,
          puts + other.puts,
          removals + other.removals);
    }
  }
}
