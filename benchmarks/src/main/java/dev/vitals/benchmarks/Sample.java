package dev.vitals.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one JVM said about one measurement.
 *
 * @param scoreNanos time per call
 * @param errorNanos half of the 99.9 % interval over the iterations
 * @param bytes allocated per call by the whole JVM
 * @param callerBytes allocated per call by the threads that called
 * @param callerCpuNanos CPU of the threads that called, per call
 * @param cpuNanos CPU of the whole JVM per call
 * @param seen calls the agent counted, of {@code calls}
 */
record Sample(
    double scoreNanos,
    double errorNanos,
    double bytes,
    double callerBytes,
    double callerCpuNanos,
    double cpuNanos,
    long calls,
    long seen,
    long dropped) {

  /** There is no sample: the JVM that should have given one failed. */
  static final Sample FAILED = new Sample(0, 0, 0, 0, 0, 0, 0, 0, -1);

  static Sample of(Collection<RunResult> results) {
    if (results.size() != 1) {
      throw new IllegalStateException(results.size() + " results of one measurement");
    }
    RunResult result = results.iterator().next();
    return new Sample(
        result.getPrimaryResult().getScore(),
        result.getPrimaryResult().getScoreError(),
        secondary(result, "gc.alloc.rate.norm"),
        secondary(result, AgentWitness.CALLER_BYTES),
        secondary(result, AgentWitness.CALLER_CPU_NANOS),
        secondary(result, AgentWitness.PROCESS_CPU_NANOS),
        Math.round(secondary(result, AgentWitness.CALLS)),
        Math.round(secondary(result, AgentWitness.SEEN)),
        Math.round(secondary(result, AgentWitness.DROPPED)));
  }

  static Sample of(Map<?, ?> json) {
    return new Sample(
        number(json, "score"),
        number(json, "error"),
        number(json, "bytes"),
        number(json, "callerBytes"),
        number(json, "callerCpu"),
        number(json, "cpu"),
        (long) number(json, "calls"),
        (long) number(json, "seen"),
        (long) number(json, "dropped"));
  }

  /** Nothing was lost, and where the agent has to see the calls it saw them all. */
  boolean isValid(Measurement measurement) {
    return dropped == 0 && (!measurement.seen() || seen == calls);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("score", rounded(scoreNanos));
    json.put("error", Double.isNaN(errorNanos) ? 0.0 : rounded(errorNanos));
    json.put("bytes", rounded(bytes));
    json.put("callerBytes", rounded(callerBytes));
    json.put("callerCpu", rounded(callerCpuNanos));
    json.put("cpu", rounded(cpuNanos));
    json.put("calls", calls);
    json.put("seen", seen);
    json.put("dropped", dropped);
    return json;
  }

  private static double secondary(RunResult result, String label) {
    Result<?> found = result.getSecondaryResults().get(label);
    return found == null ? 0.0 : found.getScore();
  }

  private static double number(Map<?, ?> json, String name) {
    return ((Number) json.get(name)).doubleValue();
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
