package dev.vitals.fleet;

import java.util.Map;

/**
 * What a rule looks at, said in PromQL.
 *
 * @param records recording rules by name, in the order they build on each other
 * @param value the record that is compared with the limits
 * @param count the record of the operations in the window; empty where nothing is counted
 * @param unit of the value: {@code seconds}, {@code ratio} and so on; empty for a plain number
 * @param settleMillis how long after the first sample the value is what it will be
 * @param lingerMillis how long samples go on to count after they have ended
 * @param lowest a limit below it cannot be judged
 * @param highest only a limit below it can be judged
 * @param calm a value that is below every limit that can be judged; NaN where half a limit is
 * @param isExact whether made-up samples can show the limit itself to the last digit
 */
record Reading(
    Scope scope,
    Map<String, String> records,
    String value,
    String count,
    String unit,
    long settleMillis,
    long lingerMillis,
    double lowest,
    double highest,
    double calm,
    boolean isExact,
    Synthetic synthetic) {

  boolean isCounted() {
    return !count.isEmpty();
  }

  double calmBelow(double limit) {
    return Double.isNaN(calm) ? limit / 2 : calm;
  }

  /** A value for a person: in a template, or as the template shows it. */
  static String shown(String unit, double value) {
    if (unit.equals("ratio")) {
      return Numbers.short4(value * 100) + '%';
    }
    return Numbers.short4(value) + suffix(unit);
  }

  static String template(String unit) {
    return unit.equals("ratio")
        ? "{{ humanizePercentage $value }}"
        : "{{ printf \"%.4g\" $value }}" + suffix(unit);
  }

  private static String suffix(String unit) {
    return switch (unit) {
      case "" -> "";
      case "seconds" -> " s";
      default -> " " + unit;
    };
  }
}
