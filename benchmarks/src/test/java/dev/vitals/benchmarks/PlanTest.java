package dev.vitals.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class PlanTest {
  @Test
  void every_benchmark_is_measured_and_every_measurement_has_its_own_name() {
    Set<String> written = new TreeSet<>();
    for (BenchmarkListEntry benchmark :
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of())) {
      written.add(benchmark.getUsername());
    }
    Set<String> measured = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (Measurement measurement : Plan.ALL) {
      measured.add(measurement.benchmark());
      assertTrue(names.add(measurement.name()), measurement.name());
    }
    assertEquals(written, measured);
  }

  @Test
  void every_measurement_that_needs_no_agent_runs() throws Exception {
    for (Measurement measurement : Plan.ALL) {
      if (measurement.agent() == AgentMode.NONE) {
        ChainedOptionsBuilder options =
            new OptionsBuilder()
                .include('^' + measurement.benchmark() + '$')
                .forks(0)
                .threads(measurement.threads())
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        measurement.parameters().forEach((name, value) -> options.param(name, value));
        assertEquals(1, new Runner(options.build()).run().size(), measurement.name());
      }
    }
  }
}
