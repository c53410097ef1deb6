package dev.vitals.config;

import dev.vitals.config.Keys.RuleKeys;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What the agent is told to do: agent arguments before {@code -Dvitals.*} before {@code VITALS_*}
 * before the YAML file before defaults.
 *
 * <p><i>Errors:</i> never throws and never fails the host: a bad value keeps its default, and every
 * mistake is one warning.
 *
 * @param serviceName empty where the main class or jar shall give the name
 * @param logFile empty where there is none
 * @param document the YAML file, for what is no single value: rules, receivers and the like
 */
public record Settings(
    boolean enabled,
    boolean quiet,
    String serviceName,
    Server server,
    Weaving weaving,
    Metrics metrics,
    int queueCapacity,
    long dbSlowThresholdNanos,
    Thresholds thresholds,
    String logFile,
    YamlNode document,
    Map<String, String> staticTexts) {

  /**
   * The endpoint.
   *
   * @param port the first one to try; 0 any free one, -1 no endpoint
   * @param portRangeEnd the last one to try, never below {@code port}
   * @param allowedHosts names requests may be addressed to besides the obvious ones
   * @param token what requests must carry; empty where none is asked for
   */
  public record Server(
      String host, int port, int portRangeEnd, List<String> allowedHosts, String token) {

    /** Without the token. */
    @Override
    public String toString() {
      return "Server[" + host + ":" + port + "-" + portRangeEnd + "]";
    }
  }

  /**
   * What is woven.
   *
   * @param instrumentations every known instrumentation, and whether it is on
   * @param excludedClasses names, or prefixes that end in {@code *}
   * @param excludedClassLoaders names of their classes, or prefixes that end in {@code *}
   */
  public record Weaving(
      Map<String, Boolean> instrumentations,
      List<String> excludedClasses,
      List<String> excludedClassLoaders) {

    /** Whether an instrumentation is on; one that {@code load} was not told of is. */
    public boolean isEnabled(String instrumentation) {
      return instrumentations.getOrDefault(instrumentation, Boolean.TRUE);
    }
  }

  /** Series limits, and the upper limits of buckets in seconds, rising. */
  public record Metrics(
      int seriesPerMetric, int series, List<Double> httpBuckets, List<Double> dbBuckets) {}

  /**
   * How and against what the aggregator judges.
   *
   * @param profile the rules to begin with
   * @param limits what keys of their own say about some of them, by the name of the rule
   */
  public record Thresholds(
      long windowMillis, long intervalMillis, String profile, Map<String, Limits> limits) {}

  /**
   * What is said about one rule; what is not given stays as the profile has it.
   *
   * @param warning in seconds for a latency, else a ratio; NaN where it is not given
   * @param critical in the unit of {@code warning}; NaN where it is not given
   * @param minimumCount -1 where it is not given
   * @param holdMillis -1 where it is not given
   * @param recovery the share of a limit below which an alert ends; NaN where it is not given
   */
  public record Limits(
      double warning, double critical, int minimumCount, long holdMillis, double recovery) {}

  /**
   * Reads everything.
   *
   * @param agentArguments may be null
   * @param instrumentations the names that can be switched on and off
   * @param warnings takes one line per mistake
   */
  public static Settings load(
      String agentArguments,
      Properties systemProperties,
      Map<String, String> environment,
      Collection<String> instrumentations,
      List<String> warnings) {
    Mistakes lines = new Mistakes(warnings);
    List<Key<?>> keys = Keys.all(instrumentations);
    try {
      String arguments = agentArguments == null ? "" : agentArguments;
      return read(
          Sources.read(keys, arguments, systemProperties, environment, lines),
          keys,
          instrumentations,
          lines);
    } catch (RuntimeException | StackOverflowError e) {
      lines.add("the configuration cannot be read (" + e + "); everything is at its default");
      Map<String, String> none = Collections.emptyMap();
      Sources defaults = Sources.read(keys, "", new Properties(), none, lines);
      return read(defaults, keys, instrumentations, lines);
    }
  }

  /**
   * What is wrong with agent arguments, as the command line can tell before it sends them: files
   * they name and the names of instrumentations are left to the agent.
   */
  public static List<String> mistakes(String agentArguments) {
    List<String> lines = new ArrayList<>();
    Mistakes mistakes = new Mistakes(lines);
    List<Key<?>> keys = Keys.all(Collections.emptyList());
    Sources sources = Sources.readArguments(keys, agentArguments, mistakes);
    for (Key<?> key : keys) {
      sources.value(key);
    }
    return lines;
  }

  /** Names of keys whose new value only a new start of the application brings into force. */
  public List<String> needingRestart(Settings newer) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, String> entry : staticTexts.entrySet()) {
      if (!entry.getValue().equals(newer.staticTexts.get(entry.getKey()))) {
        names.add(entry.getKey());
      }
    }
    return names;
  }

  private static Settings read(
      Sources sources, List<Key<?>> keys, Collection<String> instrumentations, Mistakes mistakes) {
    Weaving weaving = weaving(sources, instrumentations);
    Metrics metrics =
        new Metrics(
            sources.value(Keys.SERIES_PER_METRIC),
            sources.value(Keys.SERIES_IN_ALL),
            sources.value(Keys.HTTP_BUCKETS),
            sources.value(Keys.DB_BUCKETS));
    Server server = server(sources, mistakes);
    Thresholds thresholds = thresholds(sources);
    boolean enabled = sources.value(Keys.ENABLED);
    boolean quiet = sources.value(Keys.QUIET);
    String serviceName = sources.value(Keys.SERVICE_NAME);
    int queueCapacity = sources.value(Keys.QUEUE_CAPACITY);
    long dbSlowThresholdNanos = sources.value(Keys.DB_SLOW_THRESHOLD);
    String logFile = sources.value(Keys.LOG_FILE);
    Map<String, String> staticTexts = new LinkedHashMap<>();
    for (Key<?> key : keys) {
      if (!key.dynamic()) {
        staticTexts.put(key.name(), sources.text(key));
      }
    }
    return new Settings(
        enabled,
        quiet,
        serviceName,
        server,
        weaving,
        metrics,
        queueCapacity,
        dbSlowThresholdNanos,
        thresholds,
        logFile,
        sources.document(),
        Collections.unmodifiableMap(staticTexts));
  }

  private static Server server(Sources sources, Mistakes mistakes) {
    int port = sources.value(Keys.PORT);
    int rangeEnd = sources.value(Keys.PORT_RANGE_END);
    String tokenFile = sources.value(Keys.TOKEN_FILE);
    String token = "";
    if (!tokenFile.isEmpty()) {
      token = token(new File(tokenFile));
      if (token.isEmpty()) {
        // An endpoint that was meant to be protected must not come up open.
        port = -1;
        mistakes.add(
            Keys.TOKEN_FILE.name()
                + ": no token can be read from "
                + Mistakes.show(tokenFile)
                + "; the endpoint stays off");
      }
    }
    return new Server(
        sources.value(Keys.HOST),
        port,
        Math.max(port, rangeEnd),
        sources.value(Keys.ALLOWED_HOSTS),
        token);
  }

  /** The visible ASCII characters of the file, or nothing where it holds anything else. */
  private static String token(File file) {
    if (!file.isFile() || file.length() > 4096) {
      return "";
    }
    try (InputStream in = new FileInputStream(file)) {
      StringBuilder token = new StringBuilder();
      for (int b = in.read(); b >= 0; b = in.read()) {
        token.append((char) b);
      }
      String text = token.toString().trim();
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
          return "";
        }
      }
      return text;
    } catch (IOException e) {
      return "";
    }
  }

  private static Weaving weaving(Sources sources, Collection<String> instrumentations) {
    Boolean otherwise = sources.value(Keys.INSTRUMENTATION_DEFAULT);
    Map<String, Boolean> enabled = new LinkedHashMap<>();
    for (String name : instrumentations) {
      Boolean own = sources.value(Keys.instrumentation(name));
      enabled.put(name, own == null ? otherwise : own);
    }
    return new Weaving(
        Collections.unmodifiableMap(enabled),
        sources.value(Keys.EXCLUDE_CLASSES),
        sources.value(Keys.EXCLUDE_CLASS_LOADERS));
  }

  private static Thresholds thresholds(Sources sources) {
    long window = sources.value(Keys.WINDOW);
    long interval = sources.value(Keys.INTERVAL);
    if (interval > window) {
      rejectGiven(sources, Keys.WINDOW, Keys.INTERVAL);
      window = Keys.WINDOW.defaultValue();
      interval = Keys.INTERVAL.defaultValue();
    }
    Map<String, Limits> limits = new HashMap<>();
    for (RuleKeys rule : RuleKeys.ALL) {
      limits.put(rule.rule(), limits(sources, rule));
    }
    return new Thresholds(
        window / 1_000_000,
        interval / 1_000_000,
        sources.value(Keys.PROFILE),
        Collections.unmodifiableMap(limits));
  }

  private static Limits limits(Sources sources, RuleKeys rule) {
    double warning = given(sources, rule.warning());
    double critical = given(sources, rule.critical());
    if (critical < warning) {
      rejectGiven(sources, rule.warning(), rule.critical());
      warning = Double.NaN;
      critical = Double.NaN;
    }
    double minimumCount = given(sources, rule.minimumCount());
    double holdSeconds = given(sources, rule.hold());
    return new Limits(
        warning,
        critical,
        Double.isNaN(minimumCount) ? -1 : (int) minimumCount,
        Double.isNaN(holdSeconds) ? -1 : Math.round(holdSeconds * 1e3),
        given(sources, rule.recovery()));
  }

  /** Of two values that contradict each other, those that were given are rejected. */
  private static void rejectGiven(Sources sources, Key<?> a, Key<?> b) {
    String besideB = "possible together with " + b.name() + "=" + Mistakes.show(sources.text(b));
    String besideA = "possible together with " + a.name() + "=" + Mistakes.show(sources.text(a));
    if (sources.isGiven(a)) {
      sources.reject(a, besideB);
    }
    if (sources.isGiven(b)) {
      sources.reject(b, besideA);
    }
  }

  /** Durations in seconds; NaN where nothing that can be used is given. */
  private static double given(Sources sources, Key<?> key) {
    Object value = sources.value(key);
    if (!sources.isGiven(key)) {
      return Double.NaN;
    }
    return value instanceof Long nanos ? nanos / 1e9 : ((Number) value).doubleValue();
  }
}
