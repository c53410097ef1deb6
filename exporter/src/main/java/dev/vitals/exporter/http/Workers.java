package dev.vitals.exporter.http;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The two threads that answer requests, and the deadline of each.
 *
 * <p>A client that is slow to send or to read blocks the thread that serves it. The threads need no
 * watchdog of their own: whoever waits here, an idle worker for work or the server's dispatcher for
 * a worker, wakes at the next deadline and interrupts the thread that missed it, which closes its
 * connection. While both are busy and nobody waits, slowness harms nobody. A dispatcher that waits
 * accepts no connection, so the kernel's backlog is the bounded queue.
 *
 * <p><i>Errors:</i> whatever a task throws ends that task only.
 */
final class Workers implements Executor {
  private static final int COUNT = 2;
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Object lock = new Object();
  private final Worker[] workers = new Worker[COUNT];
  private final ThreadFactory threads;
  private final long taskNanos;
  private boolean closed;
  private Runnable last;

  /**
   * @param taskNanos how long a task may take unless it sets another limit
   */
  Workers(ThreadFactory threads, long taskNanos) {
    this.threads = threads;
    this.taskNanos = taskNanos;
  }

  /** Hands the task to a worker, and waits for one as long as both are busy. */
  @Override
  public void execute(Runnable task) {
    synchronized (lock) {
      while (!closed) {
        if (handOver(task)) {
          return;
        }
        waitForDeadlineOrChange();
      }
    }
    throw new RejectedExecutionException("the endpoint is closed");
  }

  /** Gives the task of the calling worker so much time from now on. */
  void limit(long nanos) {
    synchronized (lock) {
      Worker current = current();
      if (current != null) {
        current.limited = true;
        current.deadlineNanos = System.nanoTime() + nanos;
        lock.notifyAll();
      }
    }
  }

  /** Lifts the limit of the calling worker's task, while it waits for us and not for a client. */
  void unlimit() {
    synchronized (lock) {
      Worker current = current();
      if (current != null) {
        current.limited = false;
      }
    }
  }

  /**
   * When the calling thread is a worker, runs the action once its task is over, as the last thing
   * it does.
   *
   * @return false when the calling thread is no worker
   */
  boolean runLast(Runnable action) {
    synchronized (lock) {
      if (current() == null) {
        return false;
      }
      last = action;
      return true;
    }
  }

  /** Takes no more tasks, and gives those under way a moment to end. */
  void close() throws InterruptedException {
    long deadlineNanos = System.nanoTime() + GRACE_NANOS;
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
      long leftNanos = GRACE_NANOS;
      while (isBusy() && leftNanos > 0) {
        lock.wait(leftNanos / 1_000_000 + 1);
        leftNanos = deadlineNanos - System.nanoTime();
      }
    }
  }

  /** Interrupts what is still running and waits for the threads to end. */
  void join() throws InterruptedException {
    Worker[] started;
    synchronized (lock) {
      started = workers.clone();
    }
    for (Worker worker : started) {
      if (worker != null && worker.thread != Thread.currentThread()) {
        worker.thread.interrupt();
        worker.thread.join(TimeUnit.SECONDS.toMillis(2));
      }
    }
  }

  private boolean handOver(Runnable task) {
    for (int i = 0; i < COUNT; i++) {
      if (workers[i] == null) {
        workers[i] = start(task);
        return true;
      }
      if (workers[i].task == null) {
        workers[i].take(task);
        lock.notifyAll();
        return true;
      }
    }
    return false;
  }

  private Worker start(Runnable task) {
    Worker worker = new Worker();
    worker.take(task);
    try {
      worker.thread = threads.newThread(worker);
      worker.thread.start();
    } catch (Throwable noThread) {
      // An Error would end the dispatcher, and be printed on the host's stderr.
      throw new RejectedExecutionException("no thread", noThread);
    }
    return worker;
  }

  private void waitForDeadlineOrChange() {
    long now = System.nanoTime();
    long waitNanos = Long.MAX_VALUE;
    for (Worker worker : workers) {
      if (worker != null && worker.task != null && worker.limited) {
        long left = worker.deadlineNanos - now;
        if (left <= 0) {
          worker.limited = false;
          worker.thread.interrupt();
        } else {
          waitNanos = Math.min(waitNanos, left);
        }
      }
    }
    try {
      lock.wait(waitNanos == Long.MAX_VALUE ? 0 : waitNanos / 1_000_000 + 1);
    } catch (InterruptedException e) {
      // Only close() ends the wait for good, and the caller looks at that again.
      return;
    }
  }

  private boolean isBusy() {
    for (Worker worker : workers) {
      if (worker != null && worker.task != null) {
        return true;
      }
    }
    return false;
  }

  private Worker current() {
    Thread thread = Thread.currentThread();
    for (Worker worker : workers) {
      if (worker != null && worker.thread == thread) {
        return worker;
      }
    }
    return null;
  }

  private final class Worker implements Runnable {
    private Thread thread;
    private Runnable task;
    private long deadlineNanos;
    private boolean limited;

    private void take(Runnable next) {
      task = next;
      limited = true;
      deadlineNanos = System.nanoTime() + taskNanos;
    }

    @Override
    public void run() {
      for (Runnable next = await(); next != null; next = await()) {
        try {
          next.run();
        } catch (Throwable ignored) {
          // The server has closed the connection already; there is nobody else to tell.
        }
        runLastAction();
      }
    }

    private Runnable await() {
      synchronized (lock) {
        while (task == null && !closed) {
          waitForDeadlineOrChange();
        }
        return task;
      }
    }

    private void runLastAction() {
      Runnable action;
      synchronized (lock) {
        task = null;
        Thread.interrupted();
        action = last;
        last = null;
        lock.notifyAll();
      }
      if (action != null) {
        action.run();
      }
    }
  }
}
