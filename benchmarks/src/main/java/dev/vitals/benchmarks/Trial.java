package dev.vitals.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one measurement in a JVM of its own. */
final class Trial {
  private static final int UNSAFE_WARNS_SINCE = 24;

  private final Path agentJar;
  private final String java;
  private final int feature;
  private final Effort effort;

  /**
   * @param feature the version of Java that the launcher starts
   */
  Trial(Path agentJar, String java, int feature, Effort effort) {
    this.agentJar = agentJar;
    this.java = java;
    this.feature = feature;
    this.effort = effort;
  }

  Sample run(Measurement measurement) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include('^' + Pattern.quote(measurement.benchmark()) + '$')
            .jvm(java)
            .jvmArgs(jvmArguments())
            .jvmArgsAppend(measurement.agent().arguments(agentJar).toArray(new String[0]))
            .forks(1)
            .threads(measurement.threads())
            .warmupIterations(effort.warmUps())
            .warmupTime(TimeValue.milliseconds(effort.iterationMillis()))
            .measurementIterations(effort.iterations())
            .measurementTime(TimeValue.milliseconds(effort.iterationMillis()))
            .addProfiler(AgentWitness.class)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    measurement.parameters().forEach((name, value) -> options.param(name, value));
    return Sample.of(new Runner(options.build()).run());
  }

  private String[] jvmArguments() {
    List<String> arguments = new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"));
    if (feature >= UNSAFE_WARNS_SINCE) {
      arguments.add("--sun-misc-unsafe-memory-access=allow"); // JMH uses it
    }
    return arguments.toArray(new String[0]);
  }
}
