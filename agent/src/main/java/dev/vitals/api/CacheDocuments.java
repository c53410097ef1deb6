package dev.vitals.api;

import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What caches did since the start: each, by level, and all together. */
final class CacheDocuments {
  private static final int LEVEL = 1;
  private static final int SYSTEM = 2;
  private static final int RESULT = 3;

  private CacheDocuments() {}

  static Map<String, Object> each(Snapshot snapshot) {
    Map<List<String>, Counts> caches = counts(snapshot);
    List<Object> list = new ArrayList<>();
    Map<String, Counts> levels = new TreeMap<>();
    for (Map.Entry<List<String>, Counts> entry : caches.entrySet()) {
      Counts counts = entry.getValue();
      list.add(fields(entry.getKey(), counts));
      levels.computeIfAbsent(entry.getKey().get(LEVEL), level -> new Counts()).add(counts);
    }
    Map<String, Object> byLevel = new LinkedHashMap<>();
    for (Map.Entry<String, Counts> entry : levels.entrySet()) {
      byLevel.put(entry.getKey(), entry.getValue().figures().fields());
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("caches", list);
    data.put("count", list.size());
    data.put("levels", byLevel);
    return data;
  }

  static CacheFigures together(Snapshot snapshot) {
    Counts all = new Counts();
    for (Counts counts : counts(snapshot).values()) {
      all.add(counts);
    }
    return all.figures();
  }

  private static Map<String, Object> fields(List<String> labels, Counts counts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cache", labels.get(0));
    fields.put("level", labels.get(LEVEL));
    fields.put("system", labels.get(SYSTEM));
    fields.putAll(counts.figures().fields());
    fields.put("puts", Numbers.whole(counts.puts));
    fields.put("removals", Numbers.whole(counts.removals));
    fields.put("loads", Numbers.whole(counts.loads));
    fields.put("failed_loads", Numbers.whole(counts.failedLoads));
    fields.put("mean_load_ms", Numbers.ms(Numbers.ratio(counts.loadSeconds, counts.timedLoads)));
    return fields;
  }

  /** By name, level and system. Those beyond the series budget have none of them. */
  private static Map<List<String>, Counts> counts(Snapshot snapshot) {
    Families families = new Families(snapshot);
    Map<List<String>, Counts> caches = new LinkedHashMap<>();
    for (var metric :
        List.of(
            ApplicationMetrics.CACHE_GETS_TOTAL,
            ApplicationMetrics.CACHE_PUTS_TOTAL,
            ApplicationMetrics.CACHE_EVICTIONS_TOTAL,
            ApplicationMetrics.VITALS_CACHE_REMOVALS_TOTAL,
            ApplicationMetrics.CACHE_SIZE,
            ApplicationMetrics.VITALS_CACHE_MAX_SIZE,
            ApplicationMetrics.CACHE_LOAD_TOTAL,
            ApplicationMetrics.VITALS_CACHE_LOAD_DURATION_SECONDS)) {
      List<Sample> samples = families.samples(metric);
      for (Sample sample : samples == null ? List.<Sample>of() : samples) {
        if (sample.labelValues().size() > SYSTEM) {
          List<String> labels = List.copyOf(sample.labelValues().subList(0, RESULT));
          caches.computeIfAbsent(labels, unseen -> new Counts()).add(metric.name(), sample);
        }
      }
    }
    return caches;
  }

  /** What one cache, or several, did. */
  private static final class Counts {
    private double hits;
    private double misses;
    private double puts;
    private double evictions;
    private double removals;
    private double loads;
    private double failedLoads;
    private double timedLoads;
    private double loadSeconds;
    private double entries = Double.NaN;
    private double mostEntries = Double.NaN;

    /** Whether there is one with entries that has no limit: all together have none then. */
    private boolean hasUnlimited;

    void add(String metric, Sample sample) {
      if (sample instanceof Sample.Distribution durations) {
        timedLoads += durations.count();
        loadSeconds += durations.sum();
        return;
      }
      double value = ((Sample.Point) sample).value();
      List<String> labels = sample.labelValues();
      String result = labels.size() > RESULT ? labels.get(RESULT) : "";
      if (metric.equals(ApplicationMetrics.CACHE_GETS_TOTAL.name())) {
        hits += result.equals("hit") ? value : 0;
        misses += result.equals("miss") ? value : 0;
      } else if (metric.equals(ApplicationMetrics.CACHE_PUTS_TOTAL.name())) {
        puts += value;
      } else if (metric.equals(ApplicationMetrics.CACHE_EVICTIONS_TOTAL.name())) {
        evictions += value;
      } else if (metric.equals(ApplicationMetrics.VITALS_CACHE_REMOVALS_TOTAL.name())) {
        removals += value;
      } else if (metric.equals(ApplicationMetrics.CACHE_SIZE.name())) {
        entries = sum(entries, value);
      } else if (metric.equals(ApplicationMetrics.VITALS_CACHE_MAX_SIZE.name())) {
        mostEntries = sum(mostEntries, value);
      } else {
        loads += result.equals("success") ? value : 0;
        failedLoads += result.equals("failure") ? value : 0;
      }
    }

    void add(Counts other) {
      hits += other.hits;
      misses += other.misses;
      puts += other.puts;
      evictions += other.evictions;
      removals += other.removals;
      loads += other.loads;
      failedLoads += other.failedLoads;
      timedLoads += other.timedLoads;
      loadSeconds += other.loadSeconds;
      entries = sum(entries, other.entries);
      mostEntries = sum(mostEntries, other.mostEntries);
      boolean isUnlimited = !Double.isNaN(other.entries) && Double.isNaN(other.mostEntries);
      hasUnlimited |= other.hasUnlimited || isUnlimited;
    }

    CacheFigures figures() {
      double most = hasUnlimited ? Double.NaN : mostEntries;
      return new CacheFigures(hits, misses, evictions, entries, most);
    }

    /** What one of them does not know counts as nothing, unless neither does. */
    private static double sum(double a, double b) {
      return Double.isNaN(a) ? b : Double.isNaN(b) ? a : a + b;
    }
  }
}
