package dev.vitals.config;

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

/**
 * Makes settings of what the sources say.
 *
 * <p><i>Errors:</i> values that contradict each other, and a token that cannot be read, are one
 * line each.
 */
final class SettingsReader {
  private static final int LARGEST_TOKEN_BYTES = 4096;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Sources sources;
  private final List<Key<?>> keys;
  private final Mistakes mistakes;

  SettingsReader(Sources sources, List<Key<?>> keys, Mistakes mistakes) {
    this.sources = sources;
    this.keys = keys;
    this.mistakes = mistakes;
  }

  Settings read(Collection<String> instrumentations) {
    // In this order, in which mistakes are told.
    Settings.Weaving weaving = weaving(instrumentations);
    Settings.Metrics metrics = metrics();
    Settings.Server server = server();
    Settings.Thresholds thresholds = thresholds();
    long escalateAfterNanos = sources.value(Keys.ESCALATE_AFTER);
    String runbookUrl = sources.value(Keys.RUNBOOK_URL);
    Settings.History history = history();
    Settings.ConfigFile file =
        new Settings.ConfigFile(
            sources.value(Keys.CONFIG), sources.isFileUsable(), sources.value(Keys.WATCH));
    boolean enabled = sources.value(Keys.ENABLED);
    boolean quiet = sources.value(Keys.QUIET);
    String serviceName = sources.value(Keys.SERVICE_NAME);
    String instanceId = sources.value(Keys.INSTANCE_ID);
    int queueCapacity = sources.value(Keys.QUEUE_CAPACITY);
    long dbSlowThresholdNanos = sources.value(Keys.DB_SLOW_THRESHOLD);
    String logFile = sources.value(Keys.LOG_FILE);
    return new Settings(
        enabled,
        quiet,
        serviceName,
        instanceId,
        server,
        weaving,
        metrics,
        queueCapacity,
        dbSlowThresholdNanos,
        thresholds,
        escalateAfterNanos / NANOS_PER_MILLI,
        runbookUrl,
        history,
        logFile,
        file,
        sources.document(),
        values());
  }

  /** Last, when what cannot be used is forgotten. */
  private List<Settings.Value> values() {
    List<Settings.Value> values = new ArrayList<>();
    for (Key<?> key : keys) {
      values.add(
          new Settings.Value(key.name(), sources.text(key), sources.origin(key), key.dynamic()));
    }
    return Collections.unmodifiableList(values);
  }

  private Settings.Metrics metrics() {
    return new Settings.Metrics(
        sources.value(Keys.SERIES_PER_METRIC),
        sources.value(Keys.SERIES_IN_ALL),
        sources.value(Keys.HTTP_BUCKETS),
        sources.value(Keys.DB_BUCKETS),
        sources.value(Keys.NAMING));
  }

  private Settings.Server server() {
    int port = sources.value(ServerKeys.PORT);
    int rangeEnd = sources.value(ServerKeys.PORT_RANGE_END);
    String tokenFile = sources.value(ServerKeys.TOKEN_FILE);
    String token = "";
    if (!tokenFile.isEmpty()) {
      token = token(new File(tokenFile));
      if (token.isEmpty()) {
        // An endpoint that was meant to be protected must not come up open.
        port = -1;
        mistakes.add(
            ServerKeys.TOKEN_FILE.name()
                + ": no token can be read from "
                + Mistakes.show(tokenFile)
                + "; the endpoint stays off");
      }
    }
    return new Settings.Server(
        sources.value(ServerKeys.HOST),
        port,
        Math.max(port, rangeEnd),
        sources.value(ServerKeys.ALLOWED_HOSTS),
        token,
        access(),
        new Settings.Discovery(
            sources.value(ServerKeys.DISCOVERY_DIRECTORY),
            sources.value(ServerKeys.DISCOVERY_ADDRESS)));
  }

  private Settings.Access access() {
    return new Settings.Access(
        sources.value(ServerKeys.USERS_FILE),
        sources.value(ServerKeys.LOOPBACK_CREDENTIALS),
        sources.value(ServerKeys.CERTIFICATE_FILE),
        sources.value(ServerKeys.KEY_FILE),
        sources.value(ServerKeys.RATE_LIMIT),
        sources.value(ServerKeys.AUDIT_FILE));
  }

  /** The visible ASCII characters of the file, or nothing where it holds anything else. */
  private static String token(File file) {
    if (!file.isFile() || file.length() > LARGEST_TOKEN_BYTES) {
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

  private Settings.Weaving weaving(Collection<String> instrumentations) {
    Boolean otherwise = sources.value(Keys.INSTRUMENTATION_DEFAULT);
    Map<String, Boolean> enabled = new LinkedHashMap<>();
    for (String name : instrumentations) {
      Boolean own = sources.value(Keys.instrumentation(name));
      enabled.put(name, own == null ? otherwise : own);
    }
    return new Settings.Weaving(
        Collections.unmodifiableMap(enabled),
        sources.value(Keys.EXCLUDE_CLASSES),
        sources.value(Keys.EXCLUDE_CLASS_LOADERS));
  }

  private Settings.Thresholds thresholds() {
    long window = sources.value(Keys.WINDOW);
    long interval = sources.value(Keys.INTERVAL);
    if (interval > window) {
      rejectGiven(Keys.WINDOW, Keys.INTERVAL);
      window = Keys.WINDOW.defaultValue();
      interval = Keys.INTERVAL.defaultValue();
    }
    Map<String, Settings.Limits> limits = new HashMap<>();
    for (RuleKeys rule : RuleKeys.ALL) {
      limits.put(rule.rule(), limits(rule));
    }
    return new Settings.Thresholds(
        window / NANOS_PER_MILLI,
        interval / NANOS_PER_MILLI,
        sources.value(Keys.PROFILE),
        sources.value(Keys.BASELINE),
        sources.map(Keys.ALERT_THRESHOLDS),
        Collections.unmodifiableMap(limits));
  }

  private Settings.Limits limits(RuleKeys rule) {
    double warning = given(rule.warning());
    double critical = given(rule.critical());
    if (critical < warning) {
      rejectGiven(rule.warning(), rule.critical());
      warning = Double.NaN;
      critical = Double.NaN;
    }
    double minimumCount = given(rule.minimumCount());
    double holdSeconds = given(rule.hold());
    return new Settings.Limits(
        warning,
        critical,
        Double.isNaN(minimumCount) ? -1 : (int) minimumCount,
        Double.isNaN(holdSeconds) ? -1 : Math.round(holdSeconds * 1e3),
        given(rule.recovery()));
  }

  private Settings.History history() {
    return new Settings.History(
        sources.value(Keys.HISTORY_DIRECTORY),
        sources.value(Keys.HISTORY_MEMORY),
        sources.value(Keys.HISTORY_DISK));
  }

  /** Of two values that contradict each other, those that were given are rejected. */
  private void rejectGiven(Key<?> a, Key<?> b) {
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
  private double given(Key<?> key) {
    Object value = sources.value(key);
    if (!sources.isGiven(key)) {
      return Double.NaN;
    }
    return value instanceof Long nanos ? nanos / 1e9 : ((Number) value).doubleValue();
  }
}
