package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuietHostTest {
  private static final String SILENT =
      "properties unchanged: true\n".repeat(2) + "logging by OwnLogManager\n";

  @Test
  void prints_nothing_and_changes_nothing_on_this_jdk() throws Exception {
    assertEquals(SILENT, outputOn(System.getProperty("java.home")));
  }

  @Test
  void keeps_the_host_s_own_server_limits() throws Exception {
    assertEquals(
        SILENT,
        outputOn(
            System.getProperty("java.home"),
            "-Dsun.net.httpserver.maxReqTime=7",
            "-Dsun.net.httpserver.maxRspTime=8"));
  }

  @Test
  void prints_nothing_and_changes_nothing_on_jdk_25() throws Exception {
    String home = jdk25();
    assumeTrue(home != null, "SKIPPED: no JDK 25 in VITALS_JDK25 or /usr/lib/jvm");
    assertEquals(SILENT, outputOn(home));
  }

  private static String outputOn(String home, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home + "/bin/java"));
    command.addAll(List.of(options));
    command.addAll(List.of("-ea", "-esa", "-cp", System.getProperty("java.class.path")));
    command.add(QuietHost.class.getName());
    Process host = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!host.waitFor(30, TimeUnit.SECONDS)) {
      host.destroyForcibly();
    }
    return output;
  }

  private static String jdk25() {
    String home = System.getenv("VITALS_JDK25");
    if (home != null) {
      return home;
    }
    File[] candidates = new File("/usr/lib/jvm").listFiles();
    for (File candidate : candidates == null ? new File[0] : candidates) {
      if (candidate.getName().contains("25") && new File(candidate, "bin/java").canExecute()) {
        return candidate.getPath();
      }
    }
    return null;
  }
}
