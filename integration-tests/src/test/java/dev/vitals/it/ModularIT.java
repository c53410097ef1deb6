package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A modular application whose JVM has neither jdk.httpserver nor java.sql. */
class ModularIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void the_host_runs_on_and_one_line_says_what_is_missing(Jdk jdk) {
    try (HostProcess process =
        HostProcess.start(jdk, Host.MODULAR, List.of(HostRun.javaagent("")))) {
      List<String> modules = process.ask("modules");
      assertFalse(modules.contains("jdk.httpserver"));
      assertFalse(modules.contains("java.sql"));
      assertTrue(Poll.until(LIMIT, () -> !process.err().isEmpty()));
      VitalsCommand metrics = VitalsCommand.run(jdk, "metrics", "" + process.pid()).expect(0);

      assertTrue(metrics.output().contains("vitals_build_info"), metrics.output());
      assertEquals(List.of("ping"), process.ask("ping"));
      assertEquals(0, process.stop());
      assertEquals("READY 0\nSTOPPING\n", process.out());
      List<String> said =
          process.err().lines().filter(line -> line.startsWith("vitals: ")).toList();
      assertEquals(
          1, said.stream().filter(line -> line.contains("jdk.httpserver")).count(), process.err());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void quiet_it_says_nothing_and_has_the_modules_of_a_run_without_the_agent(Jdk jdk) {
    List<String> alone;
    try (HostProcess process = HostProcess.start(jdk, Host.MODULAR, List.of())) {
      alone = process.ask("modules");
      assertEquals(0, process.stop());
    }
    try (HostProcess process =
        HostProcess.start(jdk, Host.MODULAR, List.of(HostRun.javaagent("quiet=true")))) {
      // The JVM itself resolves java.instrument for a -javaagent.
      List<String> watched =
          process.ask("modules").stream().filter(name -> !name.equals("java.instrument")).toList();
      assertEquals(alone, watched);
      assertTrue(
          Poll.until(
              LIMIT,
              () ->
                  process.ask("threads").stream()
                      .anyMatch(line -> line.startsWith("vitals-aggregator\ttrue\tnull"))));
      assertEquals(0, process.stop());
      assertEquals("", process.err());
    }
  }
}
