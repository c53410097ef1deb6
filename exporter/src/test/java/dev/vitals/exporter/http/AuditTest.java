package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
  private static final String RELOAD = "/api/v1/performance/reload";
  private static final String CONTROL = TestUsers.bearer(RunningEndpoint.CONTROL_TOKEN);
  private static final Pattern TIME =
      Pattern.compile("\\{\"time\":\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z\",");

  @TempDir private Path folder;
  private Path file;
  private RunningEndpoint running;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("audit.json");
    running = new RunningEndpoint(access(file));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private AccessSettings access(Path audit) throws IOException {
    Path users = TestUsers.write(folder.resolve("users"), TestUsers.lines());
    return new AccessSettings(users.toString(), false, "", "", 0, audit.toString());
  }

  @Test
  void writes_down_who_did_what_from_where_and_what_came_of_it() throws IOException {
    running.post(RELOAD, TestUsers.basic("ada"));
    running.get("/api/v1/performance/config", TestUsers.bearer(TestUsers.ADMIN_TOKEN));
    running.post("/-/control/status", CONTROL);
    running.post("/-/control/reconfigure", CONTROL);
    running.post(RELOAD, TestUsers.basic("vera"));
    running.post(RELOAD, TestUsers.basic("ada", "wrong"));
    running.post(RELOAD, TestUsers.basic("nobody", "wrong"));
    running.post(RELOAD);
    running.post("/-/control/detach", TestUsers.basic("ada"));
    running.post("/-/control/detach", CONTROL, TestUsers.FROM_ELSEWHERE);
    String here = "\"from\":\"127.0.0.1\",\"what\":\"";
    assertEquals(
        List.of(
            here
                + "POST "
                + RELOAD
                + "\",\"who\":\"ada\",\"role\":\"admin\",\"outcome\":\"done\",\"status\":200}",
            here
                + "GET /api/v1/performance/config\",\"who\":\"deployer\",\"role\":\"admin\",\"outcome\":\"done\",\"status\":200}",
            here
                + "POST /-/control/status\",\"who\":\"command-line\",\"role\":\"admin\",\"outcome\":\"done\",\"status\":200}",
            here
                + "POST /-/control/reconfigure\",\"who\":\"command-line\",\"role\":\"admin\",\"outcome\":\"failed\",\"status\":200}",
            here
                + "POST "
                + RELOAD
                + "\",\"who\":\"vera\",\"role\":\"viewer\",\"outcome\":\"refused\",\"status\":403,\"reason\":\"this takes the role admin\"}",
            here
                + "POST "
                + RELOAD
                + "\",\"claimed\":\"ada\",\"outcome\":\"refused\",\"status\":401,\"reason\":\"wrong name or password\"}",
            here
                + "POST "
                + RELOAD
                + "\",\"outcome\":\"refused\",\"status\":401,\"reason\":\"wrong name or password\"}",
            here
                + "POST "
                + RELOAD
                + "\",\"outcome\":\"refused\",\"status\":401,\"reason\":\"credentials are needed\"}",
            here
                + "POST /-/control/detach\",\"outcome\":\"refused\",\"status\":401,\"reason\":\"not the control token\"}",
            here
                + "POST /-/control/detach\",\"outcome\":\"refused\",\"status\":403,\"reason\":\"not from this machine\"}"),
        running.audit().stream().map(AuditTest::withoutTime).toList());
    assertEquals(running.audit(), Files.readAllLines(file));
  }

  private static String withoutTime(String line) {
    var matcher = TIME.matcher(line);
    assertTrue(matcher.lookingAt(), line);
    return line.substring(matcher.end());
  }

  @Test
  void writes_nothing_down_about_reading() throws IOException {
    running.get("/metrics");
    running.get("/api/v1/performance/alerts", TestUsers.basic("vera"));
    running.get("/-/healthy");
    running.get("/nowhere");
    for (String reading : List.of("read", "metrics")) {
      assertEquals(200, running.post("/-/control/" + reading, CONTROL).status());
    }
    assertEquals(List.of(), running.audit());
    assertFalse(Files.exists(file));
  }

  @Test
  void writes_down_who_may_but_asks_in_a_way_that_is_not_taken() throws IOException {
    String ada = TestUsers.basic("ada");
    running.request("POST " + RELOAD, ada, "Content-Length: 0", "Content-Type: text/plain");
    running.request("POST " + RELOAD, ada, "Content-Length: 0", "Content-Type: application/json");
    List<String> lines = running.audit();
    String ending = "\"who\":\"ada\",\"role\":\"admin\",\"outcome\":\"refused\",\"status\":";
    assertTrue(lines.get(0).contains(ending + "415,"), lines.get(0));
    assertTrue(lines.get(1).contains(ending + "403,"), lines.get(1));
  }

  @Test
  void writes_a_failed_action_down() throws IOException {
    running.actions =
        (action, who, body) -> {
          throw new IllegalStateException("secret");
        };
    running.post(RELOAD, TestUsers.basic("ada"));
    String line = running.audit().get(0);
    assertTrue(line.endsWith("\"outcome\":\"failed\",\"status\":500}"), line);
    assertFalse(line.contains("secret"));
  }

  @Test
  void tells_what_is_another_way_now() throws IOException {
    running.actions =
        (action, who, body) ->
            new Actions.Reply(200, "{}", "silence 1 of rule=\"x\n" + "y".repeat(300));
    running.post("/api/v1/performance/silences", TestUsers.basic("ada"));
    running.control = (verb, argument) -> new Control.Reply(0, "{}", "acknowledge cpu");
    running.post("/-/control/act", CONTROL);
    List<String> lines = running.audit();
    String change = "silence 1 of rule=\\\"x\\n" + "y".repeat(200 - 21);
    assertTrue(lines.get(0).contains(",\"change\":\"" + change + "\",\"who\":"), lines.get(0));
    assertTrue(
        lines
            .get(1)
            .contains("\"what\":\"POST /-/control/act\",\"change\":\"acknowledge cpu\",\"who\":"),
        lines.get(1));
  }

  @Test
  void no_text_of_a_request_is_in_a_line() throws IOException {
    String forged = "x\",\"who\":\"ada\",\"role\":\"admin";
    running.post(RELOAD + "?a=canary", TestUsers.basic("canary", "canary"));
    running.post(RELOAD, TestUsers.bearer("canary"), "User-Agent: canary", "X: " + forged);
    running.post(RELOAD, TestUsers.basic("a\n" + forged + "canary", "canary\r\n{}"));
    running.post(RELOAD, TestUsers.basic("ada", "canary\n{\"time\":1}"));
    running.post("/-/control/reconfigure?canary", CONTROL, "X-Forwarded-For: canary");
    running.request("POST " + RELOAD + "#canary", "Authorization: canary\u0001");
    String all = String.join("\n", running.log) + Files.readString(file);
    assertFalse(all.contains("canary"), all);
    assertFalse(all.contains("\"who\":\"ada\""), all);
    assertFalse(all.contains(TestUsers.PASSWORD) || all.contains(TestUsers.ADMIN_TOKEN), all);
    for (String line : Files.readAllLines(file)) {
      assertTrue(line.startsWith("{\"time\":\"20") && line.endsWith("}"), line);
    }
    assertTrue(Files.readAllLines(file).size() >= 5, all);
  }

  @Test
  void a_storm_of_refusals_leaves_few_lines_and_their_number() throws IOException {
    for (int i = 0; i < 300; i++) {
      running.get("/metrics", TestUsers.FROM_ELSEWHERE, TestUsers.bearer("guess" + i));
    }
    int lines = running.audit().size();
    assertTrue(lines >= 60 && lines < 120, lines + " lines");
    long deadlineNanos = System.nanoTime() + 10_000_000_000L;
    while (running.audit().stream().noneMatch(line -> line.contains("\"refusals_left_out\":"))) {
      running.get("/metrics", TestUsers.FROM_ELSEWHERE);
      assertTrue(System.nanoTime() < deadlineNanos);
    }
    running.post(RELOAD, TestUsers.basic("ada"));
    String last = running.audit().get(running.audit().size() - 1);
    assertTrue(last.contains("\"outcome\":\"done\""), "what is done is always written: " + last);
  }

  @Test
  void the_file_is_its_owners_alone_and_only_grows() throws IOException {
    running.post(RELOAD, TestUsers.basic("ada"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Path moved = Files.move(file, folder.resolve("audit.json.1"));
    running.post(RELOAD, TestUsers.basic("ada"));
    running.post(RELOAD, TestUsers.basic("ada"));
    assertEquals(1, Files.readAllLines(moved).size());
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void a_file_that_cannot_be_written_is_named_once_and_the_log_has_the_lines() throws IOException {
    Path target = folder.resolve("target");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    for (Path bad : List.of(link, folder, folder.resolve("none/audit"))) {
      try (RunningEndpoint other = new RunningEndpoint(access(bad))) {
        for (int i = 0; i < 3; i++) {
          assertEquals(200, other.post(RELOAD, TestUsers.basic("ada")).status());
        }
        assertEquals(3, other.audit().size());
        assertEquals(
            1,
            other.log.stream().filter(line -> line.contains(bad + " cannot be written")).count());
      }
    }
    assertFalse(Files.exists(target));
  }

  @Test
  void a_file_that_is_full_stays_as_it_is() throws IOException {
    AuditFile small = new AuditFile(file, 20);
    small.append("0123456789");
    IOException failure = assertThrows(IOException.class, () -> small.append("0123456789"));
    assertTrue(failure.getMessage().contains("move it away"), failure.getMessage());
    assertEquals("0123456789\n", Files.readString(file));
  }

  @Test
  void a_thread_that_was_interrupted_writes_its_line_and_stays_interrupted() throws IOException {
    Thread.currentThread().interrupt();
    new AuditFile(file).append("line");
    assertTrue(Thread.interrupted());
    assertEquals("line\n", Files.readString(file));
  }
}
