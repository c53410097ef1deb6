package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromtoolTest {
  /** OpenTelemetry's names, which promlint rejects for one and the same reason. */
  private static final Set<String> ALLOWED =
      Set.of(
          "jvm_thread_count",
          "jvm_class_count",
          "jvm_cpu_count",
          "jvm_buffer_count",
          "system_cpu_logical_count",
          "db_client_connection_count");

  private static final String REASON =
      " non-histogram and non-summary metrics should not have \"_count\" suffix";

  @Test
  void promtool_finds_exactly_what_is_allowed() throws IOException, InterruptedException {
    assumeTrue(onPath(), "SKIPPED: there is no promtool on the PATH");
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (OutputStream stdin = promtool.getOutputStream()) {
      stdin.write(Exposition.text(FullSnapshot.create()).getBytes(StandardCharsets.UTF_8));
    }
    String output =
        new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    Set<String> expected = new TreeSet<>();
    ALLOWED.forEach(name -> expected.add(name + REASON));
    assertEquals(expected, new TreeSet<>(output.lines().toList()));
    assertEquals(3, promtool.waitFor());
  }

  @ParameterizedTest
  @EnumSource
  void promtool_parses_every_naming(Naming naming) throws IOException, InterruptedException {
    assumeTrue(onPath(), "SKIPPED: there is no promtool on the PATH");
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (OutputStream stdin = promtool.getOutputStream()) {
      String text = Exposition.text(LifelikeSnapshot.of(naming), naming);
      stdin.write(text.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // 1 is what cannot be parsed, 3 what is not as Prometheus itself would call it.
    assertTrue(promtool.waitFor() != 1, output);
  }

  private static boolean onPath() {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      if (new File(folder, "promtool").canExecute()) {
        return true;
      }
    }
    return false;
  }
}
