package dev.vitals.rules;

import dev.vitals.config.Fields;
import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.Comparison;
import dev.vitals.judge.Levels;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Recovery;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the list {@code rules} of the configuration file. A rule with the name of one that is there
 * already changes what it says and keeps the rest; any other is new.
 *
 * <p><i>Errors:</i> a rule with a mistake in it is left out (or stays as it was), with one line for
 * each mistake that names its place.
 */
public final class RuleReader {
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 64;
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

  private final Mistakes mistakes;
  private final Map<String, Rule> rules = new LinkedHashMap<>();

  private RuleReader(List<Rule> given, Mistakes mistakes) {
    this.mistakes = mistakes;
    for (Rule rule : given) {
      rules.put(rule.name(), rule);
    }
  }

  /**
   * The rules of the file on top of those that are given.
   *
   * @param list the value of {@code rules}; null where there is none
   */
  public static List<Rule> read(YamlNode list, List<Rule> given, Mistakes mistakes) {
    RuleReader reader = new RuleReader(given, mistakes);
    if (list != null) {
      reader.read(list);
    }
    return List.copyOf(reader.rules.values());
  }

  private void read(YamlNode list) {
    List<String> seen = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (!item.isMap()) {
        mistakes.at(item, "is not a rule: a map with name, metric and limits; it is left out");
        continue;
      }
      YamlNode name = item.get("name");
      if (name != null && name.text() != null && seen.contains(name.text())) {
        mistakes.at(name, "stands twice; the first counts");
        continue;
      }
      if (seen.size() == MOST) {
        mistakes.at(list, "has more than " + MOST + " rules; those after them are left out");
        return;
      }
      if (name != null && name.text() != null) {
        seen.add(name.text());
      }
      new Reading(item).read();
    }
  }

  /** One rule being read. */
  private final class Reading {
    private final Fields fields;

    Reading(YamlNode map) {
      fields = new Fields(map, "the rule is left out", mistakes);
    }

    void read() {
      String name = fields.required("name");
      if (!name.isEmpty() && !isName(name)) {
        fields.reject("name", "a name of letters, digits, - and _, at most " + LONGEST_NAME);
      }
      Rule base = rules.get(name);
      boolean isEnabled = fields.flag("enabled", true);
      Rule rule = rule(name, base);
      fields.nameUnknown(List.of("enabled"));
      if (fields.mistakes() > 0) {
        return;
      }
      if (isEnabled) {
        rules.put(name, rule);
      } else {
        rules.remove(name);
      }
    }

    private Rule rule(String name, Rule base) {
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
      if (fields.has("statistic") && !measure.isLatency()) {
        fields.reject("statistic", "possible: " + measure.key() + " is no duration");
      }
      Statistic statistic = fields.choice("statistic", STATISTICS, like.statistic());
      long window = fields.millis("window", like.windowMillis(), "1s", "1h");
      int minimumCount = fields.whole("minimum-count", (int) like.minimumCount(), 0, 1_000_000_000);
      String scope = fields.text("scope", like.scope().text());
      Recovery recovery = recovery(like, hold, measure, comparison, levels);
      if (levels == null || fields.mistakes() > 0) {
        return null;
      }
      try {
        return new Rule(
            name,
            measure,
            statistic,
            new ScopePattern(scope.equals("all") ? ScopePattern.ALL : scope),
            window,
            comparison,
            levels,
            minimumCount,
            hold,
            recovery);
      } catch (IllegalArgumentException e) {
        fields.reject("cannot be: " + e.getMessage());
        return null;
      }
    }

    /** A limit that no value passes, for a rule that gets its own. */
    private double unset(Measure measure) {
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

    private double at(Levels before, Alert.Severity severity) {
      return before == null ? Double.NaN : before.at(severity);
    }

    private double limit(Measure measure, String key, double fallback) {
      if (fields.has(key) && "off".equals(fields.text(key, ""))) {
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
  }

  private static boolean isName(String name) {
    if (name.length() > LONGEST_NAME) {
      return false;
    }
    for (int index = 0; index < name.length(); index++) {
      char letter = name.charAt(index);
      boolean isPlain = letter < 128 && Character.isLetterOrDigit(letter);
      if (!isPlain && letter != '-' && letter != '_') {
        return false;
      }
    }
    return true;
  }
}
