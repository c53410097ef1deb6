package dev.vitals.pipeline;

import java.util.concurrent.ForkJoinPool;

/**
 * What an executor is called: after its threads, without the numbers at the end; where those have
 * the names that the JDK gives when nobody cares, after the place in the code that built it.
 *
 * <p>A name is bounded by the code, not by what happens: an application that builds a pool for each
 * request has one series for all of them.
 */
final class ExecutorNames {
  private static final int LONGEST = 255;
  private static final String DEFAULT_THREADS =
      "java.util.concurrent.Executors$DefaultThreadFactory";
  private static final String FORK_JOIN = "ForkJoinPool";

  /** Those of whose name nothing tells. */
  static final String POOL = "pool";

  /** All of them, for they come and go with requests, and their threads have no names. */
  static final String PER_TASK_NAME = "thread-per-task";

  /** What the threads are that carry the virtual ones. */
  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  private static final String[] NOT_THE_BUILDER = {
    "com.google.common.util.concurrent.",
    "dev.vitals.",
    "java.",
    "javax.",
    "jdk.",
    "org.springframework.scheduling.",
    "sun.",
  };

  private ExecutorNames() {}

  /**
   * What a new executor is called whose threads will not tell whose it is; null for any other.
   *
   * @param threads makes its threads, or is one of them
   */
  static String place(Object threads) {
    return switch (threads == null ? "" : threads.getClass().getName()) {
      case DEFAULT_THREADS -> Builder.place(NOT_THE_BUILDER);
      case CARRIER -> "virtual-threads";
      default -> null;
    };
  }

  /**
   * The name.
   *
   * @param executor null where it is collected
   * @param threadName of one of its threads; null where none is known
   * @return null where nothing tells yet
   */
  static String of(Object executor, ExecutorCounts counts, String threadName) {
    if (executor instanceof ForkJoinPool && executor == ForkJoinPool.commonPool()) {
      return FORK_JOIN + ".commonPool";
    }
    String own = threadName == null ? "" : withoutNumbers(threadName);
    if (!own.isEmpty() && !isDefault(own)) {
      return own.substring(0, Math.min(LONGEST, own.length()));
    }
    if (counts.builtAt != null) {
      return counts.builtAt;
    }
    if (!own.isEmpty()) {
      return own.startsWith(FORK_JOIN) ? FORK_JOIN : own.startsWith("pool-") ? POOL : own;
    }
    return executor instanceof ForkJoinPool ? FORK_JOIN : null;
  }

  /** {@code http-nio-8080-exec-7} is {@code http-nio-8080-exec}. */
  static String withoutNumbers(String threadName) {
    int end = threadName.length();
    while (end > 0
        && (isDigit(threadName, end - 1)
            || "-_#.: ()[]".indexOf(threadName.charAt(end - 1)) >= 0)) {
      end--;
    }
    return threadName.substring(0, end);
  }

  /** {@code pool-1-thread}, {@code ForkJoinPool-1-worker}, {@code Thread}. */
  private static boolean isDefault(String name) {
    return name.equals("Thread")
        || isNumbered(name, "pool-", "-thread")
        || isNumbered(name, FORK_JOIN + "-", "-worker");
  }

  private static boolean isNumbered(String name, String before, String after) {
    if (!name.startsWith(before) || !name.endsWith(after)) {
      return false;
    }
    for (int index = before.length(); index < name.length() - after.length(); index++) {
      if (!isDigit(name, index)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(String text, int index) {
    char each = text.charAt(index);
    return each >= '0' && each <= '9';
  }
}
