package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.PoolMetrics;
import java.util.ArrayList;
import java.util.List;

/** The metrics of pools, being put together for one snapshot. */
final class PoolFamilies {
  private final List<Sample> counts = new ArrayList<>();
  private final List<Sample> maxima = new ArrayList<>();
  private final List<Sample> idleMinima = new ArrayList<>();
  private final List<Sample> idleMaxima = new ArrayList<>();
  private final List<Sample> pending = new ArrayList<>();
  private final List<Sample> timeouts = new ArrayList<>();
  private final List<Sample> opens = new ArrayList<>();
  private final List<Sample> waits = new ArrayList<>();
  private final List<Sample> uses = new ArrayList<>();

  /** How the pools of a name are, and what they did. */
  void add(PoolLine line, List<String> labels) {
    PoolReading now = line.reading;
    if (now != null) {
      String name = line.name;
      add(counts, List.of(name, "used"), now.used());
      add(counts, List.of(name, "idle"), now.idle());
      add(maxima, labels, now.max());
      add(idleMinima, labels, now.idleMin());
      add(idleMaxima, labels, now.idleMax());
      add(pending, labels, now.pending());
    }
    addTimes(line, labels);
  }

  void addTimes(PoolLine line, List<String> labels) {
    timeouts.add(new Sample.Point(labels, line.timeouts));
    opens.add(line.openTimes.sample(labels));
    waits.add(line.waitTimes.sample(labels));
    uses.add(line.useTimes.sample(labels));
  }

  void addTo(List<Family> into) {
    into.add(new Family(PoolMetrics.DB_CLIENT_CONNECTION_COUNT, counts));
    into.add(new Family(PoolMetrics.DB_CLIENT_CONNECTION_MAX, maxima));
    into.add(new Family(PoolMetrics.DB_CLIENT_CONNECTION_IDLE_MIN, idleMinima));
    into.add(new Family(PoolMetrics.DB_CLIENT_CONNECTION_IDLE_MAX, idleMaxima));
    into.add(new Family(PoolMetrics.DB_CLIENT_CONNECTION_PENDING_REQUESTS, pending));
    into.add(new Family(PoolMetrics.DB_CLIENT_CONNECTION_TIMEOUTS_TOTAL, timeouts));
    into.add(new Family(PoolMetrics.DB_CLIENT_CONNECTION_CREATE_TIME_SECONDS, opens));
    into.add(new Family(PoolMetrics.DB_CLIENT_CONNECTION_WAIT_TIME_SECONDS, waits));
    into.add(new Family(PoolMetrics.DB_CLIENT_CONNECTION_USE_TIME_SECONDS, uses));
  }

  private static void add(List<Sample> samples, List<String> labels, long value) {
    if (value >= 0L) {
      samples.add(new Sample.Point(labels, value));
    }
  }
}
