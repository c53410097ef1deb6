package dev.vitals.pipeline;

import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads how long a queue of tasks is and how long it may get, from its fields: many of them take
 * their lock to say it, and those of the application may do anything.
 *
 * <p><i>Errors:</i> {@link ExecutorReading#UNKNOWN} where the queue is of no kind that is known, or
 * has no limit.
 */
final class QueueReader {
  private static final String DELAYED_WORK =
      "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue";

  private QueueReader() {}

  static void read(Object queue, ExecutorReading into) throws ReflectiveOperationException {
    if (queue instanceof SynchronousQueue) {
      into.queued = 0L;
      into.remaining = 0L;
    } else if (queue instanceof LinkedBlockingQueue) {
      into.queued =
          ((AtomicInteger) Reflection.get(LinkedBlockingQueue.class, queue, "count")).get();
      limit(Reflection.getInt(LinkedBlockingQueue.class, queue, "capacity"), into);
    } else if (queue instanceof ArrayBlockingQueue) {
      into.queued = Reflection.getInt(ArrayBlockingQueue.class, queue, "count");
      limit(((Object[]) Reflection.get(ArrayBlockingQueue.class, queue, "items")).length, into);
    } else if (queue instanceof LinkedBlockingDeque) {
      into.queued = Reflection.getInt(LinkedBlockingDeque.class, queue, "count");
      limit(Reflection.getInt(LinkedBlockingDeque.class, queue, "capacity"), into);
    } else if (queue instanceof PriorityBlockingQueue) {
      into.remaining = ExecutorReading.UNLIMITED;
      into.queued = Reflection.getInt(PriorityBlockingQueue.class, queue, "size");
    } else if (queue.getClass().getName().equals(DELAYED_WORK)) {
      into.queued = Reflection.getInt(queue.getClass(), queue, "size");
    } else if (queue instanceof DelayQueue) {
      into.queued = ((PriorityQueue<?>) Reflection.get(DelayQueue.class, queue, "q")).size();
    }
  }

  private static void limit(int capacity, ExecutorReading into) {
    into.remaining =
        capacity < Integer.MAX_VALUE
            ? Math.max(0L, capacity - into.queued)
            : ExecutorReading.UNLIMITED;
  }
}
