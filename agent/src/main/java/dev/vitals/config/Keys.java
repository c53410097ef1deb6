package dev.vitals.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Every configuration key there is, together with those of {@link ServerKeys} and {@link RuleKeys}:
 * the only place where one is written.
 */
final class Keys {
  static final boolean STATIC = false;
  static final boolean DYNAMIC = true;
  private static final ValueType<Integer> SERIES = new ValueType.Whole(10, 1_000_000);
  private static final ValueType<List<Double>> BUCKETS = new ValueType.Buckets();

  static final Key<Boolean> ENABLED =
      new Key<>("enabled", Types.FLAG, "true", STATIC, "Whether the agent does anything at all.");
  static final Key<Boolean> QUIET =
      new Key<>(
          "quiet",
          Types.FLAG,
          "false",
          STATIC,
          "Print nothing, neither the start line nor warnings.");
  static final Key<String> CONFIG =
      new Key<>(
          "config",
          Types.FILE,
          "",
          STATIC,
          "The YAML file with more settings; it cannot be named in the file itself.");
  static final Key<Boolean> WATCH =
      new Key<>(
          "config.watch",
          Types.FLAG,
          "true",
          DYNAMIC,
          "Whether the file is read again when it has changed.");
  static final Key<String> SERVICE_NAME =
      new Key<>(
          "service.name",
          Types.TEXT,
          "",
          STATIC,
          "The name of the application in `target_info`; by default its main class or jar.");
  static final Key<String> INSTANCE_ID =
      new Key<>(
          "service.instance-id",
          Types.TEXT,
          "",
          STATIC,
          "What tells this instance from the others of its service, the same at every start; by"
              + " default host and port.");

  static final Key<Boolean> INSTRUMENTATION_DEFAULT =
      new Key<>(
          "instrumentation.default-enabled",
          Types.FLAG,
          "true",
          STATIC,
          "Whether an instrumentation is on that no key of its own switches.");
  static final Key<List<String>> EXCLUDE_CLASSES =
      new Key<>(
          "exclude-classes",
          Types.NAMES,
          "",
          STATIC,
          "Classes that are never woven: full names, or prefixes that end in `*`.");
  static final Key<List<String>> EXCLUDE_CLASS_LOADERS =
      new Key<>(
          "exclude-class-loaders",
          Types.NAMES,
          "",
          STATIC,
          "Class names of class loaders whose classes are never woven, or prefixes that end in"
              + " `*`.");

  static final Key<Long> DB_SLOW_THRESHOLD =
      new Key<>(
          "db.slow-threshold",
          new ValueType.Time("0s", "1h"),
          "100ms",
          DYNAMIC,
          "A database operation that takes longer counts as slow.");
  static final Key<Integer> QUEUE_CAPACITY =
      new Key<>(
          "queue.capacity",
          new ValueType.Whole(1024, 4_194_304),
          "32768",
          STATIC,
          "How many events wait for the aggregator at most, in events; when it is full they are"
              + " dropped and counted.");
  static final Key<String> NAMING =
      new Key<>(
          "metrics.naming",
          new ValueType.Choice("otel", "micrometer", "prometheus"),
          "otel",
          STATIC,
          "Whose names the metrics of JVM, HTTP and pools have, so that dashboards made for those"
              + " names work.");
  static final Key<Integer> SERIES_PER_METRIC =
      new Key<>(
          "metrics.limits.series-per-metric",
          SERIES,
          "2000",
          STATIC,
          "Label sets of one metric; what is beyond goes to its overflow series.");
  static final Key<Integer> SERIES_IN_ALL =
      new Key<>(
          "metrics.limits.series",
          SERIES,
          "10000",
          STATIC,
          "Lines of all metrics together: one half is shared out evenly to requests, database and"
              + " caches, the other half is for whoever comes first; what is beyond goes to overflow"
              + " series.");
  static final Key<List<Double>> HTTP_BUCKETS =
      new Key<>(
          "metrics.buckets.http",
          BUCKETS,
          "0.005,0.01,0.025,0.05,0.075,0.1,0.25,0.3,0.5,0.75,1,2,2.5,5,7.5,10",
          STATIC,
          "Upper limits of the buckets of HTTP durations, in seconds.");
  static final Key<List<Double>> DB_BUCKETS =
      new Key<>(
          "metrics.buckets.db",
          BUCKETS,
          "0.001,0.005,0.01,0.05,0.1,0.2,0.5,1,2,5,10",
          STATIC,
          "Upper limits of the buckets of database durations, in seconds.");

  static final Key<String> PROFILE =
      new Key<>(
          "thresholds.profile",
          new ValueType.Choice("default", "dev", "prod", "s0", "s1", "s2", "s3", "s4"),
          "default",
          DYNAMIC,
          "The rules to begin with: careful ones, those for a developer's machine or for production,"
              + " or the numbers of one of the five guides.");
  static final Key<Long> WINDOW =
      new Key<>(
          "thresholds.window",
          new ValueType.Time("1s", "1h"),
          "60s",
          DYNAMIC,
          "How far back a judgement looks, unless its rule says otherwise.");
  static final Key<Long> INTERVAL =
      new Key<>(
          "thresholds.interval",
          new ValueType.Time("1s", "10m"),
          "10s",
          STATIC,
          "How often the aggregator judges.");
  static final Key<Boolean> BASELINE =
      new Key<>(
          "thresholds.baseline",
          Types.FLAG,
          "false",
          DYNAMIC,
          "Whether limits follow what is usual ([judgement.md](judgement.md)); `baseline` in a rule"
              + " says otherwise for that rule.");
  static final Key<String> ALERT_THRESHOLDS =
      new Key<>(
          "alert-thresholds",
          new ValueType.Json("limits as JSON, such as {\"cpu_usage\": 80}"),
          "",
          DYNAMIC,
          "Limits on top of the profile as the guides write them, in one text"
              + " ([rules.md](rules.md)).");
  static final Key<Long> ESCALATE_AFTER =
      new Key<>(
          "alerts.escalate-after",
          new ValueType.Time("1s", "7d"),
          "15m",
          DYNAMIC,
          "A critical alert that nobody has acknowledged for so long is told once more, as"
              + " escalated.");
  static final Key<String> RUNBOOK_URL =
      new Key<>(
          "rules.runbook-url",
          new ValueType.Text("the address of a page"),
          "",
          DYNAMIC,
          "The page that says what to do about an alert, to which the rules for Prometheus and"
              + " messages about alerts point. In the file it stands in one line, with its dot.");

  static final Key<String> HISTORY_DIRECTORY =
      new Key<>(
          "history.directory",
          Types.DIRECTORY,
          "",
          STATIC,
          "Where the past is kept over restarts ([history.md](history.md)); without it, it is an"
              + " hour in memory.");
  static final Key<Long> HISTORY_MEMORY =
      new Key<>(
          "history.memory-limit",
          new ValueType.Bytes("1MB", "1GB"),
          "8MB",
          STATIC,
          "What the past in memory may take.");
  static final Key<Long> HISTORY_DISK =
      new Key<>(
          "history.disk-limit",
          new ValueType.Bytes("10MB", "1TB"),
          "200MB",
          STATIC,
          "What the files of one JVM in `history.directory` may take.");

  static final Key<String> LOG_FILE =
      new Key<>(
          "log.file",
          Types.FILE,
          "",
          STATIC,
          "Where the agent's own log also goes; without it the log is only kept in memory for"
              + " `status`.");

  private Keys() {}

  /** All keys in the order of the documentation, those of these instrumentations among them. */
  static List<Key<?>> all(Collection<String> instrumentations) {
    List<Key<?>> keys = new ArrayList<>();
    add(keys, ENABLED, QUIET, CONFIG, WATCH, SERVICE_NAME, INSTANCE_ID);
    ServerKeys.addTo(keys);
    add(keys, INSTRUMENTATION_DEFAULT);
    for (String name : instrumentations) {
      keys.add(instrumentation(name));
    }
    add(keys, EXCLUDE_CLASSES, EXCLUDE_CLASS_LOADERS, DB_SLOW_THRESHOLD, QUEUE_CAPACITY);
    add(keys, NAMING, SERIES_PER_METRIC, SERIES_IN_ALL, HTTP_BUCKETS, DB_BUCKETS);
    add(keys, PROFILE, WINDOW, INTERVAL, BASELINE);
    for (RuleKeys rule : RuleKeys.ALL) {
      rule.addTo(keys);
    }
    add(keys, ALERT_THRESHOLDS, ESCALATE_AFTER, RUNBOOK_URL);
    add(keys, HISTORY_DIRECTORY, HISTORY_MEMORY, HISTORY_DISK, LOG_FILE);
    return keys;
  }

  static Key<Boolean> instrumentation(String name) {
    return new Key<>(
        "instrumentation.".concat(name).concat(".enabled"),
        Types.FLAG,
        "",
        STATIC,
        "Switches one instrumentation on or off; by default `instrumentation.default-enabled`"
            + " decides.");
  }

  private static void add(List<Key<?>> keys, Key<?>... more) {
    for (Key<?> key : more) {
      keys.add(key);
    }
  }
}
