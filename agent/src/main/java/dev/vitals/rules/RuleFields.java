package dev.vitals.rules;

import dev.vitals.config.Fields;
import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.Comparison;
import dev.vitals.judge.Dynamic;
import dev.vitals.judge.Levels;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Recovery;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Statistic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One rule being read. */
final class RuleFields {
  /** All that can stand in a rule. */
  static final List<String> KEYS =
      List.of(
          "name",
          "enabled",
          "metric",
          "scope",
          "statistic",
          "window",
          "comparison",
          "low",
          "warning",
          "medium",
          "high",
          "critical",
          "for",
          "keep-firing",
          "clear",
          "recovery",
          "minimum-count",
          "baseline",
          "deviations",
          "floor",
          "ceiling");

  private static final double LOWEST_FLOOR = 0.01;
  private static final Map<String, Measure> MEASURES = new LinkedHashMap<>();
  private static final Map<String, Statistic> STATISTICS = new LinkedHashMap<>();
  private static final Map<String, Comparison> COMPARISONS = new LinkedHashMap<>();

  static {
    for (Measure measure : Measure.values()) {
      MEASURES.put(measure.key(), measure);
    }
    for (Statistic statistic : Statistic.values()) {
      STATISTICS.put(statistic.word(), statistic);
    }
    for (Comparison comparison : Comparison.values()) {
      COMPARISONS.put(comparison.name().toLowerCase(Locale.ROOT), comparison);
    }
  }

  private final String name;
  private final Rule base;
  private final Dynamic usual;
  private final Fields fields;

  /**
   * @param base the rule of that name that is changed; null where it is new
   * @param usual how limits move that are not said to move in another way, or not at all
   */
  RuleFields(String name, Rule base, Dynamic usual, Fields fields) {
    this.name = name;
    this.base = base;
    this.usual = usual;
    this.fields = fields;
  }

  /** Null where there is a mistake in it; all of them are named. */
  Rule read() {
    if (base == null && !fields.has("metric")) {
      fields.required("metric");
      return null;
    }
    Measure measure = fields.choice("metric", MEASURES, base == null ? null : base.measure());
    if (measure == null) {
      return null;
    }
    Rule like =
        base != null && base.measure() == measure
            ? base
            : Rule.rule(name, measure, Double.NaN, unset(measure), measure.isCounted() ? 20 : 1);
    Comparison comparison = fields.choice("comparison", COMPARISONS, like.comparison());
    double hold = fields.millis("for", Math.round(like.holdSeconds() * 1e3), "0s", "1h") / 1e3;
    Levels levels = levels(measure, comparison, base == like ? like.levels() : null);
    Statistic statistic = statistic(measure, like.statistic());
    long window = fields.millis("window", like.windowMillis(), "1s", "1h");
    int minimumCount = fields.whole("minimum-count", (int) like.minimumCount(), 0, 1_000_000_000);
    ScopePattern scope = Scopes.read(fields, like.scope(), measure.hasWhole());
    Recovery recovery = recovery(like, hold, measure, comparison, levels);
    Dynamic dynamic = dynamic(base == null ? usual : base.dynamic());
    if (levels == null || fields.mistakes() > 0) {
      return null;
    }
    try {
      return new Rule(
          name,
          measure,
          statistic,
          scope,
          window,
          comparison,
          levels,
          minimumCount,
          hold,
          recovery,
          dynamic);
    } catch (IllegalArgumentException e) {
      fields.reject("cannot be: " + e.getMessage());
      return null;
    }
  }

  /** What is no duration has one statistic, which may be said. */
  private Statistic statistic(Measure measure, Statistic fallback) {
    if (measure.isLatency()) {
      return fields.choice("statistic", STATISTICS, fallback);
    }
    boolean hasOne = measure.unit() != Measure.Unit.SECONDS;
    String only = measure.unit() == Measure.Unit.RATIO ? "ratio" : "rate";
    if (fields.has("statistic") && !(hasOne && fields.is("statistic", only))) {
      String what = hasOne ? " is no duration but a " + only : " has none";
      fields.reject("statistic", "possible: " + measure.key() + what);
    }
    return fallback;
  }

  /** A limit that no value passes, for a rule that gets its own. */
  private static double unset(Measure measure) {
    return measure.comparison() == Comparison.ABOVE ? Double.POSITIVE_INFINITY : 0;
  }

  private Levels levels(Measure measure, Comparison comparison, Levels before) {
    if (fields.has("warning") && fields.has("medium")) {
      fields.reject("medium", "possible together with warning, which is the same");
    }
    double low = limit(measure, "low", at(before, Alert.Severity.LOW));
    double medium = limit(measure, "medium", at(before, Alert.Severity.MEDIUM));
    medium = limit(measure, "warning", medium);
    double high = limit(measure, "high", at(before, Alert.Severity.HIGH));
    double critical = limit(measure, "critical", at(before, Alert.Severity.CRITICAL));
    Levels levels = new Levels(low, medium, high, critical);
    if (levels.mildest() != null) {
      return levels;
    }
    if (fields.mistakes() == 0) {
      fields.reject("has no limit: one of low, warning, high, critical");
    }
    return null;
  }

  private static double at(Levels before, Alert.Severity severity) {
    return before == null ? Double.NaN : before.at(severity);
  }

  private double limit(Measure measure, String key, double fallback) {
    if (fields.is(key, "off")) {
      return Double.NaN;
    }
    return switch (measure.unit()) {
      case SECONDS -> fields.seconds(key, fallback);
      case RATIO -> fields.ratio(key, fallback);
      case PER_SECOND -> fields.number(key, fallback);
    };
  }

  private Recovery recovery(
      Rule like, double hold, Measure measure, Comparison comparison, Levels levels) {
    double seconds = fields.millis("keep-firing", Math.round(hold * 1e3), "0s", "1h") / 1e3;
    double clear = limit(measure, "clear", Double.NaN);
    double ratio = fields.ratio("recovery", like.recovery().clearRatio());
    if (!Double.isNaN(clear) && levels != null) {
      double limit = levels.at(levels.mildest());
      boolean isBad = comparison == Comparison.ABOVE ? clear > limit : clear < limit;
      if (isBad) {
        fields.reject("clear", "on the good side of the mildest limit");
      }
    }
    return new Recovery(ratio, clear, seconds);
  }

  /** The other three keys may stay in a rule whose baseline is switched off. */
  private Dynamic dynamic(Dynamic before) {
    boolean isOn = fields.flag("baseline", before.isOn());
    Dynamic like = before.isOn() ? before : Dynamic.USUAL;
    double deviations = fields.number("deviations", like.deviations(), 1, 100);
    double floor = fields.ratio("floor", like.floorRatio());
    double ceiling = fields.number("ceiling", like.ceilingRatio(), 1, 100);
    if (floor < LOWEST_FLOOR) {
      fields.reject("floor", "a ratio from " + LOWEST_FLOOR + " to 1");
      return Dynamic.OFF;
    }
    if (!isOn && !fields.has("baseline")) {
      for (String key : new String[] {"deviations", "floor", "ceiling"}) {
        if (fields.has(key)) {
          fields.reject(key, "of any use without baseline: on");
        }
      }
    }
    return isOn ? new Dynamic(deviations, floor, ceiling) : Dynamic.OFF;
  }
}
