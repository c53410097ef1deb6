package dev.vitals.exporter.prometheus;

import static dev.vitals.exporter.prometheus.Metrics.counter;
import static dev.vitals.exporter.prometheus.Metrics.gauge;
import static dev.vitals.exporter.prometheus.Metrics.histogram;
import static dev.vitals.exporter.prometheus.Metrics.info;
import static dev.vitals.exporter.prometheus.Metrics.stateSet;

import dev.vitals.exporter.model.Metric;
import java.util.List;

/** What Vitals says about itself. */
public final class AgentMetrics {
  private AgentMetrics() {}

  public static final Metric TARGET_INFO =
      info(
          "target_info",
          "The application Vitals is attached to.",
          "service_name",
          "service_namespace",
          "service_instance_id",
          "service_version",
          "host_name",
          "process_pid",
          "process_runtime_name",
          "process_runtime_version",
          "telemetry_distro_name",
          "telemetry_distro_version");

  public static final Metric VITALS_BUILD_INFO =
      info("vitals_build_info", "The version of Vitals that runs.", "version", "revision");

  public static final Metric VITALS_ATTACH_INFO =
      info(
          "vitals_attach_info",
          "The door Vitals came through: premain (-javaagent) or agentmain (attach).",
          "mode");

  public static final Metric VITALS_STATE = stateSet("vitals_state", "What Vitals is doing.");

  public static final Metric VITALS_START_TIME_SECONDS =
      gauge("vitals_start_time_seconds", "Start of Vitals, since the Unix epoch.");

  public static final Metric VITALS_EVENTS_PRODUCED_TOTAL =
      counter(
          "vitals_events_produced_total",
          "Events woven code reported; equals accepted plus dropped.",
          "type");

  public static final Metric VITALS_EVENTS_ACCEPTED_TOTAL =
      counter(
          "vitals_events_accepted_total",
          "Events the queue took and gave on; those still in vitals_queue_size come on top.",
          "type");

  public static final Metric VITALS_EVENTS_DROPPED_TOTAL =
      counter(
          "vitals_events_dropped_total",
          "Events given up so that the application never waits, by reason.",
          "type",
          "reason");

  public static final Metric VITALS_EVENTS_AGGREGATED_TOTAL =
      counter("vitals_events_aggregated_total", "Events that reached their series.", "type");

  public static final Metric VITALS_OBJECTS_REFUSED_TOTAL =
      counter(
          "vitals_objects_refused_total",
          "Uses of an object of the application when as many of its type were remembered as may be:"
              + " a cache's are not counted, the others are without what the object would tell.",
          "type");

  public static final Metric VITALS_QUEUE_SIZE =
      gauge("vitals_queue_size", "Events that wait in a queue.", "queue");

  public static final Metric VITALS_QUEUE_CAPACITY =
      gauge("vitals_queue_capacity", "Events a queue can hold.", "queue");

  public static final Metric VITALS_DRAIN_LAG_SECONDS =
      gauge("vitals_drain_lag_seconds", "Age of the oldest event that waits in a queue.", "queue");

  public static final Metric VITALS_CLASSES_TRANSFORMED_TOTAL =
      counter(
          "vitals_classes_transformed_total",
          "Classes woven, by instrumentation.",
          "instrumentation");

  public static final Metric VITALS_INSTRUMENTATION_ENABLED =
      gauge(
          "vitals_instrumentation_enabled",
          "1 where an instrumentation is switched on.",
          "instrumentation");

  public static final Metric VITALS_INSTRUMENTATION_ERRORS_TOTAL =
      counter(
          "vitals_instrumentation_errors_total",
          "Failures of an instrumentation by phase; the application never sees them.",
          "instrumentation",
          "phase");

  public static final Metric VITALS_TRANSFORM_SECONDS_TOTAL =
      counter("vitals_transform_seconds_total", "Time spent weaving classes.");

  public static final Metric VITALS_CPU_SECONDS_TOTAL =
      counter("vitals_cpu_seconds_total", "CPU time of the threads of Vitals.", "component");

  public static final Metric VITALS_ALLOCATED_BYTES_TOTAL =
      counter(
          "vitals_allocated_bytes_total", "Bytes the threads of Vitals allocated.", "component");

  public static final Metric VITALS_THREADS =
      gauge("vitals_threads", "Threads of Vitals alive, those of its HTTP server included.");

  public static final Metric VITALS_SERIES_OVERFLOW_TOTAL =
      counter(
          "vitals_series_overflow_total",
          "Observations that went to the overflow series because the metric's own share and the"
              + " common part of the series budget were used up; a cache counts once.",
          "metric");

  public static final Metric VITALS_HISTORY_BYTES =
      gauge("vitals_history_bytes", "What the past takes, in memory and on disk.", "store");

  public static final Metric VITALS_HISTORY_INTERVALS_TOTAL =
      counter(
          "vitals_history_intervals_total",
          "Intervals for the directory of history: written, dropped because the disk was too slow,"
              + " or failed; absent without a directory.",
          "result");

  public static final Metric VITALS_HISTORY_SET_ASIDE_TOTAL =
      counter(
          "vitals_history_set_aside_total",
          "Files of history that were damaged or foreign and got another name; absent without a"
              + " directory.");

  public static final Metric VITALS_HISTORY_LEFT_OUT_TOTAL =
      counter(
          "vitals_history_left_out_total",
          "Values that history did not keep because there were too many of them.");

  public static final Metric VITALS_EXPOSED_SERIES =
      gauge("vitals_exposed_series", "Lines with a value in this exposition.");

  public static final Metric VITALS_ENDPOINT_EXPOSED_UNAUTHENTICATED =
      gauge(
          "vitals_endpoint_exposed_unauthenticated",
          "1 where the endpoint listens beyond this machine and takes no credentials for reading.");

  public static final Metric VITALS_SCRAPES_TOTAL =
      counter("vitals_scrapes_total", "Scrapes answered before this one.", "format", "code");

  public static final Metric VITALS_SCRAPE_DURATION_SECONDS =
      histogram(
          "vitals_scrape_duration_seconds", "Time to answer a scrape, the wait for it included.");

  public static final Metric VITALS_SCRAPE_SIZE_BYTES =
      gauge("vitals_scrape_size_bytes", "Body of the scrape before this one, as it was sent.");

  static final List<Metric> ALL =
      List.of(
          TARGET_INFO,
          VITALS_BUILD_INFO,
          VITALS_ATTACH_INFO,
          VITALS_STATE,
          VITALS_START_TIME_SECONDS,
          VITALS_EVENTS_PRODUCED_TOTAL,
          VITALS_EVENTS_ACCEPTED_TOTAL,
          VITALS_EVENTS_DROPPED_TOTAL,
          VITALS_EVENTS_AGGREGATED_TOTAL,
          VITALS_OBJECTS_REFUSED_TOTAL,
          VITALS_QUEUE_SIZE,
          VITALS_QUEUE_CAPACITY,
          VITALS_DRAIN_LAG_SECONDS,
          VITALS_CLASSES_TRANSFORMED_TOTAL,
          VITALS_INSTRUMENTATION_ENABLED,
          VITALS_INSTRUMENTATION_ERRORS_TOTAL,
          VITALS_TRANSFORM_SECONDS_TOTAL,
          VITALS_CPU_SECONDS_TOTAL,
          VITALS_ALLOCATED_BYTES_TOTAL,
          VITALS_THREADS,
          VITALS_SERIES_OVERFLOW_TOTAL,
          VITALS_HISTORY_BYTES,
          VITALS_HISTORY_INTERVALS_TOTAL,
          VITALS_HISTORY_SET_ASIDE_TOTAL,
          VITALS_HISTORY_LEFT_OUT_TOTAL,
          VITALS_EXPOSED_SERIES,
          VITALS_ENDPOINT_EXPOSED_UNAUTHENTICATED,
          VITALS_SCRAPES_TOTAL,
          VITALS_SCRAPE_DURATION_SECONDS,
          VITALS_SCRAPE_SIZE_BYTES);
}
