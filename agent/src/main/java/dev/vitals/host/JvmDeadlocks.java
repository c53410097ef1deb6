package dev.vitals.host;

import dev.vitals.exporter.prometheus.JvmMetrics;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Threads that wait for each other for ever.
 *
 * <p><i>Cost:</i> the JVM stops for the search, for longer the more threads there are: it is asked
 * rarely, and not at all above {@value #MAXIMUM_THREADS} threads.
 */
final class JvmDeadlocks implements Source {
  static final int MAXIMUM_THREADS = 2_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public void read(Readout out) {
    if (threads.getThreadCount() <= MAXIMUM_THREADS) {
      long[] monitors = threads.findMonitorDeadlockedThreads();
      out.point(JvmMetrics.JVM_THREADS_DEADLOCKED_MONITOR, monitors == null ? 0 : monitors.length);
      if (threads.isSynchronizerUsageSupported()) {
        long[] all = threads.findDeadlockedThreads();
        out.point(JvmMetrics.JVM_THREADS_DEADLOCKED, all == null ? 0 : all.length);
      }
    }
  }
}
