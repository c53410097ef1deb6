package dev.vitals.rules;

import static dev.vitals.exporter.model.OperationWindow.Kind.CACHE_LOOKUP;
import static dev.vitals.exporter.model.OperationWindow.Kind.DB_CLIENT;
import static dev.vitals.exporter.model.OperationWindow.Kind.HTTP_SERVER;
import static dev.vitals.judge.Measure.CACHE_HIT_RATE;
import static dev.vitals.judge.Measure.CACHE_MISS_RATE;
import static dev.vitals.judge.Measure.CONTAINER_MEMORY;
import static dev.vitals.judge.Measure.CPU;
import static dev.vitals.judge.Measure.DB_LATENCY;
import static dev.vitals.judge.Measure.DISK;
import static dev.vitals.judge.Measure.EXECUTOR_FAILED;
import static dev.vitals.judge.Measure.EXECUTOR_QUEUED;
import static dev.vitals.judge.Measure.EXECUTOR_REFUSED;
import static dev.vitals.judge.Measure.EXECUTOR_RUN;
import static dev.vitals.judge.Measure.HEAP_AFTER_GC;
import static dev.vitals.judge.Measure.HTTP_ERROR_RATE;
import static dev.vitals.judge.Measure.HTTP_LATENCY;
import static dev.vitals.judge.Measure.HTTP_THROUGHPUT;
import static dev.vitals.judge.Measure.POOL_PENDING;
import static dev.vitals.judge.Measure.TIME_TO_FULL;

import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.judge.Comparison;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Sla;
import java.util.ArrayList;
import java.util.List;

/**
 * The sets of rules and promises that come with the agent; which one is in force says the key
 * {@code thresholds.profile}.
 */
public enum Profile {
  /** Careful: what nobody wants to miss, and nothing that an idle or starting JVM would raise. */
  DEFAULT("default", Rule.defaults()),

  /** Sees things early, on little traffic. */
  DEV(
      "dev",
      patient(
          0,
          5,
          Rule.rule("http-latency-p95", HTTP_LATENCY, 1, 2, 5),
          Rule.rule("http-error-rate", HTTP_ERROR_RATE, 0.05, 0.1, 5),
          Rule.rule("db-latency-p95", DB_LATENCY, 0.1, 0.5, 5),
          Rule.rule("cache-miss-rate", CACHE_MISS_RATE, 0.3, 0.5, 20),
          Rule.rule("pool-pending", POOL_PENDING, 0.1, 0.5, 1),
          Rule.rule("executor-queued", EXECUTOR_QUEUED, 0.1, 0.5, 1).about(Rule.SERVERS),
          Rule.rule("executor-refused", EXECUTOR_REFUSED, 0.01, 0.05, 20),
          Rule.rule("heap-after-gc", HEAP_AFTER_GC, 0.8, 0.9, 1),
          Rule.rule("container-memory", CONTAINER_MEMORY, 0.8, 0.9, 1),
          Rule.rule("cpu", CPU, 0.8, 0.95, 1))),

  /** Speaks when it lasts, on much traffic. */
  PROD(
      "prod",
      patient(
          60,
          100,
          Rule.rule("http-latency-p95", HTTP_LATENCY, 1, 2, 100),
          Rule.rule("http-error-rate", HTTP_ERROR_RATE, 0.05, 0.1, 100),
          Rule.rule("db-latency-p95", DB_LATENCY, 0.5, 2, 100),
          Rule.rule("cache-miss-rate", CACHE_MISS_RATE, 0.3, 0.5, 200),
          Rule.rule("pool-pending", POOL_PENDING, 0.2, 1, 1),
          Rule.rule("executor-queued", EXECUTOR_QUEUED, 0.2, 1, 1).about(Rule.SERVERS),
          Rule.rule("executor-refused", EXECUTOR_REFUSED, 0.05, 0.2, 200),
          Rule.rule("heap-after-gc", HEAP_AFTER_GC, 0.9, 0.95, 1),
          Rule.rule("container-memory", CONTAINER_MEMORY, 0.9, 0.95, 1),
          Rule.rule("cpu", CPU, 0.8, 0.9, 1),
          Rule.rule("disk", DISK, 0.85, 0.95, 1),
          timeToFull())),

  /** Guide 000: one limit each. */
  S0(
      "s0",
      List.of(
          Rule.rule("http-latency-p95", HTTP_LATENCY, 2, off(HTTP_LATENCY), 20),
          Rule.rule("http-error-rate", HTTP_ERROR_RATE, 0.1, off(HTTP_ERROR_RATE), 20),
          Rule.rule("cache-miss-rate", CACHE_MISS_RATE, 0.3, off(CACHE_MISS_RATE), 100),
          Rule.rule("heap-after-gc", HEAP_AFTER_GC, 0.9, off(HEAP_AFTER_GC), 1),
          Rule.rule("container-memory", CONTAINER_MEMORY, 0.9, off(CONTAINER_MEMORY), 1),
          Rule.rule("cpu", CPU, 0.8, off(CPU), 1))),

  /** Guide 001: requests within 300 ms, statements within 100 ms. */
  S1(
      "s1",
      List.of(
          Rule.rule("http-latency-p95", HTTP_LATENCY, 0.3, off(HTTP_LATENCY), 20),
          Rule.rule("db-latency-p95", DB_LATENCY, 0.1, off(DB_LATENCY), 20),
          Rule.rule("cache-hit-rate", CACHE_HIT_RATE, 0.75, off(CACHE_HIT_RATE), 100),
          Rule.rule("heap-after-gc", HEAP_AFTER_GC, 0.8, off(HEAP_AFTER_GC), 1),
          Rule.rule("container-memory", CONTAINER_MEMORY, 0.8, off(CONTAINER_MEMORY), 1)),
      promise("api", HTTP_SERVER, 0.3, Double.NaN, Double.NaN)),

  /** Guide 002, with its promises. */
  S2(
      "s2",
      List.of(
          Rule.rule("http-latency-p95", HTTP_LATENCY, 1, 2, 20),
          Rule.rule("http-error-rate", HTTP_ERROR_RATE, 0.05, off(HTTP_ERROR_RATE), 20),
          Rule.rule("db-latency-p95", DB_LATENCY, 0.5, off(DB_LATENCY), 20),
          Rule.rule("cache-hit-rate", CACHE_HIT_RATE, 0.7, off(CACHE_HIT_RATE), 100),
          Rule.rule("executor-run-p95", EXECUTOR_RUN, 10, off(EXECUTOR_RUN), 20),
          Rule.rule("executor-failed", EXECUTOR_FAILED, 0.05, off(EXECUTOR_FAILED), 20)),
      promise("api", HTTP_SERVER, 0.5, 2, Double.NaN),
      promise("jobs", OperationWindow.Kind.EXECUTOR_RUN, 5, 10, Double.NaN),
      promise("database", DB_CLIENT, 0.1, 0.5, Double.NaN),
      promise("caches", CACHE_LOOKUP, Double.NaN, Double.NaN, 0.8)),

  /** Guide 003; its targets are the promise. */
  S3(
      "s3",
      List.of(
          Rule.rule("http-latency-p95", HTTP_LATENCY, 0.5, 1, 20),
          Rule.rule("http-throughput", HTTP_THROUGHPUT, 500, 100, 1_000),
          Rule.rule("http-error-rate", HTTP_ERROR_RATE, 0.02, 0.05, 20),
          Rule.rule("cache-hit-rate", CACHE_HIT_RATE, 0.7, 0.5, 100),
          Rule.rule("heap-after-gc", HEAP_AFTER_GC, 0.9, 0.95, 1),
          Rule.rule("container-memory", CONTAINER_MEMORY, 0.9, 0.95, 1),
          Rule.rule("cpu", CPU, 0.8, 0.9, 1)),
      promise("api", HTTP_SERVER, 0.1, Double.NaN, 0.99)),

  /** Guide 004. */
  S4(
      "s4",
      List.of(
          Rule.rule("http-latency-p95", HTTP_LATENCY, 1, 5, 20),
          Rule.rule("http-error-rate", HTTP_ERROR_RATE, 0.05, 0.1, 20),
          Rule.rule("db-latency-p95", DB_LATENCY, 0.5, 2, 20),
          Rule.rule("cache-hit-rate", CACHE_HIT_RATE, 0.7, 0.5, 100),
          Rule.rule("heap-after-gc", HEAP_AFTER_GC, 0.8, 0.95, 1),
          Rule.rule("container-memory", CONTAINER_MEMORY, 0.8, 0.95, 1),
          Rule.rule("cpu", CPU, 0.7, 0.9, 1),
          Rule.rule("disk", DISK, 0.85, 0.95, 1)));

  private final String key;
  private final List<Rule> rules;
  private final List<Sla> slas;

  Profile(String key, List<Rule> rules, Sla... slas) {
    this.key = key;
    this.rules = rules;
    this.slas = List.of(slas);
  }

  /** As configurations write it. */
  public String key() {
    return key;
  }

  public List<Rule> rules() {
    return rules;
  }

  public List<Sla> slas() {
    return slas;
  }

  /** The profile of that name, or null. */
  public static Profile of(String key) {
    for (Profile profile : values()) {
      if (profile.key.equals(key)) {
        return profile;
      }
    }
    return null;
  }

  /** With what a promise has that says no more. */
  private static Sla promise(
      String name,
      OperationWindow.Kind kind,
      double p95Seconds,
      double p99Seconds,
      double availability) {
    return new Sla(
        name,
        kind,
        Sla.usualScope(kind),
        p95Seconds,
        p99Seconds,
        availability,
        Sla.WINDOW_MILLIS,
        Sla.LATENCY_MILLIS,
        Sla.WARNING_RATIO,
        Sla.MINIMUM_COUNT);
  }

  /** A day and four hours; not of pools, which fill and empty with the load. */
  private static Rule timeToFull() {
    return Rule.rule("time-to-full", TIME_TO_FULL, 86_400, 14_400, 1)
        .about(new ScopePattern("heap|metaspace|class-space|file-descriptors|container|disk"))
        .with(86_400, 14_400, 1, 600, 0.9);
  }

  /** A limit that nothing passes. */
  private static double off(Measure measure) {
    return measure.comparison() == Comparison.ABOVE ? Double.POSITIVE_INFINITY : 0;
  }

  /**
   * The same rules with another hold, but for one that has its own, and for what is counted another
   * minimum.
   */
  private static List<Rule> patient(double holdSeconds, long minimumCount, Rule... rules) {
    List<Rule> patient = new ArrayList<>();
    for (Rule rule : rules) {
      patient.add(
          rule.with(
              rule.levels().medium(),
              rule.levels().critical(),
              rule.measure().isCounted() ? Math.max(minimumCount, rule.minimumCount()) : 1,
              rule.holdSeconds() == Rule.HOLD_SECONDS ? holdSeconds : rule.holdSeconds(),
              0.9));
    }
    return List.copyOf(patient);
  }
}
