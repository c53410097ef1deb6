package dev.vitals.history;

/**
 * The numbers of one series in one block. Immutable.
 *
 * @param count calls of a timing, samples of a gauge
 * @param sum microseconds of a timing, the samples of a gauge together, or what was counted
 * @param max microseconds of the longest call, or the greatest sample
 * @param latencies encoded histogram of a timing; null where only sums are kept
 */
record Entry(
    Name name,
    long count,
    long errors,
    double sum,
    double min,
    double max,
    double last,
    byte[] latencies) {

  static Entry timing(
      Name name, long count, long errors, double sumMicros, double maxMicros, byte[] latencies) {
    return new Entry(name, count, errors, sumMicros, 0, maxMicros, 0, latencies);
  }

  static Entry gauge(Name name, long samples, double sum, double min, double max, double last) {
    return new Entry(name, samples, 0, sum, min, max, last, null);
  }

  static Entry count(Name name, double amount) {
    return new Entry(name, 0, 0, amount, 0, 0, 0, null);
  }

  Entry withoutLatencies() {
    return latencies == null ? this : timing(name, count, errors, sum, max, null);
  }
}
