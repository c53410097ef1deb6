package dev.vitals.exporter.prometheus;

import static dev.vitals.exporter.prometheus.Metrics.counter;
import static dev.vitals.exporter.prometheus.Metrics.gauge;
import static dev.vitals.exporter.prometheus.Metrics.histogram;

import dev.vitals.exporter.model.Metric;
import java.util.List;

/** How pools of threads stand, and what became of the tasks they were given. */
public final class ExecutorMetrics {
  private static final String NAME = "name";

  private ExecutorMetrics() {}

  public static final Metric EXECUTOR_ACTIVE_THREADS =
      gauge("executor_active_threads", "Threads of an executor that run a task.", NAME);

  public static final Metric EXECUTOR_POOL_SIZE_THREADS =
      gauge("executor_pool_size_threads", "Threads of an executor.", NAME);

  public static final Metric EXECUTOR_POOL_CORE_THREADS =
      gauge(
          "executor_pool_core_threads",
          "Threads an executor keeps while there is nothing to do.",
          NAME);

  public static final Metric EXECUTOR_POOL_MAX_THREADS =
      gauge(
          "executor_pool_max_threads",
          "Most threads an executor may have; absent where there is no limit. Of a fork-join pool its"
              + " parallelism, of a scheduled executor its core threads: it never has more.",
          NAME);

  public static final Metric EXECUTOR_QUEUED_TASKS =
      gauge(
          "executor_queued_tasks",
          "Tasks that wait for a thread; of a scheduled executor, also those whose time has not"
              + " come.",
          NAME);

  public static final Metric EXECUTOR_QUEUE_REMAINING_TASKS =
      gauge(
          "executor_queue_remaining_tasks",
          "Tasks the queue still has room for; absent where it has no limit.",
          NAME);

  public static final Metric EXECUTOR_COMPLETED_TASKS_TOTAL =
      counter(
          "executor_completed_tasks_total",
          "Tasks that ended, however they did; those of fork-join pools are not counted.",
          NAME);

  public static final Metric VITALS_EXECUTOR_REJECTED_TASKS_TOTAL =
      counter(
          "vitals_executor_rejected_tasks_total",
          "Tasks an executor had no room for, whatever its policy did with them.",
          NAME);

  public static final Metric VITALS_EXECUTOR_REFUSED_TASKS_TOTAL =
      counter(
          "vitals_executor_refused_tasks_total",
          "Those of the rejected tasks whose giver got an exception, while the executor was not shut"
              + " down.",
          NAME);

  public static final Metric VITALS_EXECUTOR_FAILED_TASKS_TOTAL =
      counter(
          "vitals_executor_failed_tasks_total",
          "Those of the completed tasks that ended with an exception, thrown or kept in their"
              + " future; absent where no run time is known.",
          NAME);

  public static final Metric EXECUTOR_SECONDS =
      histogram("executor_seconds", "Time an executor's tasks took to run.", NAME);

  public static final Metric EXECUTOR_IDLE_SECONDS =
      histogram(
          "executor_idle_seconds",
          "Time from giving a task to an executor, or from the time it was scheduled for, until it"
              + " began; of executors with more than a thousand tasks a second a sample.",
          NAME);

  public static final Metric VITALS_EXECUTOR_STEALS_TOTAL =
      counter(
          "vitals_executor_steals_total",
          "Tasks of a fork-join pool that a thread took from the queue of another.",
          NAME);

  static final List<Metric> ALL =
      List.of(
          EXECUTOR_ACTIVE_THREADS,
          EXECUTOR_POOL_SIZE_THREADS,
          EXECUTOR_POOL_CORE_THREADS,
          EXECUTOR_POOL_MAX_THREADS,
          EXECUTOR_QUEUED_TASKS,
          EXECUTOR_QUEUE_REMAINING_TASKS,
          EXECUTOR_COMPLETED_TASKS_TOTAL,
          VITALS_EXECUTOR_REJECTED_TASKS_TOTAL,
          VITALS_EXECUTOR_REFUSED_TASKS_TOTAL,
          VITALS_EXECUTOR_FAILED_TASKS_TOTAL,
          EXECUTOR_SECONDS,
          EXECUTOR_IDLE_SECONDS,
          VITALS_EXECUTOR_STEALS_TOTAL);
}
