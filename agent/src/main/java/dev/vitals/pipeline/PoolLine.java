package dev.vitals.pipeline;

/** What is shown of the pools of one name. <i>Threads:</i> the aggregator alone. */
final class PoolLine {
  final String name;
  final Timing waitTimes;
  final Timing useTimes;
  final Timing openTimes;

  /** Of those who got a connection and of those who gave up. */
  final LatencyWindow waits;

  final Saturation saturation;

  /** How its pools were when they were asked last; null where there is none. */
  PoolReading reading;

  long timeouts;

  /** Of pools that are gone. */
  long retiredTimeouts;

  PoolLine(String name, Timing.Buckets buckets, Lookback lookback) {
    this.name = name;
    waitTimes = new Timing(buckets);
    useTimes = new Timing(buckets);
    openTimes = new Timing(buckets);
    waits = new LatencyWindow(lookback);
    saturation = new Saturation(lookback);
  }

  void record(int operation, long nanos) {
    switch (operation) {
      case PoolRecorder.USE -> useTimes.record(nanos);
      case PoolRecorder.OPEN -> openTimes.record(nanos);
      default -> {
        waitTimes.record(nanos);
        waits.record(nanos, operation == PoolRecorder.GIVEN_UP);
      }
    }
  }

  /** The pools were asked again. */
  void looked() {
    if (reading != null) {
      saturation.look(reading.used(), reading.max(), reading.pending());
    }
  }

  boolean isUsed() {
    return waitTimes.count() + useTimes.count() + openTimes.count() + timeouts > 0;
  }
}
