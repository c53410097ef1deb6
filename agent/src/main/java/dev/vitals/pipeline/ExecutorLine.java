package dev.vitals.pipeline;

/** What is shown of the executors of one name. <i>Threads:</i> the aggregator alone. */
final class ExecutorLine {
  /** What those counted that are gone. */
  final ExecutorTotals retired = new ExecutorTotals();

  /** Whether it has a series of its own. */
  final boolean admitted;

  final Saturation saturation;
  final TaskWindow tasks;
  ExecutorTotals now = new ExecutorTotals();
  ExecutorReading reading = new ExecutorReading();

  ExecutorLine(boolean admitted, Lookback lookback) {
    this.admitted = admitted;
    saturation = new Saturation(lookback);
    tasks = new TaskWindow(lookback);
  }

  /** Everything is about to be read anew. */
  void reset() {
    now = new ExecutorTotals();
    now.add(retired);
    reading = new ExecutorReading();
  }

  /** The executors were read again. */
  void looked() {
    saturation.look(reading.active, reading.max, reading.waiting);
  }

  void tick() {
    saturation.tick();
    tasks.tick(now);
  }

  void lookBack(Lookback lookback) {
    saturation.lookBack(lookback);
    tasks.lookBack(lookback);
  }

  /** Whether there is an executor that says how it stands. */
  boolean isThere() {
    return reading.active >= 0L;
  }
}
