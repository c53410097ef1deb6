package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.Jvms.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of the agent in a JVM of this machine; the JVM is real, the agent is a fake. */
class AgentCommandsTest {
  @TempDir Path folder;
  private final Jvms jvms = new Jvms();
  private Path jar;
  private String pid;

  @BeforeEach
  void build() throws IOException {
    jar = Jvms.jar(folder);
    pid = Long.toString(jvms.sleeper(Jvms.java()).pid());
  }

  @AfterEach
  void end() {
    jvms.close();
  }

  @ParameterizedTest
  @CsvSource({"server.port=0, http", "server.port=-1, attach door"})
  void the_agent_is_asked_and_told_through_whichever_door_there_is(String argument, String door)
      throws Exception {
    assertEquals(0, run("attach", pid, argument).exitCode());

    Result alerts = run("alerts", pid, "--severity", "high");
    assertEquals(0, alerts.exitCode(), alerts.err());
    assertTrue(alerts.out().contains("/alerts?severity=high"), alerts.out());

    Result silenced = run("silence", "add", pid, "rule=cpu", "--for", "2h", "--comment", "a;out=b");
    assertEquals(
        "silenced: "
            + door
            + ": silence {\"matchers\":[\"rule=cpu\"],\"duration\":\"7200s\",\"comment\":\"a;out=b\"}\n",
        silenced.out(),
        silenced.err());
    assertTrue(run("config", "show", pid).out().contains(door + ": show-configuration {}"));
    assertTrue(run("config", "reload", pid).out().contains(door + ": reload {}"));
    Result acknowledged = run("ack", pid, "cpu", "host", "--json");
    assertTrue(acknowledged.out().contains(door + ": acknowledge {"), acknowledged.out());

    Result refused = run("report", pid, "--period", "refuse");
    assertEquals(2, refused.exitCode());
    assertEquals("vitals: the period is wrong\n", refused.err());
    Result older = run("incidents", pid);
    assertEquals(1, older.exitCode());
    assertTrue(older.err().contains("is of another version"), older.err());
    assertTrue(older.err().contains("-> use the jar of version 0.fake"), older.err());

    assertEquals("all: delivered\n", run("notify", "test", pid).out());
    assertEquals("slack: delivered\n", run("notify", "test", pid, "slack").out());
    assertEquals(2, run("notify", "test", pid, "refuse").exitCode());
    try (var files = Files.list(Path.of("/tmp"))) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".answer")));
    }
  }

  @Test
  void a_jvm_without_an_agent_is_exit_code_5() throws Exception {
    for (String command : List.of("alerts", "top", "health", "sla")) {
      Result result = run(command, pid);
      assertEquals(5, result.exitCode(), result.err());
      assertTrue(result.err().contains("not attached to " + pid), result.err());
    }
    assertEquals(3, run("alerts", "999999999").exitCode());
  }

  @Test
  void an_agent_that_leaves_while_it_is_asked_is_exit_code_5() throws Exception {
    assertEquals(0, run("attach", pid).exitCode());
    Result result = run("report", pid, "--period", "detached-meanwhile");
    assertEquals(5, result.exitCode(), result.err());
    assertEquals("vitals: not attached to " + pid + " any more\n", result.err());
  }

  @Test
  void watching_ends_when_the_agent_leaves() throws Exception {
    assertEquals(0, run("attach", pid).exitCode());
    Process top =
        jvms.start(List.of(Jvms.java(), "-jar", jar.toString(), "top", pid, "--interval", "50ms"));
    String line = top.inputReader().readLine();
    assertTrue(line.startsWith(pid + ": health"), line);

    assertEquals(0, run("detach", pid).exitCode());

    assertTrue(top.waitFor(30, TimeUnit.SECONDS));
    assertEquals(5, top.exitValue());
  }

  private Result run(String... arguments) throws IOException, InterruptedException {
    return Jvms.run(folder, List.of(Jvms.java()), jar, arguments);
  }
}
