package dev.vitals.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Something that is promised or compared: one value per round, of samples of the same round.
 *
 * @param target its number in the list of targets, or empty
 * @param must what is promised, or empty
 */
record Figure(String target, String what, String must, Values values) {
  /** One value per round; NaN for a round in which a sample was invalid. */
  interface Values {
    double[] of(Results results);
  }

  /** How many times the cost of two looks at the clock a call has on top of the bare call. */
  static Values inClocks(
      String measured, String plain, String clocks, ToDoubleFunction<Sample> of) {
    return results ->
        perRound(
            results,
            values -> (values[0] - values[1]) / (values[2] - values[3]),
            of,
            measured,
            plain,
            clocks,
            plain);
  }

  /** The same where the clocks stand around another bare call. */
  static Values inClocks(
      String measured, String plain, String clocks, String clocked, ToDoubleFunction<Sample> of) {
    return results ->
        perRound(
            results,
            values -> (values[0] - values[1]) / (values[2] - values[3]),
            of,
            measured,
            plain,
            clocks,
            clocked);
  }

  static Values difference(String measured, String plain, ToDoubleFunction<Sample> of) {
    return results -> perRound(results, values -> values[0] - values[1], of, measured, plain);
  }

  static Values ratio(String measured, String other, ToDoubleFunction<Sample> of) {
    return results -> perRound(results, values -> values[0] / values[1], of, measured, other);
  }

  static Values value(String measured, ToDoubleFunction<Sample> of) {
    return results -> perRound(results, values -> values[0], of, measured);
  }

  /** The median of the rounds, and from the least to the greatest. */
  String cell(Results results) {
    double[] valid = Arrays.stream(values.of(results)).filter(Double::isFinite).sorted().toArray();
    if (valid.length == 0) {
      return "–";
    }
    double median = (valid[(valid.length - 1) / 2] + valid[valid.length / 2]) / 2;
    return valid.length == 1
        ? text(median)
        : text(median) + " (" + text(valid[0]) + " to " + text(valid[valid.length - 1]) + ")";
  }

  private static double[] perRound(
      Results results,
      ToDoubleFunction<double[]> formula,
      ToDoubleFunction<Sample> of,
      String... names) {
    int rounds = Integer.MAX_VALUE;
    for (String name : names) {
      rounds = Math.min(rounds, results.of(name).size());
    }
    double[] perRound = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      double[] values = new double[names.length];
      for (int index = 0; index < names.length; index++) {
        Sample sample = results.of(names[index]).get(round);
        values[index] =
            sample.isValid(Plan.named(names[index])) ? of.applyAsDouble(sample) : Double.NaN;
      }
      perRound[round] = formula.applyAsDouble(values);
    }
    return perRound;
  }

  private static String text(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size < 10 ? "%.3f" : size < 1000 ? "%.1f" : "%,.0f", value);
  }
}
