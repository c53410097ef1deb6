package dev.vitals.api;

import dev.vitals.exporter.model.Alert;
import dev.vitals.history.Asked;
import dev.vitals.history.History;
import dev.vitals.history.Point;
import dev.vitals.judge.Comparison;
import dev.vitals.judge.LimitAdvice;
import dev.vitals.judge.Ranked;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Standing;
import dev.vitals.operate.Firings;
import dev.vitals.operate.IncidentHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of the limits over a period, and what they should rather be.
 *
 * <p><i>Cost:</i> reads the past once, with the histograms of {@value #MOST_FIRED} scopes and of
 * all together.
 */
final class LimitReview {
  private static final int MOST_FIRED = 20;
  private static final double MOSTLY = 0.99;

  private LimitReview() {}

  /**
   * One rule, and one scope where it fired.
   *
   * @param rule null where it is not in force any more
   * @param median of the values the rule would have seen; NaN where history has none
   * @param p99 what 99 % of them were not worse than
   */
  record Line(Firings firings, Rule rule, double median, double p99, LimitAdvice advice) {
    /** The mildest one; NaN where there is none. */
    double mildestLimit() {
      return rule == null ? Double.NaN : rule.levels().at(rule.levels().mildest());
    }

    double criticalLimit() {
      return rule == null ? Double.NaN : rule.levels().critical();
    }
  }

  /**
   * Those first that fired most often, and those rules last that did not fire, in their order.
   *
   * @param past of the period
   * @param resolutionMillis of the history of the period
   */
  static List<Line> of(
      Standing standing,
      IncidentHistory past,
      History history,
      Period period,
      long resolutionMillis) {
    long lengthMillis = period.toEpochMillis() - period.fromEpochMillis();
    long stepMillis =
        Math.max(resolutionMillis, (lengthMillis + History.MOST_POINTS - 1) / History.MOST_POINTS);
    Map<String, Rule> rules = new HashMap<>();
    for (Rule rule : standing.rules()) {
      rules.put(rule.name(), rule);
    }
    List<Firings> reviewed = reviewed(standing, past, period);
    List<Asked> asked = new ArrayList<>();
    for (Firings each : reviewed) {
      asked.addAll(asked(rules.get(each.rule()), each.scope(), stepMillis));
    }
    List<List<Point>> answers =
        history.query(asked, period.fromEpochMillis(), period.toEpochMillis());
    List<Line> lines = new ArrayList<>();
    int next = 0;
    for (Firings each : reviewed) {
      Rule rule = rules.get(each.rule());
      int count = asked(rule, each.scope(), stepMillis).size();
      lines.add(line(each, rule, answers.subList(next, next + count), stepMillis));
      next += count;
    }
    return lines;
  }

  private static List<Firings> reviewed(Standing standing, IncidentHistory past, Period period) {
    List<Alert> firing = Health.firing(standing);
    List<Firings> fired =
        Firings.of(past.alerts(), firing, period.fromEpochMillis(), period.toEpochMillis());
    Set<String> names = new HashSet<>();
    for (Firings each : fired) {
      names.add(each.rule());
    }
    List<Firings> reviewed = new ArrayList<>(fired.subList(0, Math.min(fired.size(), MOST_FIRED)));
    for (Rule rule : standing.rules()) {
      if (!names.contains(rule.name())) {
        reviewed.add(Firings.none(rule.name()));
      }
    }
    return reviewed;
  }

  /**
   * Nothing where its values cannot be told: a longer step has none of the peaks.
   *
   * @param stepMillis the shortest there is
   */
  private static List<Asked> asked(Rule rule, String scope, long stepMillis) {
    return rule == null || stepMillis > rule.windowMillis()
        ? List.of()
        : new PastValues(rule, scope).asked();
  }

  private static Line line(Firings firings, Rule rule, List<List<Point>> answers, long stepMillis) {
    if (rule == null) {
      LimitAdvice advice = LimitAdvice.none("the rule is not in force any more");
      return new Line(firings, null, Double.NaN, Double.NaN, advice);
    }
    List<PastValues.Window> windows =
        answers.isEmpty() ? List.of() : new PastValues(rule, firings.scope()).windows(answers);
    Comparison comparison = rule.comparison();
    double[] values = new double[windows.size()];
    for (int index = 0; index < values.length; index++) {
      values[index] = windows.get(index).value();
    }
    return new Line(
        firings,
        rule,
        Ranked.at(0.5, values, comparison),
        Ranked.at(MOSTLY, values, comparison),
        advice(firings, rule, windows, stepMillis));
  }

  private static LimitAdvice advice(
      Firings firings, Rule rule, List<PastValues.Window> windows, long stepMillis) {
    double[] peaks = peaks(firings, rule, windows);
    LimitAdvice advice = LimitAdvice.of(rule, firings.alerts().size(), firings.flaps(), peaks);
    boolean isTooCoarse = !rule.dynamic().isOn() && stepMillis > rule.windowMillis();
    return advice.verdict() == LimitAdvice.Verdict.NONE && isTooCoarse
        ? LimitAdvice.none(
            advice.reason()
                + ": over so long a period it tells "
                + Numbers.seconds(stepMillis)
                + " s as one, the rule looks at "
                + Numbers.seconds(rule.windowMillis())
                + " s")
        : advice;
  }

  /** The worst value of each alert in which history has any. */
  private static double[] peaks(Firings firings, Rule rule, List<PastValues.Window> windows) {
    double[] peaks = new double[firings.alerts().size()];
    int count = 0;
    for (Firings.Span alert : firings.alerts()) {
      // What it saw first was a window that ended then.
      long from = alert.fromEpochMillis() - rule.windowMillis();
      double peak = Double.NaN;
      for (PastValues.Window window : windows) {
        if (window.toEpochMillis() > from && window.fromEpochMillis() < alert.toEpochMillis()) {
          peak = rule.comparison().worse(peak, window.value());
        }
      }
      if (!Double.isNaN(peak)) {
        peaks[count++] = rule.comparison().worse(peak, alert.value());
      }
    }
    return Arrays.copyOf(peaks, count);
  }
}
