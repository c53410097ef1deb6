package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.cli.Jvms.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line in JVMs of its own, against real JVMs; the agent in them is a fake. */
class CliTest {
  private static final List<String> JAVA = List.of(Jvms.java());

  @TempDir Path folder;
  private final Jvms jvms = new Jvms();
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    jar = Jvms.jar(folder);
  }

  @AfterEach
  void end() {
    jvms.close();
  }

  @Test
  void attaches_asks_reconfigures_and_detaches_over_the_endpoint() throws Exception {
    String pid = pid(jvms.sleeper(Jvms.java()));

    Result attached = run("attach", pid, "-C", "quiet=true");
    assertEquals(0, attached.exitCode(), attached.err());
    assertTrue(
        attached.out().startsWith("attached to " + pid + ", Vitals 0.fake, http://127.0.0.1:"),
        attached.out());
    assertEquals("", attached.err());

    Result again = run("attach", pid, "quiet=true");
    assertEquals(5, again.exitCode());
    assertTrue(again.err().contains("already, with the same arguments"), again.err());

    Result status = run("status", pid);
    assertEquals(
        "version: 0.fake\ndoor: http\nstarted: 1970-01-01T00:00:01.500Z\naddress: -\n"
            + "log:\n  one\n  two\n",
        status.out());
    Result json = run("status", pid, "--json");
    assertEquals("http", ((Map<?, ?>) Json.read(json.out())).get("door"));
    assertTrue(run("metrics", pid).out().contains("door{name=\"http\"} 1"));

    Result changed = run("attach", pid, "-C", "quiet=true", "-C", "db.slow-threshold=1s");
    assertEquals(0, changed.exitCode(), changed.err());
    assertEquals(
        "process " + pid + ": took quiet=true;db.slow-threshold=1s through http\n", changed.out());
    Result refused = run("attach", pid, "service.name=refuse");
    assertEquals(2, refused.exitCode());

    assertEquals("detached from " + pid + "\n", run("detach", pid).out());
    Result twice = run("detach", pid);
    assertEquals(5, twice.exitCode());
    assertEquals(
        "vitals: not attached to " + pid + "\n  -> 'attach " + pid + "' attaches it\n",
        twice.err());
    assertEquals(5, run("status", pid).exitCode());
    assertEquals(5, run("metrics", pid).exitCode());
  }

  @Test
  void goes_through_the_attach_door_where_there_is_no_endpoint() throws Exception {
    String pid = pid(jvms.sleeper(Jvms.java()));

    Result attached = run("attach", pid, "server.port=-1");
    assertEquals(0, attached.exitCode(), attached.err());
    assertTrue(
        attached.out().endsWith(", without an endpoint: 'metrics " + pid + "' shows the numbers\n"),
        attached.out());
    assertTrue(run("metrics", pid).out().contains("door{name=\"attach door\"} 1"));
    Result changed = run("attach", pid, "server.port=-1;quiet=true");
    assertEquals(
        "process " + pid + ": took server.port=-1;quiet=true through attach door\n", changed.out());
    assertEquals(0, run("detach", pid).exitCode());
    try (var files = Files.list(Path.of("/tmp"))) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".answer")));
    }
  }

  @Test
  void a_mistyped_command_is_told_which_one_was_meant() throws Exception {
    Result mistyped = run("atach", "1");
    assertEquals(2, mistyped.exitCode());
    assertTrue(
        mistyped.err().startsWith("vitals: there is no command 'atach'; did you mean attach\n"),
        mistyped.err());
    Result strange = run("xyzzy");
    assertEquals(2, strange.exitCode());
    assertTrue(strange.err().startsWith("vitals: there is no command 'xyzzy'\n"), strange.err());
    assertFalse(run("--verbose").err().contains("there is no command"));
  }

  @Test
  void a_mistake_in_the_arguments_is_told_once() throws Exception {
    String pid = pid(jvms.sleeper(Jvms.java()));
    Result attached = run("attach", pid, "db.slow-treshold=1s");
    assertEquals(1, attached.err().lines().filter(line -> line.contains("slow-treshold")).count());

    Result changed = run("attach", pid, "db.slow-treshold=2s");
    assertEquals(0, changed.exitCode(), changed.err());
    assertEquals("", changed.err(), "the agent itself says it");
  }

  @Test
  void lists_jvms_with_their_state() throws Exception {
    String attached = pid(jvms.sleeper(Jvms.java()));
    String closed = pid(jvms.sleeper(Jvms.java(), "-XX:+DisableAttachMechanism"));
    String unannounced = pid(jvms.sleeper(Jvms.java(), "-XX:-UsePerfData"));
    assertEquals(0, run("attach", attached).exitCode());

    Result list = run("list", "--json");

    assertEquals(0, list.exitCode());
    Map<?, ?> first = line(list, attached);
    assertEquals(Sleeper.class.getName(), first.get("main"));
    assertEquals(System.getProperty("java.version"), first.get("jdk"));
    assertEquals(true, first.get("attached"));
    assertTrue(((String) first.get("address")).startsWith("127.0.0.1:"));
    Map<?, ?> second = line(list, closed);
    assertEquals(null, second.get("attached"));
    assertTrue(((String) second.get("problem")).contains("DisableAttachMechanism"));
    assertEquals(false, line(list, unannounced).get("attached"));
    assertEquals(Sleeper.class.getName(), line(list, unannounced).get("main"));
    assertTrue(run("list").out().lines().anyMatch(line -> line.startsWith(attached + " ")));
  }

  @Test
  void finds_a_jvm_by_its_main_class_unless_several_fit() throws Exception {
    Process one = jvms.sleeper(Jvms.java());
    Result attached = run("attach", "vitals.cli.Sleeper");
    assertEquals(0, attached.exitCode(), attached.err());

    Process other = jvms.sleeper(Jvms.java());
    Result ambiguous = run("detach", "Sleeper");
    assertEquals(2, ambiguous.exitCode());
    assertTrue(ambiguous.err().contains(pid(one)) && ambiguous.err().contains(pid(other)));

    Result none = run("attach", "no.such.Main");
    assertEquals(3, none.exitCode());
    assertEquals("", none.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "999999999", "99999999999999999999999"})
  void a_process_that_does_not_exist_is_exit_code_3(String pid) throws Exception {
    Result result = run("attach", pid);
    assertEquals(3, result.exitCode(), result.err());
    assertTrue(result.err().contains("there is no process"), result.err());
    assertTrue(result.err().contains("  -> "), result.err());
  }

  @Test
  void a_process_that_is_no_jvm_lives_on_and_is_exit_code_3() throws Exception {
    Process process = jvms.start(List.of("sleep", "1000"));

    Result result = run("attach", pid(process));

    assertEquals(3, result.exitCode());
    assertEquals(
        "vitals: process " + pid(process) + " is not a JVM\n  -> 'list' shows the JVMs that run\n",
        result.err());
    assertTrue(process.isAlive());
  }

  @Test
  void a_jvm_that_refuses_attaches_is_exit_code_4_and_prints_no_thread_dump() throws Exception {
    Process process = jvms.sleeper(Jvms.java(), "-XX:+DisableAttachMechanism");

    assertEquals(4, run("attach", pid(process)).exitCode());
    Result doctor = run("doctor", pid(process));
    assertEquals(4, doctor.exitCode());
    assertTrue(doctor.out().contains("FAIL"), doctor.out());
    process.getOutputStream().close();
    assertEquals("", new String(process.getInputStream().readAllBytes()));
  }

  @Test
  void another_users_jvm_is_exit_code_4_unless_one_is_root() throws Exception {
    assumeTrue(canBecomeNobody(), "needs root and setpriv to become another user");
    Path shared = Jvms.sharedJar(folder);
    String own = pid(jvms.sleeper(Jvms.java()));

    Result refused = Jvms.run(folder, asNobody(), shared, "attach", own);
    assertEquals(4, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains("-> run it as that user: sudo -u root"), refused.err());
    assertEquals(4, Jvms.run(folder, asNobody(), shared, "doctor", own).exitCode());

    List<String> command = new ArrayList<>(asNobody());
    command.addAll(List.of("-cp", shared.toString(), Sleeper.class.getName()));
    Process process = jvms.start(command);
    assertEquals("ready", process.inputReader().readLine());
    for (String arguments : List.of("quiet=true", "server.port=-1")) {
      Result attached = Jvms.run(folder, JAVA, shared, "attach", pid(process), arguments);
      assertEquals(0, attached.exitCode(), attached.err());
      assertTrue(Jvms.run(folder, JAVA, shared, "metrics", pid(process)).out().contains("door{"));
      assertEquals(0, Jvms.run(folder, JAVA, shared, "detach", pid(process)).exitCode());
    }
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-------"));
    Result closed = Jvms.run(folder, JAVA, shared, "attach", pid(process));
    assertEquals(1, closed.exitCode(), closed.err());
    assertTrue(closed.err().contains("cannot read " + shared), closed.err());
  }

  @Test
  void a_stopped_jvm_is_named_as_that() throws Exception {
    Process process = jvms.sleeper(Jvms.java());
    String pid = pid(process);
    new ProcessBuilder("kill", "-STOP", pid).start().waitFor();
    try {
      Result result = run("attach", pid);
      assertEquals(1, result.exitCode());
      assertTrue(result.err().contains("kill -CONT " + pid), result.err());
    } finally {
      new ProcessBuilder("kill", "-CONT", pid).start().waitFor();
    }
  }

  @Test
  void an_agent_that_does_not_start_is_exit_code_1_with_its_reason() throws Exception {
    String pid = pid(jvms.sleeper(Jvms.java()));

    Result result = run("attach", pid, "service.name=broken");

    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("did not start: it is broken"), result.err());
    assertEquals(0, run("attach", pid).exitCode());
  }

  @Test
  void tells_mistakes_in_the_arguments_before_it_attaches() throws Exception {
    String pid = pid(jvms.sleeper(Jvms.java()));

    Result result = run("attach", pid, "-C", "sever.port=1", "-C", "queue.capacity=many");

    assertEquals(0, result.exitCode());
    assertTrue(result.err().contains("did you mean server.port"), result.err());
    assertTrue(result.err().contains("queue.capacity='many' is not"), result.err());
  }

  @Test
  void arguments_that_cannot_be_sent_are_exit_code_2() throws Exception {
    String pid = pid(jvms.sleeper(Jvms.java()));

    assertEquals(2, run("attach", pid, "-C", "quiet").exitCode());
    assertEquals(2, run("attach", pid, "-C", "a=1;b=2").exitCode());
    assertEquals(2, run("attach", "-1").exitCode());
    Result tooLong = run("attach", pid, "-C", "service.name=" + "x".repeat(2000));
    assertEquals(2, tooLong.exitCode());
    assertTrue(tooLong.err().contains("config="), tooLong.err());
    int fits = 1023 - 2 * jar.toString().length() - "=jar=;service.name=".length();
    Result longest = run("attach", pid, "-C", "service.name=" + "x".repeat(fits));
    assertEquals(0, longest.exitCode(), longest.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "attach", "status", "list --xml", "doctor a b"})
  void wrong_usage_is_exit_code_2_and_shows_the_usage(String line) throws Exception {
    Result result = run(line.isEmpty() ? new String[0] : line.split(" "));

    assertEquals(2, result.exitCode(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().contains("Usage: java -jar vitals.jar"), result.err());
  }

  @Test
  void doctor_finds_nothing_wrong_with_an_ordinary_jvm() throws Exception {
    String pid = pid(jvms.sleeper(Jvms.java()));

    Result result = run("doctor", pid, "--json");

    assertEquals(0, result.exitCode(), result.out());
    for (Object finding : (List<?>) Json.read(result.out())) {
      assertEquals(true, ((Map<?, ?>) finding).get("ok"), result.out());
    }
    assertEquals(0, run("doctor").exitCode());
    assertEquals(3, run("doctor", "999999999").exitCode());
  }

  @Test
  void speaks_of_the_warning_of_newer_jvms_and_of_their_refusal() throws Exception {
    String newer = Jvms.newerJava();
    assumeTrue(newer != null, "no JDK 25: set VITALS_JDK25");

    Result warned = run("attach", pid(jvms.sleeper(newer)));
    assertEquals(0, warned.exitCode(), warned.err());
    assertTrue(warned.err().contains("-XX:+EnableDynamicAgentLoading silences it"), warned.err());
    Result allowed = run("attach", pid(jvms.sleeper(newer, "-XX:+EnableDynamicAgentLoading")));
    assertEquals(0, allowed.exitCode(), allowed.err());
    assertEquals("", allowed.err());
    String closed = pid(jvms.sleeper(newer, "-XX:-EnableDynamicAgentLoading"));
    Result refused = run("attach", closed);
    assertEquals(4, refused.exitCode(), refused.err());
    assertEquals(4, run("doctor", closed).exitCode());
  }

  @Test
  void attaches_without_the_module_jdk_attach() throws Exception {
    String pid = pid(jvms.sleeper(Jvms.java()));
    List<String> reduced = List.of(Jvms.java(), "--limit-modules", "java.base,java.logging");

    Result attached = Jvms.run(folder, reduced, jar, "attach", pid);

    assertEquals(0, attached.exitCode(), attached.err());
    assertEquals(0, Jvms.run(folder, reduced, jar, "detach", pid).exitCode());
    assertTrue(
        Jvms.run(folder, reduced, jar, "doctor").out().contains("without the module jdk.attach"));
  }

  @Test
  void says_its_version() throws Exception {
    assertTrue(run("version").out().startsWith("Vitals 0.fake (Java "));
    assertEquals("0.fake", ((Map<?, ?>) Json.read(run("version", "--json").out())).get("version"));
  }

  private Result run(String... arguments) throws IOException, InterruptedException {
    return Jvms.run(folder, JAVA, jar, arguments);
  }

  private static Map<?, ?> line(Result list, String pid) {
    for (Object line : (List<?>) Json.read(list.out())) {
      if (((Map<?, ?>) line).get("pid").toString().equals(pid)) {
        return (Map<?, ?>) line;
      }
    }
    throw new AssertionError(pid + " is not in " + list.out());
  }

  private static List<String> asNobody() {
    return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Jvms.java());
  }

  private static boolean canBecomeNobody() throws InterruptedException {
    try {
      List<String> command = new ArrayList<>(asNobody());
      command.add("-version");
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String pid(Process process) {
    return Long.toString(process.pid());
  }
}
