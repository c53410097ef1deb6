package dev.vitals.fleet;

import static dev.vitals.fleet.Synthetic.Series.counter;

import dev.vitals.exporter.model.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one counter is of itself and another: what went wrong, where each has a counter. */
final class Parts {
  private Parts() {}

  /**
   * The part.
   *
   * @param good the metric that counts what went well
   */
  static Reading of(Metric bad, String good, Scope scope, long window) {
    String wrong = Readings.rateOf(bad.name(), scope, window);
    Map<String, String> records = new LinkedHashMap<>();
    String value = Readings.name(scope, bad.name(), "bad_ratio_rate", window);
    records.put(
        value, wrong + "\n/\n(" + wrong + " + " + Readings.rateOf(good, scope, window) + ')');
    String count = Readings.name(scope, bad.name(), "all_increase", window);
    records.put(count, increase(bad.name(), scope, window) + " + " + increase(good, scope, window));
    Synthetic synthetic =
        (wanted, each) ->
            List.of(
                counter(scope.example(good), (1 - wanted) * each),
                counter(scope.example(bad.name()), wanted * each));
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
