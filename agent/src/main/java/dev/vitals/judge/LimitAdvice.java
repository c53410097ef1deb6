package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;

/**
 * What the mildest limit of a rule should rather be for one scope, by what came of it: a milder one
 * where most alerts came to nothing, never a stricter one, as no number says what nobody was told
 * of. A pure function; it changes nothing.
 *
 * @param limit the suggested one; NaN unless a milder one is
 * @param reason why, as the end of a sentence
 */
public record LimitAdvice(Verdict verdict, double limit, String reason) {
  /** Fewer alerts are no reason to change anything. */
  static final int FEWEST = 5;

  /** So many of the alerts stay below what is suggested. */
  private static final double QUIET = 0.75;

  /** As far as limits follow what is usual unless a rule says otherwise. */
  private static final double FARTHEST = 2;

  /** What is suggested. */
  public enum Verdict {
    AS_IT_IS("as it is"),
    MILDER("milder"),
    NONE("none");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** Where nothing can be said. */
  public static LimitAdvice none(String reason) {
    return new LimitAdvice(Verdict.NONE, Double.NaN, reason);
  }

  /**
   * @param fired how often the rule fired for the scope
   * @param flaps how many of these alerts came to nothing
   * @param peaks the worst value of each alert of which one is known, in any order
   */
  public static LimitAdvice of(Rule rule, int fired, int flaps, double[] peaks) {
    if (rule.dynamic().isOn()) {
      return none("its limits follow what is usual");
    }
    if (fired < FEWEST) {
      return asItIs(fired == 0 ? "it did not fire" : "it fired " + times(fired));
    }
    String told = "it fired " + times(fired) + ", " + flaps + " of them flaps";
    if (2 * flaps < fired) {
      return asItIs(told + ": most alerts stayed, so look for their cause");
    }
    if (peaks.length < FEWEST || 2 * peaks.length < fired) {
      return none(told + "; history has the values of " + peaks.length + " of them");
    }
    Comparison comparison = rule.comparison();
    double most = Ranked.at(QUIET, peaks, comparison);
    double limit = WrittenLimit.holding(most, comparison, isShare(rule));
    String wanted = rule.quantity(limit);
    double now = rule.levels().at(rule.levels().mildest());
    if (!comparison.isBeyond(limit, now)) {
      return asItIs(told + "; most stayed within " + wanted + ", which the limit allows by now");
    }
    Alert.Severity next = rule.levels().nextAfter(rule.levels().mildest());
    if (next != null && !comparison.isBeyond(rule.levels().at(next), limit)) {
      return asItIs(
          told + "; it would take " + wanted + ", no milder than " + Wording.limitText(rule, next));
    }
    double farthest =
        Dynamic.moved(now, comparison == Comparison.ABOVE ? FARTHEST : 1 / FARTHEST, isShare(rule));
    if (comparison.isBeyond(limit, farthest)) {
      return asItIs(told + "; it would take " + wanted + ", too far from the limit there is");
    }
    int passed = 0;
    for (double peak : peaks) {
      passed += comparison.isBeyond(peak, limit) ? 1 : 0;
    }
    String known = peaks.length == fired ? "them" : "the " + peaks.length + " history knows";
    return new LimitAdvice(
        Verdict.MILDER, limit, told + "; " + wanted + " was passed in " + passed + " of " + known);
  }

  private static LimitAdvice asItIs(String reason) {
    return new LimitAdvice(Verdict.AS_IT_IS, Double.NaN, reason);
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static boolean isShare(Rule rule) {
    return rule.measure().unit() == Measure.Unit.RATIO;
  }
}
