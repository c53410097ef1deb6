package dev.vitals.host;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at what the platform threads are doing: names, states, locks and stacks, no values.
 *
 * <p><i>Cost:</i> the JVM stops once, for the stacks of {@value #MOST_THREADS} threads and {@value
 * #MOST_FRAMES} calls each at most. <i>Errors:</i> a {@link LinkageError} where the JVM lacks
 * java.management.
 */
public final class JvmStacks {
  static final int MOST_THREADS = 400;
  static final int MOST_FRAMES = 50;

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_FRAME = 300;

  private JvmStacks() {}

  /** What they are doing now. */
  public static ThreadDump dump() {
    return dump(MOST_THREADS);
  }

  static ThreadDump dump(int mostThreads) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] all = threads.getAllThreadIds();
    long[] some =
        all.length <= mostThreads ? all : telling(threads.getThreadInfo(all, 0), mostThreads);
    List<ThreadDump.Facts> facts = new ArrayList<>();
    for (ThreadInfo info : threads.getThreadInfo(some, MOST_FRAMES)) {
      // Null when it has ended meanwhile.
      if (info != null) {
        facts.add(facts(info));
      }
    }
    return new ThreadDump(all.length, facts);
  }

  /**
   * Those that wait for a lock first, then those they wait for, then those that run.
   *
   * @param all without stacks, for which no thread is stopped
   */
  private static long[] telling(ThreadInfo[] all, int most) {
    Set<Long> owners = new HashSet<>();
    for (ThreadInfo info : all) {
      if (info != null && info.getThreadState() == Thread.State.BLOCKED) {
        owners.add(info.getLockOwnerId());
      }
    }
    long[] chosen = new long[most];
    int count = 0;
    for (int rank = 0; rank <= 3; rank++) {
      for (ThreadInfo info : all) {
        if (count < most && info != null && rank(info, owners) == rank) {
          chosen[count++] = info.getThreadId();
        }
      }
    }
    return Arrays.copyOf(chosen, count);
  }

  private static int rank(ThreadInfo info, Set<Long> owners) {
    if (info.getThreadState() == Thread.State.BLOCKED) {
      return 0;
    }
    if (owners.contains(info.getThreadId())) {
      return 1;
    }
    return info.getThreadState() == Thread.State.RUNNABLE ? 2 : 3;
  }

  private static ThreadDump.Facts facts(ThreadInfo info) {
    StackTraceElement[] calls = info.getStackTrace();
    List<String> stack = new ArrayList<>();
    for (StackTraceElement call : calls) {
      stack.add(frame(call));
    }
    // Who waits to be notified waits for no owner, though somebody may have the lock meanwhile.
    boolean hasOwner = info.getLockOwnerId() >= 0 && !awaitsNotify(calls, info.getThreadState());
    return new ThreadDump.Facts(
        info.getThreadId(),
        cut(info.getThreadName(), LONGEST_NAME),
        info.getThreadState(),
        info.getLockName() == null ? "" : cut(info.getLockName(), LONGEST_FRAME),
        hasOwner ? info.getLockOwnerId() : -1,
        hasOwner ? cut(info.getLockOwnerName(), LONGEST_NAME) : "",
        stack);
  }

  private static boolean awaitsNotify(StackTraceElement[] calls, Thread.State state) {
    return state != Thread.State.BLOCKED
        && calls.length > 0
        && calls[0].getClassName().equals("java.lang.Object");
  }

  /** As stack traces have it, without modules and loaders, which are the same everywhere. */
  private static String frame(StackTraceElement call) {
    StringBuilder frame = new StringBuilder();
    frame.append(call.getClassName()).append('.').append(call.getMethodName()).append('(');
    if (call.isNativeMethod()) {
      frame.append("native");
    } else if (call.getFileName() == null) {
      frame.append("unknown");
    } else {
      frame.append(call.getFileName());
      if (call.getLineNumber() >= 0) {
        frame.append(':').append(call.getLineNumber());
      }
    }
    return cut(frame.append(')').toString(), LONGEST_FRAME);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
