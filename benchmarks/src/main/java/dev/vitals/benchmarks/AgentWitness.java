package dev.vitals.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What happened in the benchmark's JVM beside the time of its calls: bytes allocated and CPU used
 * by the calling threads and CPU of the whole process, per call, and what the agent says it saw and
 * dropped.
 */
public final class AgentWitness implements InternalProfiler {
  static final String CALLER_BYTES = "caller.bytes";
  static final String CALLER_CPU_NANOS = "caller.cpu.nanos";
  static final String PROCESS_CPU_NANOS = "process.cpu.nanos";
  static final String CALLS = "calls";
  static final String SEEN = "agent.seen";
  static final String DROPPED = "agent.dropped";

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long bytesBefore;
  private long callerCpuBefore;
  private long cpuBefore;
  private long seenBefore;
  private long droppedBefore;

  @Override
  public String getDescription() {
    return "what the agent saw, and what else it cost";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    String metrics = AgentDoor.metrics();
    seenBefore = seen(metrics);
    droppedBefore = dropped(metrics);
    bytesBefore = ofCallers(threads::getThreadAllocatedBytes);
    callerCpuBefore = ofCallers(threads::getThreadCpuTime);
    cpuBefore = process.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long cpuNanos = process.getProcessCpuTime() - cpuBefore;
    long callerCpuNanos = ofCallers(threads::getThreadCpuTime) - callerCpuBefore;
    long bytes = ofCallers(threads::getThreadAllocatedBytes) - bytesBefore;
    long calls = Math.max(1, result.getMetadata().getAllOps());
    String metrics = AgentDoor.metrics();
    List<Result<?>> results = new ArrayList<>();
    results.add(average(CALLER_BYTES, (double) bytes / calls, "B/op"));
    results.add(average(CALLER_CPU_NANOS, (double) callerCpuNanos / calls, "ns/op"));
    results.add(average(PROCESS_CPU_NANOS, (double) cpuNanos / calls, "ns/op"));
    results.add(sum(CALLS, calls));
    results.add(sum(SEEN, seen(metrics) - seenBefore));
    results.add(sum(DROPPED, dropped(metrics) - droppedBefore));
    return results;
  }

  private long ofCallers(LongUnaryOperator ofThread) {
    long sum = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().contains("-jmh-worker-")) {
        sum += ofThread.applyAsLong(thread.getThreadId());
      }
    }
    return sum;
  }

  private static long seen(String metrics) {
    return metrics == null
        ? 0
        : AgentDoor.sum(metrics, "vitals_events_produced_total")
            + AgentDoor.sum(metrics, "cache_gets_total");
  }

  private static long dropped(String metrics) {
    return Lost.EVENTS.sum()
        + (metrics == null ? 0 : AgentDoor.sum(metrics, "vitals_events_dropped_total"));
  }

  private static Result<?> average(String label, double value, String unit) {
    return new ScalarResult(label, value, unit, AggregationPolicy.AVG);
  }

  private static Result<?> sum(String label, double value) {
    return new ScalarResult(label, value, "#", AggregationPolicy.SUM);
  }
}
