package dev.vitals.host;

import dev.vitals.exporter.prometheus.JvmMetrics;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * Platform threads by state, from thread infos without a stack; no thread is stopped for them.
 *
 * <p><i>Cost:</i> grows with the threads, hence only totals (with an empty state) from {@value
 * #MAXIMUM_THREADS_BY_STATE} threads on.
 */
final class JvmThreads implements Source {
  static final int MAXIMUM_THREADS_BY_STATE = 500;

  private static final Thread.State[] STATES = Thread.State.values();

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int maximumThreadsByState;

  JvmThreads(int maximumThreadsByState) {
    this.maximumThreadsByState = maximumThreadsByState;
  }

  @Override
  public void read(Readout out) {
    int all = threads.getThreadCount();
    if (all >= maximumThreadsByState) {
      int daemons = threads.getDaemonThreadCount();
      out.point(JvmMetrics.JVM_THREAD_COUNT, daemons, "", "true");
      out.point(JvmMetrics.JVM_THREAD_COUNT, Math.max(0, all - daemons), "", "false");
      return;
    }
    int[] daemons = new int[STATES.length];
    int[] others = new int[STATES.length];
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds(), 0)) {
      if (info != null) {
        (info.isDaemon() ? daemons : others)[info.getThreadState().ordinal()]++;
      }
    }
    for (Thread.State state : STATES) {
      if (state != Thread.State.NEW && state != Thread.State.TERMINATED) {
        String name = state.name().toLowerCase(Locale.ROOT);
        out.point(JvmMetrics.JVM_THREAD_COUNT, daemons[state.ordinal()], name, "true");
        out.point(JvmMetrics.JVM_THREAD_COUNT, others[state.ordinal()], name, "false");
      }
    }
  }
}
