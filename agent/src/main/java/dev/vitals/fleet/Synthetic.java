package dev.vitals.fleet;

import java.util.List;

/** Makes samples up in which a rule sees the value a test wants it to see. */
interface Synthetic {
  /** From one sample to the next. */
  long STEP_MILLIS = 15_000;

  /**
   * The same series in the same order, whatever the value.
   *
   * @param operations from one sample to the next, where the value is of operations
   */
  List<Series> at(double value, double operations);

  /**
   * One series of the exposition.
   *
   * @param isCounter whether it grows by the amount at every sample; else it stands at it
   */
  record Series(String selector, boolean isCounter, double amount) {
    static Series counter(String selector, double growth) {
      return new Series(selector, true, growth);
    }

    static Series gauge(String selector, double value) {
      return new Series(selector, false, value);
    }
  }
}
