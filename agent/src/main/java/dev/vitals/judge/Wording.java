package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The sentences of alerts: the same everywhere, whatever the language of the host is. */
final class Wording {
  private Wording() {}

  static String above(Rule rule, String scope, Condition condition) {
    Alert.Severity severity = condition.severity();
    String subject = subject(rule, scope);
    String limit = limitText(rule, severity);
    if (Double.isNaN(condition.value())) {
      return subject + " was above " + limit + " and is not seen any more";
    }
    if (condition.value() > limit(rule, severity)) {
      return subject + " is " + quantity(rule, condition.value()) + ", above " + limit;
    }
    return subject
        + " is "
        + quantity(rule, condition.value())
        + ", not yet recovered from "
        + limit;
  }

  static String over(Observation seen) {
    String subject = subject(seen.rule(), seen.scope());
    if (Double.isNaN(seen.value())) {
      return subject + " is not seen any more";
    }
    return subject
        + " is "
        + quantity(seen.rule(), seen.value())
        + " again, below "
        + limitText(seen.rule(), Alert.Severity.MEDIUM);
  }

  static double limit(Rule rule, Alert.Severity severity) {
    return severity == Alert.Severity.CRITICAL ? rule.critical() : rule.warning();
  }

  private static String limitText(Rule rule, Alert.Severity severity) {
    return "the "
        + (severity == Alert.Severity.CRITICAL ? "critical" : "warning")
        + " limit of "
        + quantity(rule, limit(rule, severity));
  }

  private static String subject(Rule rule, String scope) {
    String phrase = rule.measure().phrase();
    String sentence = Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1);
    return scope.isEmpty() ? sentence : sentence + " of " + scope;
  }

  private static String quantity(Rule rule, double value) {
    return switch (rule.measure().unit()) {
      case SECONDS -> number(value) + " s";
      case RATIO -> number(value * 100) + " %";
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
