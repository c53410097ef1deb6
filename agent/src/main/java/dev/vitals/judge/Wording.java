package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The sentences of alerts: the same everywhere, whatever the language of the host is. */
final class Wording {
  private static final double SECONDS_PER_HOUR = 3_600;

  /** From here on nobody thinks in seconds. */
  private static final double MANY_SECONDS = 2 * SECONDS_PER_HOUR;

  private Wording() {}

  static String beyond(Observation seen, Condition condition) {
    Rule rule = seen.rule();
    Alert.Severity severity = condition.severity();
    String subject = subject(rule, seen.scope());
    String limit = limitText(rule, severity);
    String word = rule.comparison().word();
    if (Double.isNaN(condition.value())) {
      return subject + " was " + word + ' ' + limit + " and is not seen any more";
    }
    String value = quantity(rule, condition.value());
    if (rule.isBeyond(severity, condition.value())) {
      return subject + " is " + value + ", " + word + ' ' + limit + usual(seen);
    }
    return subject + " is " + value + ", not yet recovered from " + limit + usual(seen);
  }

  private static String usual(Observation seen) {
    return Double.isNaN(seen.usual())
        ? ""
        : "; usual at this hour is " + quantity(seen.rule(), seen.usual());
  }

  static String over(Observation seen) {
    Rule rule = seen.rule();
    String subject = subject(rule, seen.scope());
    if (Double.isNaN(seen.value())) {
      return subject + " is not seen any more";
    }
    return subject
        + " is "
        + quantity(rule, seen.value())
        + " again, "
        + rule.comparison().opposite()
        + ' '
        + limitText(rule, rule.levels().mildest());
  }

  /** What is, without a judgement. */
  static String now(Observation seen) {
    return subject(seen.rule(), seen.scope()) + " is " + quantity(seen.rule(), seen.value());
  }

  static String limitText(Rule rule, Alert.Severity severity) {
    return "the " + level(severity) + " limit of " + quantity(rule, rule.levels().at(severity));
  }

  private static String level(Alert.Severity severity) {
    return severity == Alert.Severity.MEDIUM ? "warning" : severity.name().toLowerCase(Locale.ROOT);
  }

  private static String subject(Rule rule, String scope) {
    String phrase =
        rule.measure().isLatency()
            ? rule.statistic().word() + ' ' + rule.measure().phrase()
            : rule.measure().phrase();
    String sentence = Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1);
    return scope.isEmpty() ? sentence : sentence + " of " + scope;
  }

  static String quantity(Rule rule, double value) {
    return switch (rule.measure().unit()) {
      case SECONDS ->
          value < MANY_SECONDS ? number(value) + " s" : number(value / SECONDS_PER_HOUR) + " h";
      case RATIO -> number(value * 100) + " %";
      case PER_SECOND -> number(value) + " per second";
    };
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return "infinity";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded =
        Math.abs(value) >= 100
            ? exact.setScale(0, RoundingMode.HALF_UP)
            : exact.round(new MathContext(3, RoundingMode.HALF_UP));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
