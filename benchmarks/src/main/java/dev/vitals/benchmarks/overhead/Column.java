package dev.vitals.benchmarks.overhead;

import java.util.Locale;

/** A value of an experiment's samples as the page shows it: under which heading, in which unit. */
record Column(String value, String heading, double unit, int decimals) {
  String text(double number) {
    return Double.isNaN(number)
        ? "–"
        : String.format(Locale.ROOT, "%,." + decimals + "f", number / unit);
  }
}
