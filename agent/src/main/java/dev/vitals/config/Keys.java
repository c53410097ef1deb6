package dev.vitals.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Every configuration key there is: the only place where one is written. */
final class Keys {
  private static final boolean STATIC = false;
  private static final boolean DYNAMIC = true;
  private static final ValueType<Boolean> FLAG = new ValueType.Flag();
  private static final ValueType<Double> RATIO = new ValueType.Ratio();
  private static final ValueType<Integer> COUNT = new ValueType.Whole(0, 1_000_000_000);
  private static final ValueType<Integer> SERIES = new ValueType.Whole(10, 1_000_000);
  private static final ValueType<List<Double>> BUCKETS = new ValueType.Buckets();
  private static final ValueType<String> FILE = new ValueType.Text("the path of a file");
  private static final ValueType<List<String>> NAMES =
      new ValueType.Texts("names with commas between them");

  static final Key<Boolean> ENABLED =
      new Key<>("enabled", FLAG, "true", STATIC, "Whether the agent does anything at all.");
  static final Key<Boolean> QUIET =
      new Key<>(
          "quiet", FLAG, "false", STATIC, "Print nothing, neither the start line nor warnings.");
  static final Key<String> CONFIG =
      new Key<>(
          "config",
          FILE,
          "",
          STATIC,
          "The YAML file with more settings; it cannot be named in the file itself.");
  static final Key<String> SERVICE_NAME =
      new Key<>(
          "service.name",
          new ValueType.Text("one line of text"),
          "",
          STATIC,
          "The name of the application in `target_info`; by default its main class or jar.");

  static final Key<String> HOST =
      new Key<>(
          "server.host",
          new ValueType.Host(),
          "127.0.0.1",
          STATIC,
          "The address the endpoint listens on; `0.0.0.0` opens it to the network. `host` for short"
              + " in agent arguments.");
  static final Key<Integer> PORT =
      new Key<>(
          "server.port",
          new ValueType.Whole(-1, 65535),
          "9464",
          STATIC,
          "The first port that is tried; 0 takes any free one, -1 switches the endpoint off. `port`"
              + " for short in agent arguments.");
  static final Key<Integer> PORT_RANGE_END =
      new Key<>(
          "server.port-range-end",
          new ValueType.Whole(0, 65535),
          "9483",
          STATIC,
          "The last port that is tried when those before are taken; below `server.port`, only that"
              + " one is tried.");
  static final Key<List<String>> ALLOWED_HOSTS =
      new Key<>(
          "server.allowed-hosts",
          NAMES,
          "",
          STATIC,
          "Host names requests may be addressed to, besides localhost, loopback addresses and"
              + " `server.host`.");
  static final Key<String> TOKEN_FILE =
      new Key<>(
          "server.token-file",
          FILE,
          "",
          STATIC,
          "A file that holds the bearer token requests must carry; the endpoint stays off when it"
              + " cannot be read.");

  static final Key<Boolean> INSTRUMENTATION_DEFAULT =
      new Key<>(
          "instrumentation.default-enabled",
          FLAG,
          "true",
          STATIC,
          "Whether an instrumentation is on that no key of its own switches.");
  static final Key<List<String>> EXCLUDE_CLASSES =
      new Key<>(
          "exclude-classes",
          NAMES,
          "",
          STATIC,
          "Classes that are never woven: full names, or prefixes that end in `*`.");
  static final Key<List<String>> EXCLUDE_CLASS_LOADERS =
      new Key<>(
          "exclude-class-loaders",
          NAMES,
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
          STATIC,
          "How far back a judgement looks, unless its rule says otherwise.");
  static final Key<Long> INTERVAL =
      new Key<>(
          "thresholds.interval",
          new ValueType.Time("1s", "10m"),
          "10s",
          STATIC,
          "How often the aggregator judges.");

  static final Key<String> LOG_FILE =
      new Key<>(
          "log.file",
          FILE,
          "",
          STATIC,
          "Where the agent's own log also goes; without it the log is only kept in memory for"
              + " `status`.");

  private static final Key<?>[] FIXED = {
    ENABLED,
    QUIET,
    CONFIG,
    SERVICE_NAME,
    HOST,
    PORT,
    PORT_RANGE_END,
    ALLOWED_HOSTS,
    TOKEN_FILE,
    INSTRUMENTATION_DEFAULT,
    EXCLUDE_CLASSES,
    EXCLUDE_CLASS_LOADERS,
    DB_SLOW_THRESHOLD,
    QUEUE_CAPACITY,
    SERIES_PER_METRIC,
    SERIES_IN_ALL,
    HTTP_BUCKETS,
    DB_BUCKETS,
    PROFILE,
    WINDOW,
    INTERVAL,
    LOG_FILE
  };

  private Keys() {}

  /** All keys in the order of the documentation, those of these instrumentations among them. */
  static List<Key<?>> all(Collection<String> instrumentations) {
    List<Key<?>> keys = new ArrayList<>();
    for (Key<?> key : FIXED) {
      keys.add(key);
      if (key == INSTRUMENTATION_DEFAULT) {
        for (String name : instrumentations) {
          keys.add(instrumentation(name));
        }
      }
      if (key == INTERVAL) {
        for (RuleKeys rule : RuleKeys.ALL) {
          rule.addTo(keys);
        }
      }
    }
    return keys;
  }

  static Key<Boolean> instrumentation(String name) {
    return new Key<>(
        "instrumentation.".concat(name).concat(".enabled"),
        FLAG,
        "",
        STATIC,
        "Switches one instrumentation on or off; by default `instrumentation.default-enabled`"
            + " decides.");
  }

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
      of("cache-miss-rate", "the share of a cache's reads that miss", false, "0.3", "0.5", "100"),
      of("heap-after-gc", "the heap in use after a collection", false, "0.9", "0.95", NOT_COUNTED),
      of("container-memory", "the memory the container uses", false, "0.9", "0.95", NOT_COUNTED),
      of("cpu", "the CPU of the process or of the host", false, "0.8", "0.9", NOT_COUNTED),
    };

    private static RuleKeys of(
        String rule, String what, boolean duration, String warning, String critical, String count) {
      String prefix = "thresholds.".concat(rule);
      ValueType<?> limit = duration ? new ValueType.Time("1ms", "1h") : RATIO;
      return new RuleKeys(
          rule,
          duration,
          new Key<>(
              prefix.concat(".warning"),
              limit,
              warning,
              DYNAMIC,
              "Warning when ".concat(what).concat(" is above it.")),
          new Key<>(
              prefix.concat(".critical"),
              limit,
              critical,
              DYNAMIC,
              "Critical when ".concat(what).concat(" is above it.")),
          new Key<>(
              prefix.concat(".minimum-count"),
              COUNT,
              count,
              DYNAMIC,
              count.equals(NOT_COUNTED)
                  ? "Has no effect: this is measured, there are no observations to count."
                  : "No judgement on fewer observations than this within the window."),
          new Key<>(
              prefix.concat(".hold"),
              new ValueType.Time("0s", "1h"),
              "30s",
              DYNAMIC,
              "How long the value has to stay above a limit before the alert fires, and below its"
                  .concat(" recovery before it ends.")),
          new Key<>(
              prefix.concat(".recovery"),
              RATIO,
              "0.9",
              DYNAMIC,
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
}
