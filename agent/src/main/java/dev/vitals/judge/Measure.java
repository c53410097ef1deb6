package dev.vitals.judge;

import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.exporter.prometheus.ExecutorMetrics;
import dev.vitals.exporter.prometheus.HostMetrics;
import dev.vitals.exporter.prometheus.JvmMetrics;
import dev.vitals.exporter.prometheus.PoolMetrics;

/** What a rule looks at: one number per scope. */
public enum Measure {
  HTTP_LATENCY("http.latency", "latency", Unit.SECONDS),
  HTTP_ERROR_RATE("http.error-rate", "error rate", Unit.RATIO),
  HTTP_THROUGHPUT("http.throughput", "throughput", Unit.PER_SECOND),
  DB_LATENCY("db.latency", "database latency", Unit.SECONDS),
  DB_ERROR_RATE("db.error-rate", "database error rate", Unit.RATIO),
  DB_THROUGHPUT("db.throughput", "database throughput", Unit.PER_SECOND),
  CACHE_HIT_RATE("cache.hit-rate", "hit rate", Unit.RATIO),
  CACHE_MISS_RATE("cache.miss-rate", "miss rate", Unit.RATIO),
  POOL_UTILISATION("pool.utilisation", "use of the connections", Unit.RATIO),
  POOL_PENDING("pool.pending", "queue per connection", Unit.RATIO),
  POOL_WAIT("pool.wait", "wait for a connection", Unit.SECONDS),
  EXECUTOR_UTILISATION("executor.utilisation", "use of the threads", Unit.RATIO),
  EXECUTOR_QUEUED("executor.queued", "queue per thread", Unit.RATIO),
  EXECUTOR_WAIT("executor.wait", "wait for a thread", Unit.SECONDS),
  EXECUTOR_REFUSED("executor.refused", "share of tasks refused", Unit.RATIO),
  EXECUTOR_RUN("executor.run", "run time of tasks", Unit.SECONDS),
  EXECUTOR_FAILED("executor.failed", "share of tasks that failed", Unit.RATIO),
  HEAP_AFTER_GC("memory.heap-after-gc", "heap after collection", Unit.RATIO),
  CONTAINER_MEMORY("memory.container", "container memory", Unit.RATIO),
  CPU("cpu", "CPU", Unit.RATIO),
  DISK("disk", "disk", Unit.RATIO),
  TIME_TO_FULL("resource.time-to-full", "time left", Unit.SECONDS);

  private final String key;
  private final String phrase;
  private final Unit unit;

  Measure(String key, String phrase, Unit unit) {
    this.key = key;
    this.phrase = phrase;
    this.unit = unit;
  }

  /** As configurations write it. */
  public String key() {
    return key;
  }

  /** What a person calls it, for the middle of a sentence. */
  public String phrase() {
    return phrase;
  }

  /** The unit of the limits of a rule. */
  public Unit unit() {
    return unit;
  }

  /** Whether it is one of many durations, so that a statistic has to be chosen. */
  public boolean isLatency() {
    return switch (this) {
      case HTTP_LATENCY, DB_LATENCY, POOL_WAIT, EXECUTOR_WAIT, EXECUTOR_RUN -> true;
      default -> false;
    };
  }

  /** Whether everything of its kind together has a value too, beside each. */
  public boolean hasWhole() {
    return switch (this) {
      case CACHE_HIT_RATE,
          CACHE_MISS_RATE,
          POOL_UTILISATION,
          POOL_PENDING,
          POOL_WAIT,
          EXECUTOR_UTILISATION,
          EXECUTOR_QUEUED,
          EXECUTOR_WAIT,
          EXECUTOR_REFUSED,
          EXECUTOR_RUN,
          EXECUTOR_FAILED,
          TIME_TO_FULL ->
          false;
      default -> true;
    };
  }

  /** Whether it is made of things that can be counted, so that too few of them say nothing. */
  public boolean isCounted() {
    return switch (this) {
      case POOL_UTILISATION, POOL_PENDING, EXECUTOR_UTILISATION, EXECUTOR_QUEUED -> false;
      case HEAP_AFTER_GC, CONTAINER_MEMORY, CPU, DISK, TIME_TO_FULL -> false;
      default -> true;
    };
  }

  /** The side of a limit that is bad unless a rule says otherwise. */
  public Comparison comparison() {
    return switch (this) {
      case HTTP_THROUGHPUT, DB_THROUGHPUT, CACHE_HIT_RATE, TIME_TO_FULL -> Comparison.BELOW;
      default -> Comparison.ABOVE;
    };
  }

  /** The units limits come in; each has a metric of its own. */
  public enum Unit {
    SECONDS,
    RATIO,
    PER_SECOND
  }

  /** The exported metric that shows the same thing. */
  Metric metric(String scope) {
    return switch (this) {
      case HTTP_LATENCY, HTTP_ERROR_RATE, HTTP_THROUGHPUT ->
          ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS;
      case DB_LATENCY, DB_ERROR_RATE, DB_THROUGHPUT ->
          ApplicationMetrics.DB_CLIENT_OPERATION_DURATION_SECONDS;
      case CACHE_HIT_RATE, CACHE_MISS_RATE -> ApplicationMetrics.CACHE_GETS_TOTAL;
      case POOL_UTILISATION -> PoolMetrics.DB_CLIENT_CONNECTION_COUNT;
      case POOL_PENDING -> PoolMetrics.DB_CLIENT_CONNECTION_PENDING_REQUESTS;
      case POOL_WAIT -> PoolMetrics.DB_CLIENT_CONNECTION_WAIT_TIME_SECONDS;
      case EXECUTOR_UTILISATION -> ExecutorMetrics.EXECUTOR_ACTIVE_THREADS;
      case EXECUTOR_QUEUED -> ExecutorMetrics.EXECUTOR_QUEUED_TASKS;
      case EXECUTOR_WAIT -> ExecutorMetrics.EXECUTOR_IDLE_SECONDS;
      case EXECUTOR_REFUSED -> ExecutorMetrics.VITALS_EXECUTOR_REFUSED_TASKS_TOTAL;
      case EXECUTOR_RUN -> ExecutorMetrics.EXECUTOR_SECONDS;
      case EXECUTOR_FAILED -> ExecutorMetrics.VITALS_EXECUTOR_FAILED_TASKS_TOTAL;
      case HEAP_AFTER_GC -> JvmMetrics.JVM_MEMORY_USED_AFTER_LAST_GC_BYTES;
      case CONTAINER_MEMORY -> HostMetrics.VITALS_CONTAINER_MEMORY_USED_BYTES;
      case CPU ->
          scope.equals(Observations.HOST)
              ? HostMetrics.SYSTEM_CPU_UTILIZATION_RATIO
              : JvmMetrics.JVM_CPU_RECENT_UTILIZATION_RATIO;
      case DISK -> HostMetrics.SYSTEM_FILESYSTEM_UTILIZATION_RATIO;
      case TIME_TO_FULL -> filling(scope);
    };
  }

  private static Metric filling(String resource) {
    return switch (resource) {
      case Evidence.Filling.METASPACE, Evidence.Filling.CLASS_SPACE ->
          JvmMetrics.JVM_MEMORY_USED_BYTES;
      case Evidence.Filling.FILES -> HostMetrics.PROCESS_OPEN_FDS;
      case Evidence.Filling.CONTAINER -> HostMetrics.VITALS_CONTAINER_MEMORY_USED_BYTES;
      case Evidence.Filling.DISK -> HostMetrics.SYSTEM_FILESYSTEM_UTILIZATION_RATIO;
      case Evidence.Filling.HEAP -> JvmMetrics.JVM_MEMORY_USED_AFTER_LAST_GC_BYTES;
      default -> PoolMetrics.DB_CLIENT_CONNECTION_COUNT;
    };
  }
}
