package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.AlertName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert in the words of Prometheus: labels that stay the same for as long as it is the same
 * alert, and annotations for what changes.
 */
final class AlertLabels {
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 255;

  private AlertLabels() {}

  /**
   * @param origin labels of the process; only job, instance and service are taken
   */
  static SortedMap<String, String> labels(Notice notice, Map<String, String> origin) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String name : new String[] {"job", "instance", "service"}) {
      String value = origin.getOrDefault(name, "");
      if (!value.isEmpty()) {
        labels.put(name, value);
      }
    }
    if (!notice.scopeLabel().isEmpty() && !notice.scope().isEmpty()) {
      labels.put(notice.scopeLabel(), notice.scope());
    }
    labels.put("alertname", AlertName.of(notice.rule()));
    labels.put("severity", severity(notice.severity()));
    labels.put("component", component(notice));
    return labels;
  }

  static Map<String, String> annotations(Notice notice) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", notice.summary());
    if (!notice.description().isEmpty()) {
      annotations.put("description", notice.description());
    }
    annotations.put("value", number(notice.value()));
    annotations.put("threshold", number(notice.threshold()));
    return annotations;
  }

  /** The three words of Prometheus for our four. */
  static String severity(Alert.Severity severity) {
    return switch (severity) {
      case LOW -> "info";
      case MEDIUM, HIGH -> "warning";
      case CRITICAL -> "critical";
    };
  }

  /** Which part of the application it is about: by what its scope is, else by its rule. */
  static String component(Notice notice) {
    if (notice.scopeLabel().contains("pool")) {
      return "pool";
    }
    String byScope = componentOf(firstWord(notice.scopeLabel()));
    if (!byScope.isEmpty()) {
      return byScope;
    }
    String byRule = componentOf(firstWord(notice.rule()));
    return byRule.isEmpty() ? "application" : byRule;
  }

  private static String componentOf(String word) {
    return switch (word) {
      case "http", "db", "cache", "pool", "executor", "messaging", "container", "jvm" -> word;
      case "database", "jdbc", "sql", "query", "statement" -> "db";
      case "redis" -> "cache";
      case "heap", "gc", "memory", "thread", "threads", "deadlock" -> "jvm";
      case "cpu", "disk", "filesystem", "network", "system", "host" -> "host";
      default -> "";
    };
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** Up to six digits, without an exponent. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_UP));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  /** The number Alertmanager knows an alert with these labels by. */
  static String fingerprint(SortedMap<String, String> labels) {
    long hash = FNV_START;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      hash = hashed(hash, label.getKey());
      hash = hashed(hash, label.getValue());
    }
    String digits = Long.toHexString(hash);
    return "0".repeat(16 - digits.length()) + digits;
  }

  private static long hashed(long start, String text) {
    long hash = start;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    }
    return (hash ^ SEPARATOR) * FNV_PRIME;
  }
}
