package dev.vitals.benchmarks.overhead;

import java.util.Locale;
import java.util.function.Function;

/** Something the agent must reach, and how it follows from samples. */
record Target(
    String id,
    String what,
    boolean atMost,
    double limit,
    int decimals,
    Function<Samples, Interval> measured) {
  private static final int FEWEST_ROUNDS = 3;

  static Target atMost(
      String id, String what, double limit, int decimals, Function<Samples, Interval> measured) {
    return new Target(id, what, true, limit, decimals, measured);
  }

  static Target atLeast(
      String id, String what, double limit, int decimals, Function<Samples, Interval> measured) {
    return new Target(id, what, false, limit, decimals, measured);
  }

  String must() {
    return (atMost ? "≤ " : "≥ ") + number(limit);
  }

  /** The measured figure with its interval, and what to make of it. */
  String cell(Samples samples) {
    Interval interval = measured.apply(samples);
    if (interval.count() == 0) {
      return "not measured";
    }
    String text = number(interval.median());
    if (interval.low() != interval.high()) {
      text += " (" + number(interval.low()) + " to " + number(interval.high()) + ")";
    }
    return text + ", " + verdict(interval);
  }

  private String verdict(Interval interval) {
    if (interval.count() < FEWEST_ROUNDS) {
      return "too few rounds to say";
    }
    double best = atMost ? interval.low() : interval.high();
    double worst = atMost ? interval.high() : interval.low();
    if (within(worst)) {
      return "**met**";
    }
    return within(best) ? "**undecided**" : "**missed**";
  }

  private boolean within(double value) {
    return atMost ? value <= limit : value >= limit;
  }

  private String number(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
