package dev.vitals.pipeline;

/**
 * A way from the application's threads to the aggregator, for comparison.
 *
 * <p><i>Threads:</i> {@link #offer} any, {@link #drain} one.
 */
interface HandOff {
  /** False when there was no room. */
  boolean offer(long threadId, long attributes, long nanos);

  int drain(Events.Consumer to);
}
