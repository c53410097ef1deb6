package dev.vitals.exporter.model;

/** The Prometheus type of a metric. */
public enum MetricType {
  COUNTER,
  GAUGE,
  HISTOGRAM,
  INFO,
  STATE_SET
}
