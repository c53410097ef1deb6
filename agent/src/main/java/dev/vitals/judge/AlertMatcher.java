package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.util.List;
import java.util.Locale;

/**
 * A condition on the rule, the scope or the severity of an alert, such as {@code
 * rule=http-latency-p95}, {@code severity!=critical} or {@code scope=~/admin/*}.
 *
 * <p>The operators are those of Alertmanager, {@code =}, {@code !=}, {@code =~} and {@code !~}, but
 * the last two take no regular expression: {@code *} stands for any letters, {@code |} between
 * alternatives. Immutable.
 */
public final class AlertMatcher {
  /** What of an alert is looked at. */
  public enum Field {
    RULE,
    SCOPE,
    SEVERITY;

    /** As people write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int LONGEST_VALUE = 500;

  private final Field field;
  private final boolean isEqual;
  private final boolean isPattern;
  private final String value;

  /**
   * <i>Errors:</i> an {@link IllegalArgumentException} that says what is wrong with the value.
   *
   * @param isEqual false turns it round
   * @param isPattern whether {@code *} and {@code |} in the value have a meaning
   */
  public AlertMatcher(Field field, boolean isEqual, boolean isPattern, String value) {
    this.field = field;
    this.isEqual = isEqual;
    this.isPattern = isPattern;
    this.value = field == Field.SEVERITY ? value.toLowerCase(Locale.ROOT) : value;
    if (value.length() > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          field.text() + ": a value has at most " + LONGEST_VALUE + " letters");
    }
    if (value.isEmpty() && field != Field.SCOPE) {
      throw new IllegalArgumentException(field.text() + ": the value is missing");
    }
    if (isPattern) {
      requireNoRegularExpression();
    } else if (field == Field.SEVERITY) {
      requireSeverity();
    }
  }

  /**
   * The condition in a text.
   *
   * <p><i>Errors:</i> an {@link IllegalArgumentException} that says what is wrong with it.
   */
  public static AlertMatcher parse(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != '!') {
      at++;
    }
    Field field = field(text.substring(0, at).trim());
    boolean isPattern = text.startsWith("=~", at) || text.startsWith("!~", at);
    boolean isEqual = text.startsWith("=", at);
    if (!isPattern && !isEqual && !text.startsWith("!=", at)) {
      throw new IllegalArgumentException(
          "a matcher is a field, one of = != =~ !~, and a value, such as severity!=critical");
    }
    int operatorLength = isPattern || !isEqual ? 2 : 1;
    String value = text.substring(at + operatorLength).trim();
    return new AlertMatcher(field, isEqual, isPattern, withoutQuotes(value));
  }

  public Field field() {
    return field;
  }

  public boolean isEqual() {
    return isEqual;
  }

  public boolean isPattern() {
    return isPattern;
  }

  public String value() {
    return value;
  }

  boolean matches(Alert alert) {
    String actual =
        switch (field) {
          case RULE -> alert.rule();
          case SCOPE -> alert.scope();
          case SEVERITY -> alert.severity().name().toLowerCase(Locale.ROOT);
        };
    boolean same = isPattern ? Glob.matches(value, actual) : value.equals(actual);
    return same == isEqual;
  }

  static boolean allMatch(List<AlertMatcher> matchers, Alert alert) {
    for (AlertMatcher matcher : matchers) {
      if (!matcher.matches(alert)) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    String operator = isPattern ? isEqual ? "=~" : "!~" : isEqual ? "=" : "!=";
    boolean isBare = value.equals(value.trim()) && value.equals(withoutQuotes(value));
    return field.text() + operator + (isBare ? value : '"' + value + '"');
  }

  private static Field field(String name) {
    for (Field field : Field.values()) {
      if (field.text().equalsIgnoreCase(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException("a matcher starts with rule, scope or severity");
  }

  private static String withoutQuotes(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** One that is meant would silence nothing, and nobody would notice. */
  private void requireNoRegularExpression() {
    if (value.contains(".*")
        || value.contains(".+")
        || value.startsWith("^")
        || value.endsWith("$")) {
      throw new IllegalArgumentException(
          field.text()
              + ": =~ takes * for any letters and | between alternatives, not a regular expression");
    }
  }

  private void requireSeverity() {
    for (Alert.Severity severity : Alert.Severity.values()) {
      if (severity.name().toLowerCase(Locale.ROOT).equals(value)) {
        return;
      }
    }
    throw new IllegalArgumentException("a severity is low, medium, high or critical");
  }
}
