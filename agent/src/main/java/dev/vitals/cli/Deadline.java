package dev.vitals.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Limits how long another process may keep us waiting. Work that hangs is left behind on a daemon
 * thread.
 */
final class Deadline {
  static final int ANSWER_SECONDS = 10;
  static final int START_SECONDS = 30;

  /** One that hangs must not hold up the others of a list. */
  private static final ForkJoinPool POOL = new ForkJoinPool(16);

  private Deadline() {}

  static <T> Future<T> start(Callable<T> work) {
    return POOL.submit(work);
  }

  /** What the work answers in time. */
  static <T> T await(Future<T> work, String what) throws Failure {
    try {
      return work.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      work.cancel(true);
      throw new Failure(
          ExitCode.FAILURE,
          what + " did not answer within " + ANSWER_SECONDS + " s",
          "is it stopped, in a long pause or out of memory? try again later");
    } catch (ExecutionException e) {
      throw translated(e.getCause(), what);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILURE, "interrupted", "");
    }
  }

  /** Waits until the condition holds; false when it does not in time. */
  static boolean until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return true;
  }

  /** Does nothing for a while. */
  static void rest(long nanos) throws Failure {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILURE, "interrupted", "");
    }
  }

  private static Failure translated(Throwable cause, String what) {
    Throwable root = cause;
    while (root.getCause() != null && !(root instanceof Failure)) {
      root = root.getCause();
    }
    if (root instanceof Failure failure) {
      return failure;
    }
    if (root instanceof IOException) {
      return new Failure(
          ExitCode.FAILURE, what + " does not answer: " + root.getMessage(), "is it still there?");
    }
    return new Failure(ExitCode.FAILURE, what + ": " + root, "");
  }
}
