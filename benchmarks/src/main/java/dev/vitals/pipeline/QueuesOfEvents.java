package dev.vitals.pipeline;

import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/** Candidates A and B: a new object per event, through one queue or one per stripe of threads. */
final class QueuesOfEvents implements HandOff {
  private static final int LIMIT = 4_096;

  private final MpscVarHandleArrayQueue<?>[] queues;

  QueuesOfEvents(int capacity, int stripes) {
    queues = new MpscVarHandleArrayQueue<?>[stripes];
    for (int index = 0; index < stripes; index++) {
      queues[index] = new MpscVarHandleArrayQueue<Event>(capacity / stripes);
    }
  }

  @Override
  public boolean offer(long threadId, long attributes, long nanos) {
    return queue((int) threadId & queues.length - 1).offer(new Event(attributes, nanos));
  }

  @Override
  public int drain(Events.Consumer to) {
    int drained = 0;
    for (int index = 0; index < queues.length; index++) {
      drained += queue(index).drain(event -> to.accept(event.attributes(), event.nanos()), LIMIT);
    }
    return drained;
  }

  @SuppressWarnings("unchecked")
  private MpscVarHandleArrayQueue<Event> queue(int index) {
    return (MpscVarHandleArrayQueue<Event>) queues[index];
  }

  private record Event(long attributes, long nanos) {}
}
