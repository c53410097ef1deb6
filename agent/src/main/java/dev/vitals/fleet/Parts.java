package dev.vitals.fleet;

import static dev.vitals.fleet.Synthetic.Series.counter;

import dev.vitals.exporter.model.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What part one counter is: what went wrong, where that has a counter of its own. */
final class Parts {
  private Parts() {}

  /**
   * The part of itself and another.
   *
   * @param good the metric that counts what went well
   */
  static Reading of(Metric bad, String good, Scope scope, long window) {
    String wrong = Readings.rateOf(bad.name(), scope, window);
    String all = '(' + wrong + " + " + Readings.rateOf(good, scope, window) + ')';
    String count = increase(bad.name(), scope, window) + " + " + increase(good, scope, window);
    Synthetic synthetic =
        (wanted, each) ->
            List.of(
                counter(scope.example(good), (1 - wanted) * each),
                counter(scope.example(bad.name()), wanted * each));
    return reading(bad, all, count, scope, window, synthetic);
  }

  /**
   * The part of another that counts it too.
   *
   * @param all the metric that counts what went well and what went wrong
   */
  static Reading within(Metric bad, String all, Scope scope, long window) {
    Synthetic synthetic =
        (wanted, each) ->
            List.of(
                counter(scope.example(all), each),
                counter(scope.example(bad.name()), wanted * each));
    return reading(
        bad,
        Readings.rateOf(all, scope, window),
        increase(all, scope, window),
        scope,
        window,
        synthetic);
  }

  private static Reading reading(
      Metric bad,
      String allRate,
      String allIncrease,
      Scope scope,
      long window,
      Synthetic synthetic) {
    Map<String, String> records = new LinkedHashMap<>();
    String value = Readings.name(scope, bad.name(), "bad_ratio_rate", window);
    records.put(value, Readings.rateOf(bad.name(), scope, window) + "\n/\n" + allRate);
    String count = Readings.name(scope, bad.name(), "all_increase", window);
    records.put(count, allIncrease);
    return new Reading(
        scope,
        records,
        value,
        count,
        "ratio",
        Synthetic.STEP_MILLIS,
        window,
        0,
        1,
        Double.NaN,
        false,
        synthetic);
  }

  private static String increase(String counter, Scope scope, long window) {
    return "sum "
        + scope.by()
        + " (increase("
        + counter
        + scope.matching()
        + '['
        + Numbers.duration(window)
        + "]))";
  }
}
