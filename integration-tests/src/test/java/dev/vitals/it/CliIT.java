package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the finished jar against real hosts, with the same JDK on both sides. */
class CliIT {
  private static final String PREMAIN =
      "-javaagent:" + HostProcess.vitalsJar() + "=port=0;quiet=true";

  @TempDir Path folder;

  /** What a command printed, and its exit code. */
  private record Result(int exitCode, String out, String err) {}

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void every_verb_does_what_it_says(Jdk jdk) throws Exception {
    try (HostProcess host = HostProcess.start(jdk, Host.JDK_HTTP, List.of())) {
      String pid = Long.toString(host.pid());
      Result attached = run(jdk, "attach", pid, "-C", "server.port=0");
      assertEquals(0, attached.exitCode(), attached.err());
      assertTrue(attached.out().startsWith("attached to " + pid + ", Vitals "), attached.out());
      assertEquals(jdk.feature() >= 21, attached.err().contains("EnableDynamicAgentLoading"));
      assertEquals(200, Http.status("GET", host.port(), "/hello", null));

      assertLine(run(jdk, "list"), pid + " .* yes .*127\\.0\\.0\\.1:[0-9]+ .*");
      assertTrue(run(jdk, "list", "--json").out().contains("\"pid\":" + pid + ","));
      assertLine(run(jdk, "status", pid), "pid: " + pid);
      assertTrue(run(jdk, "status", pid, "--json").out().startsWith("{"));
      assertLine(
          run(jdk, "metrics", pid), "http_server_request_duration_seconds_count\\{.*/hello.*} 1.0");

      Result same = run(jdk, "attach", pid, "server.port=0");
      assertEquals(5, same.exitCode(), same.err());
      Result other = run(jdk, "attach", pid, "server.port=0;db.slow-threshold=1s");
      assertEquals(0, other.exitCode(), other.err());
      assertEquals(5, run(jdk, "attach", pid, "server.port=0;db.slow-threshold=1s").exitCode());

      assertEquals(0, run(jdk, "doctor", pid).exitCode());
      assertEquals("detached from " + pid + "\n", run(jdk, "detach", pid).out());
      assertEquals(5, run(jdk, "detach", pid).exitCode());
      assertEquals(5, run(jdk, "status", pid).exitCode());
      assertEquals(0, run(jdk, "attach", pid, "server.port=0").exitCode());
      assertEquals(0, run(jdk, "detach", pid).exitCode());
      assertEquals(0, host.stop());
      assertEquals(3, run(jdk, "status", pid).exitCode());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void an_agent_from_the_command_line_of_the_host_is_attached_already(Jdk jdk) throws Exception {
    try (HostProcess host = HostProcess.start(jdk, Host.JDK_HTTP, List.of(PREMAIN))) {
      String pid = Long.toString(host.pid());
      awaitRunning(jdk, pid);
      Result same = run(jdk, "attach", pid, "port=0;quiet=true");
      assertEquals(5, same.exitCode(), same.err());
      assertEquals(0, run(jdk, "attach", pid, "port=0;db.slow-threshold=1s").exitCode());
      Result mistaken = run(jdk, "attach", pid, "port=0;quiet=true;db.slow-treshold=1s");
      assertEquals(0, mistaken.exitCode(), mistaken.err());
      String said = mistaken.out() + mistaken.err() + run(jdk, "status", pid).out();
      assertEquals(3, said.split("db.slow-treshold", -1).length - 1, said);
      assertEquals(0, run(jdk, "detach", pid).exitCode());
      assertEquals(0, host.stop());
      assertEquals("", host.err());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void a_host_without_an_endpoint_answers_through_the_attach_door(Jdk jdk) throws Exception {
    try (HostProcess host = HostProcess.start(jdk, Host.MODULAR, List.of())) {
      String pid = Long.toString(host.pid());
      Result attached = run(jdk, "attach", pid);
      assertEquals(0, attached.exitCode(), attached.err());
      assertTrue(
          attached
              .out()
              .endsWith(", without an endpoint: 'metrics " + pid + "' shows the numbers\n"),
          attached.out());
      assertLine(run(jdk, "metrics", pid), "vitals_build_info\\{.*");
      assertLine(run(jdk, "status", pid), "pid: " + pid);
      assertEquals(0, run(jdk, "attach", pid, "db.slow-threshold=1s;quiet=true").exitCode());
      assertEquals(0, run(jdk, "detach", pid).exitCode());
      assertEquals(5, run(jdk, "metrics", pid).exitCode());
      assertEquals(0, host.stop());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void a_host_whose_endpoint_speaks_tls_answers_through_the_attach_door(Jdk jdk) throws Exception {
    Certificate made = Certificate.make(folder);
    String arguments =
        "port=0;quiet=true;server.tls.certificate-file="
            + made.certificate()
            + ";server.tls.key-file="
            + made.key();
    // Else the JVM says something of its own about what comes through that door.
    List<String> options = List.of(HostRun.javaagent(arguments), "-XX:+EnableDynamicAgentLoading");
    try (HostProcess host = HostProcess.start(jdk, Host.JDK_HTTP, options)) {
      String pid = Long.toString(host.pid());
      awaitRunning(jdk, pid);
      assertLine(run(jdk, "metrics", pid), "vitals_build_info\\{.*");
      assertLine(run(jdk, "status", pid), "pid: " + pid);
      assertEquals(0, run(jdk, "alerts", pid).exitCode());
      assertEquals(0, run(jdk, "silence", "add", pid, "rule=cpu", "--for", "1h").exitCode());
      assertEquals(0, run(jdk, "detach", pid).exitCode());
      assertEquals(5, run(jdk, "metrics", pid).exitCode());
      assertEquals(0, host.stop());
      assertEquals("", host.err());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void a_jvm_that_may_not_be_attached_to_is_left_alone(Jdk jdk) throws Exception {
    List<String> closed = List.of("-XX:+DisableAttachMechanism");
    try (HostProcess host = HostProcess.start(jdk, Host.JDK_HTTP, closed)) {
      String pid = Long.toString(host.pid());
      assertEquals(4, run(jdk, "attach", pid).exitCode());
      assertEquals(4, run(jdk, "doctor", pid).exitCode());
      assertEquals(0, host.stop());
      assertFalse(host.out().contains("thread dump"), host.out());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void a_jar_in_another_place_detaches_what_this_one_attached(Jdk jdk) throws Exception {
    Path copy =
        Files.copy(
            HostProcess.vitalsJar(),
            folder.resolve("a copy of vitals.jar"),
            StandardCopyOption.REPLACE_EXISTING);
    try (HostProcess host = HostProcess.start(jdk, Host.JDK_HTTP, List.of())) {
      String pid = Long.toString(host.pid());
      assertEquals(0, run(jdk, "attach", pid, "port=-1").exitCode());
      Result detached = run(jdk, copy, "detach", pid);
      assertEquals(0, detached.exitCode(), detached.err());
      Result attached = run(jdk, copy, "attach", pid, "port=0");
      assertEquals(0, attached.exitCode(), attached.err());
      assertEquals(0, run(jdk, "detach", pid).exitCode());
      assertEquals(0, host.stop());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void says_its_version_and_its_usage(Jdk jdk) throws Exception {
    assertTrue(run(jdk, "version").out().matches("Vitals [0-9]\\S+ \\(Java .*\\)\n"));
    assertTrue(run(jdk, "--help").out().contains("not permitted"));
    Result nothing = run(jdk);
    assertEquals(2, nothing.exitCode());
    assertNotEquals("", nothing.err());
    assertEquals(3, run(jdk, "attach", "no.such.Main").exitCode());
  }

  /** The host's main may have begun before the agent has left word of itself. */
  private void awaitRunning(Jdk jdk, String pid) {
    assertTrue(
        Poll.until(
            java.time.Duration.ofSeconds(30),
            () -> {
              try {
                return run(jdk, "status", pid).exitCode() == 0;
              } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
              }
            }));
  }

  private Result run(Jdk jdk, String... arguments) throws IOException, InterruptedException {
    return run(jdk, HostProcess.vitalsJar(), arguments);
  }

  private Result run(Jdk jdk, Path jar, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jdk.java(), "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    File out = Files.createTempFile(folder, "cli", ".out").toFile();
    File err = Files.createTempFile(folder, "cli", ".err").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("hangs: " + command);
    }
    return new Result(
        process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
  }

  private static void assertLine(Result result, String pattern) {
    assertTrue(
        result.out().lines().anyMatch(line -> line.matches(pattern)),
        () -> pattern + " is not in " + result.out() + result.err());
  }
}
