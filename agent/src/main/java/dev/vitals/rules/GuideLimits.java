package dev.vitals.rules;

import static dev.vitals.judge.Measure.CACHE_HIT_RATE;
import static dev.vitals.judge.Measure.CACHE_MISS_RATE;
import static dev.vitals.judge.Measure.CONTAINER_MEMORY;
import static dev.vitals.judge.Measure.CPU;
import static dev.vitals.judge.Measure.DB_LATENCY;
import static dev.vitals.judge.Measure.DISK;
import static dev.vitals.judge.Measure.HEAP_AFTER_GC;
import static dev.vitals.judge.Measure.HTTP_ERROR_RATE;
import static dev.vitals.judge.Measure.HTTP_LATENCY;
import static dev.vitals.judge.Measure.HTTP_THROUGHPUT;

import dev.vitals.config.Fields;
import dev.vitals.config.Mistakes;
import dev.vitals.config.Nearest;
import dev.vitals.config.YamlNode;
import dev.vitals.judge.Comparison;
import dev.vitals.judge.Levels;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts limits on top of rules that are written as the guides do: {@code {"cpu_usage": 80,
 * "api_response_time": {"warning": 1000, "critical": 5000}}}. Shares are in percent, durations in
 * milliseconds unless they have a unit; a number by itself is the warning.
 *
 * <p><i>Errors:</i> a limit that cannot be is named and left out.
 */
public final class GuideLimits {
  private static final Map<String, List<Measure>> MEASURES = new LinkedHashMap<>();
  private static final List<String> SEVERITIES =
      List.of("low", "warning", "medium", "high", "critical");
  private static final int LOW = 0;
  private static final int MEDIUM = 1;
  private static final int HIGH = 2;
  private static final int CRITICAL = 3;

  static {
    known(List.of(CPU), "cpu-usage", "cpu");
    known(List.of(HEAP_AFTER_GC, CONTAINER_MEMORY), "memory-usage", "memory");
    known(List.of(DISK), "disk-usage", "disk");
    known(
        List.of(HTTP_LATENCY),
        "api-response-time",
        "response-time",
        "api-latency",
        "request-latency",
        "latency");
    known(
        List.of(DB_LATENCY),
        "database-query-time",
        "database-query",
        "database-response-time",
        "db-query-time",
        "db-query",
        "db-latency",
        "query-time");
    known(List.of(CACHE_HIT_RATE), "cache-hit-rate", "hit-rate");
    known(List.of(CACHE_MISS_RATE), "cache-miss-rate", "miss-rate");
    known(List.of(HTTP_ERROR_RATE), "error-rate", "api-error-rate");
    known(List.of(HTTP_THROUGHPUT), "throughput", "throughput-rps");
  }

  private final Mistakes mistakes;
  private final List<Rule> rules;

  private GuideLimits(List<Rule> given, Mistakes mistakes) {
    this.mistakes = mistakes;
    this.rules = new ArrayList<>(given);
  }

  /**
   * The given rules with other limits, and one more for each thing that none of them looks at.
   *
   * @param limits a map; empty where there are none
   */
  public static List<Rule> apply(YamlNode limits, List<Rule> given, Mistakes mistakes) {
    GuideLimits reader = new GuideLimits(given, mistakes);
    for (Map.Entry<String, YamlNode> entry : limits.entries().entrySet()) {
      List<Measure> measures = MEASURES.get(withoutUnit(entry.getKey()));
      if (measures == null) {
        String nearest = Nearest.to(entry.getKey(), names());
        mistakes.at(
            entry.getValue(),
            "is not known here; it is ignored"
                + (nearest == null ? "" : " (did you mean " + nearest + "?)"));
      } else {
        reader.apply(limits, entry.getKey(), measures);
      }
    }
    return List.copyOf(reader.rules);
  }

  /** Every name there is, canonical and without the unit that may follow it. */
  static Collection<String> names() {
    return MEASURES.keySet();
  }

  private static String withoutUnit(String name) {
    for (String unit : new String[] {"-percent", "-ms"}) {
      if (name.endsWith(unit)) {
        return name.substring(0, name.length() - unit.length());
      }
    }
    return name;
  }

  private void apply(YamlNode limits, String key, List<Measure> measures) {
    YamlNode value = limits.get(key);
    Measure kind = measures.get(0);
    double[] levels = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    if (value.isMap()) {
      Fields fields = new Fields(value, mistakes);
      if (fields.has("warning") && fields.has("medium")) {
        fields.reject("medium", "possible together with warning, which is the same");
      }
      levels[LOW] = limit(fields, "low", kind);
      levels[MEDIUM] = limit(fields, fields.has("warning") ? "warning" : "medium", kind);
      levels[HIGH] = limit(fields, "high", kind);
      levels[CRITICAL] = limit(fields, "critical", kind);
      fields.nameUnknown(SEVERITIES);
    } else {
      levels[MEDIUM] = limit(new Fields(limits, mistakes), key, kind);
    }
    if (!isInOrder(levels, kind.comparison())) {
      mistakes.at(value, "has a limit that is milder than that of a lower severity; it is ignored");
      return;
    }
    boolean isEmpty = true;
    for (double level : levels) {
      isEmpty &= Double.isNaN(level);
    }
    if (!isEmpty) {
      for (Measure measure : measures) {
        set(measure, levels);
      }
    }
  }

  /** NaN where there is none that can be used. */
  private static double limit(Fields fields, String key, Measure measure) {
    String text = fields.text(key, "");
    if (text.isEmpty()) {
      return Double.NaN;
    }
    char last = text.charAt(text.length() - 1);
    boolean isPlain = last >= '0' && last <= '9' || last == '.';
    return switch (measure.unit()) {
      case SECONDS ->
          isPlain ? fields.number(key, Double.NaN) / 1_000 : fields.seconds(key, Double.NaN);
      case PER_SECOND -> fields.number(key, Double.NaN);
      case RATIO -> last == '%' ? fields.ratio(key, Double.NaN) : percent(fields, key, measure);
    };
  }

  /** Nobody wants to hear of a CPU that is used by 1 %: who writes 0.8 has meant 80. */
  private static double percent(Fields fields, String key, Measure measure) {
    double percent = fields.number(key, Double.NaN);
    boolean maybeRatio = percent <= 1 && measure != HTTP_ERROR_RATE;
    if (maybeRatio || percent > 100) {
      fields.reject(key, "a share in percent, such as 80");
      return Double.NaN;
    }
    return percent / 100;
  }

  private void set(Measure measure, double[] levels) {
    boolean isThere = false;
    for (int index = 0; index < rules.size(); index++) {
      Rule rule = rules.get(index);
      if (rule.measure() == measure) {
        isThere = true;
        rules.set(index, with(rule, levels));
      }
    }
    if (!isThere) {
      // Its own critical limit is one that nothing passes.
      double off = measure.comparison() == Comparison.ABOVE ? Double.POSITIVE_INFINITY : 0;
      Rule rule = Rule.rule(name(measure), measure, Double.NaN, off, minimumCount(measure));
      rules.add(with(rule, levels));
    }
  }

  /** What is not said stays where it goes together with what is. */
  private static Rule with(Rule rule, double[] levels) {
    Levels old = rule.levels();
    double[] all = levels.clone();
    double[] before = {old.low(), old.medium(), old.high(), old.critical()};
    for (int index = 0; index < all.length; index++) {
      if (Double.isNaN(all[index])) {
        all[index] = before[index];
        all[index] = isInOrder(all, rule.comparison()) ? before[index] : Double.NaN;
      }
    }
    return new Rule(
        rule.name(),
        rule.measure(),
        rule.statistic(),
        rule.scope(),
        rule.windowMillis(),
        rule.comparison(),
        new Levels(all[LOW], all[MEDIUM], all[HIGH], all[CRITICAL]),
        rule.minimumCount(),
        rule.holdSeconds(),
        rule.recovery(),
        rule.dynamic());
  }

  private static boolean isInOrder(double[] levels, Comparison comparison) {
    double last = Double.NaN;
    for (double level : levels) {
      boolean isMilder = comparison == Comparison.ABOVE ? level < last : level > last;
      if (isMilder) {
        return false;
      }
      last = Double.isNaN(level) ? last : level;
    }
    return true;
  }

  /** As the rule is called that comes along with a profile. */
  private static String name(Measure measure) {
    return switch (measure) {
      case HTTP_LATENCY -> "http-latency-p95";
      case DB_LATENCY -> "db-latency-p95";
      case HEAP_AFTER_GC -> "heap-after-gc";
      case CONTAINER_MEMORY -> "container-memory";
      default -> measure.key().replace('.', '-');
    };
  }

  private static int minimumCount(Measure measure) {
    if (measure == CACHE_HIT_RATE || measure == CACHE_MISS_RATE) {
      return 100;
    }
    return measure.isCounted() ? 20 : 1;
  }

  private static void known(List<Measure> measures, String... names) {
    for (String name : names) {
      MEASURES.put(name, measures);
    }
  }
}
