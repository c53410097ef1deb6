package dev.vitals.pipeline;

/** Candidate C: what Vitals does. */
final class ChunksOfLongs implements HandOff {
  private final Events events;

  ChunksOfLongs(int capacity) {
    events = new Events(capacity, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public boolean offer(long threadId, long attributes, long nanos) {
    return events.offer(threadId, attributes, nanos);
  }

  @Override
  public int drain(Events.Consumer to) {
    return events.drain(to);
  }
}
