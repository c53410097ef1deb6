package dev.vitals.config;

import java.util.List;

/** The five keys of one threshold. */
record RuleKeys(
    String rule,
    boolean duration,
    Key<?> warning,
    Key<?> critical,
    Key<Integer> minimumCount,
    Key<Long> hold,
    Key<Double> recovery) {

  /** The minimum of what is measured and not counted. */
  private static final String NOT_COUNTED = "1";

  static final RuleKeys[] ALL = {
    of("http-latency-p95", "the 95th percentile of a route's duration", true, "2s", "5s", "20"),
    of("http-error-rate", "the share of a route's requests that fail", false, "0.1", "0.2", "20"),
    of(
        "db-latency-p95",
        "the 95th percentile of a statement's duration",
        true,
        "500ms",
        "2s",
        "100"),
    of("cache-miss-rate", "the share of a cache's reads that miss", false, "0.3", "0.5", "100"),
    of(
        "pool-pending",
        "the number of threads that wait for a connection, per connection of their pool,",
        false,
        "0.2",
        "1",
        NOT_COUNTED),
    of(
        "executor-queued",
        "the number of tasks that wait for a thread of a server, per thread it may have,",
        false,
        "0.2",
        "1",
        NOT_COUNTED),
    of(
        "executor-refused",
        "the share of an executor's tasks that it refuses",
        false,
        "0.05",
        "0.2",
        "100"),
    of("heap-after-gc", "the heap in use after a collection", false, "0.9", "0.95", NOT_COUNTED),
    of("container-memory", "the memory the container uses", false, "0.9", "0.95", NOT_COUNTED),
    of("cpu", "the CPU of the process or of the host", false, "0.8", "0.9", NOT_COUNTED),
  };

  private static RuleKeys of(
      String rule, String what, boolean duration, String warning, String critical, String count) {
    String prefix = "thresholds.".concat(rule);
    ValueType<?> limit = duration ? new ValueType.Time("1ms", "1h") : Types.RATIO;
    return new RuleKeys(
        rule,
        duration,
        new Key<>(
            prefix.concat(".warning"),
            limit,
            warning,
            Keys.DYNAMIC,
            "Warning when ".concat(what).concat(" is above it.")),
        new Key<>(
            prefix.concat(".critical"),
            limit,
            critical,
            Keys.DYNAMIC,
            "Critical when ".concat(what).concat(" is above it.")),
        new Key<>(
            prefix.concat(".minimum-count"),
            Types.COUNT,
            count,
            Keys.DYNAMIC,
            count.equals(NOT_COUNTED)
                ? "Has no effect: this is measured, there are no observations to count."
                : "No judgement on fewer observations than this within the window."),
        new Key<>(
            prefix.concat(".hold"),
            new ValueType.Time("0s", "1h"),
            "30s",
            Keys.DYNAMIC,
            "How long the value has to stay above a limit before the alert fires, and below its"
                .concat(" recovery before it ends.")),
        new Key<>(
            prefix.concat(".recovery"),
            Types.RATIO,
            "0.9",
            Keys.DYNAMIC,
            "The alert ends when the value is below this share of the limit."));
  }

  void addTo(List<Key<?>> keys) {
    keys.add(warning);
    keys.add(critical);
    keys.add(minimumCount);
    keys.add(hold);
    keys.add(recovery);
  }
}
