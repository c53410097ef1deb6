package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How many scrapes there were, how long they took and how large the last one was, and who may take
 * them.
 *
 * <p><i>Threads:</i> any; its lock is held for arithmetic only.
 */
public final class ScrapeStatistics {
  private final Family exposure;
  private final double[] bounds = Buckets.of(AgentMetrics.VITALS_SCRAPE_DURATION_SECONDS);
  private final TreeMap<String, TreeMap<Integer, Long>> scrapes = new TreeMap<>();
  private final long[] cumulativeCounts = new long[bounds.length];
  private long count;
  private double sumSeconds;
  private long lastBytes;

  /**
   * @param isExposed whether whoever reaches this machine may scrape
   */
  public ScrapeStatistics(boolean isExposed) {
    exposure =
        new Family(
            AgentMetrics.VITALS_ENDPOINT_EXPOSED_UNAUTHENTICATED,
            List.of(new Sample.Point(List.of(), isExposed ? 1 : 0)));
  }

  /**
   * @param format {@code text} or {@code openmetrics}
   * @param code the HTTP status
   * @param bytes the body as sent, compressed where it was
   */
  public synchronized void add(String format, int code, long durationNanos, long bytes) {
    scrapes.computeIfAbsent(format, key -> new TreeMap<>()).merge(code, 1L, Long::sum);
    double seconds = durationNanos / 1e9;
    for (int i = 0; i < bounds.length; i++) {
      if (seconds <= bounds[i]) {
        cumulativeCounts[i]++;
      }
    }
    count++;
    sumSeconds += seconds;
    lastBytes = bytes;
  }

  /** The families of the scrapes so far; before the first, who may take one. */
  public synchronized List<Family> families() {
    if (count == 0) {
      return List.of(exposure);
    }
    List<Sample> byFormatAndCode = new ArrayList<>();
    scrapes.forEach(
        (format, codes) ->
            codes.forEach(
                (code, times) ->
                    byFormatAndCode.add(
                        new Sample.Point(List.of(format, Integer.toString(code)), times))));
    return List.of(
        new Family(AgentMetrics.VITALS_SCRAPES_TOTAL, byFormatAndCode),
        new Family(
            AgentMetrics.VITALS_SCRAPE_DURATION_SECONDS,
            List.of(
                new Sample.Distribution(
                    List.of(), bounds, cumulativeCounts.clone(), count, sumSeconds))),
        new Family(
            AgentMetrics.VITALS_SCRAPE_SIZE_BYTES, List.of(new Sample.Point(List.of(), lastBytes))),
        exposure);
  }
}
