package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs may change of a running agent, over HTTP and on the command line. */
class OperateIT {
  private static final Jdk JDK = Jdk.newest();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SCOPE = "/status/";
  private static final String SILENCE =
      "{\"matchers\":[\"rule=" + JudgedHost.RULE + "\"],\"duration\":\"2h\",\"comment\":\"known\"}";
  private static final String TAKEN =
      "{\"rule\":\"" + JudgedHost.RULE + "\",\"scope\":\"" + SCOPE + "\"}";
  private static final int FIRED = 6;

  @TempDir private Path folder;

  @Test
  void a_silence_and_an_acknowledgement_count_from_the_next_look_on() throws IOException {
    try (JudgedHost host = JudgedHost.start(JDK, folder)) {
      AgentApi agent = host.agent();
      HttpResponse<String> answer = agent.post("/silences", SILENCE, JudgedHost.OPERATOR);
      assertEquals(200, answer.statusCode(), answer.body());
      String id = Tree.parse(answer.body()).text("id");
      until(() -> alert(agent).text("silenced_by").contains(id), agent);
      assertTrue(agent.loud().isEmpty(), agent.loud().toString());
      Tree silence = agent.data("/silences").at("silences").items().get(0);
      assertEquals("olga", silence.text("created_by"));
      assertEquals("active", silence.text("state"));

      answer = agent.post("/silences", "{\"expire\":\"" + id + "\"}", JudgedHost.OPERATOR);
      assertEquals(200, answer.statusCode(), answer.body());
      until(() -> alert(agent).text("silenced_by").isEmpty(), agent);

      answer = agent.post("/acknowledgements", TAKEN, JudgedHost.OPERATOR);
      assertEquals(200, answer.statusCode(), answer.body());
      until(() -> alert(agent).text("acknowledged_by").equals("olga"), agent);
      List<String> changes = host.audited();
      assertTrue(changes.get(0).contains("\"silence " + id + " from "), changes.toString());
      assertTrue(changes.get(0).contains("rule=" + JudgedHost.RULE), changes.toString());
      assertTrue(changes.get(1).contains("\"silence " + id + " ended\""), changes.toString());
      assertTrue(
          changes.get(2).contains("\"acknowledge " + JudgedHost.RULE + " of " + SCOPE + '"'),
          changes.toString());

      for (String wrong :
          List.of(
              "",
              "[]",
              "{}",
              "{\"matchers\":[],\"duration\":\"2h\"}",
              "{\"matchers\":[\"rule=cpu\"]}",
              "{\"matchers\":[\"colour=red\"],\"duration\":\"2h\"}",
              "{\"matchers\":[\"rule=cpu\"],\"duration\":\"never\"}")) {
        answer = agent.post("/silences", wrong, JudgedHost.OPERATOR);
        assertEquals(400, answer.statusCode(), wrong + ' ' + answer.body());
        assertFalse(Tree.parse(answer.body()).text("error").isBlank(), wrong);
      }
      String nobody = "{\"rule\":\"cpu\",\"scope\":\"\"}";
      assertEquals(
          404, agent.post("/acknowledgements", nobody, JudgedHost.OPERATOR).statusCode(), nobody);
    }
  }

  @Test
  void a_role_may_do_what_it_says_and_no_more() throws IOException {
    try (JudgedHost host = JudgedHost.start(JDK, folder)) {
      AgentApi agent = host.agent();
      assertEquals(401, agent.post("/silences", SILENCE, "a-token-that-nobody-has").statusCode());
      assertEquals(403, agent.post("/silences", SILENCE, JudgedHost.VIEWER).statusCode());
      assertEquals(403, agent.post("/acknowledgements", TAKEN, JudgedHost.VIEWER).statusCode());
      assertEquals(403, agent.post("/reload", "{}", JudgedHost.OPERATOR).statusCode());
      assertEquals(200, agent.post("/reload", "{}", JudgedHost.ADMIN).statusCode());
      assertEquals(200, agent.post("/silences", SILENCE, JudgedHost.ADMIN).statusCode());

      assertEquals(401, agent.get("/config").statusCode());
      assertEquals(403, configuration(agent, JudgedHost.OPERATOR).statusCode());
      HttpResponse<String> shown = configuration(agent, JudgedHost.ADMIN);
      assertEquals(200, shown.statusCode(), shown.body());
      assertTrue(shown.body().contains(JudgedHost.SERVICE), shown.body());
      for (String secret : List.of(JudgedHost.VIEWER, JudgedHost.OPERATOR, JudgedHost.ADMIN)) {
        assertFalse(shown.body().contains(secret), shown.body());
      }
      // No header gives anybody a role.
      HttpResponse<String> claimed =
          agent.get("/config", "X-Role", "admin", "X-Forwarded-User", "ada");
      assertEquals(401, claimed.statusCode());
    }
  }

  @Test
  void a_bad_file_keeps_the_old_rules_and_a_good_one_counts() throws IOException {
    try (JudgedHost host = JudgedHost.start(JDK, folder)) {
      AgentApi agent = host.agent();
      host.rewrite("rules: [open");
      String lines = reload(agent);
      assertTrue(lines.contains("vitals.yaml"), lines);
      host.rewrite(JudgedHost.rules("{name: http-error-rate, warning: lots}"));
      lines = reload(agent);
      assertTrue(lines.contains("vitals.yaml:") && lines.contains("warning"), lines);
      // The alert did not end in between: that would be in the history.
      assertNotNull(agent.firing(JudgedHost.RULE, SCOPE));
      assertFalse(
          agent.data("/alerts").at("history").items().stream()
              .anyMatch(event -> event.text("state").equals("resolved")),
          () -> agent.get("/alerts").body());

      host.rewrite(JudgedHost.rules("{name: http-error-rate, enabled: false}"));
      lines = reload(agent);
      assertFalse(lines.contains("vitals.yaml:"), lines);
      until(() -> agent.firing(JudgedHost.RULE, SCOPE) == null, agent);
    }
  }

  @Test
  void the_command_line_shows_and_changes_the_same_by_pid() throws IOException {
    try (JudgedHost host = JudgedHost.start(JDK, folder)) {
      AgentApi agent = host.agent();
      String pid = Long.toString(host.pid());
      String alerts = VitalsCommand.run(JDK, "alerts", pid).expect(0).output();
      assertTrue(alerts.contains(JudgedHost.RULE) && alerts.contains(SCOPE), alerts);
      for (String document : List.of("alerts", "sla", "health", "incidents")) {
        String json = VitalsCommand.run(JDK, document, pid, "--json").expect(0).output();
        assertEquals(agent.data('/' + document).names(), json(json).at("data").names(), document);
      }
      String report = VitalsCommand.run(JDK, "report", pid, "--period", "1h").expect(0).output();
      assertTrue(report.contains(SCOPE), report);
      String top = VitalsCommand.run(JDK, "top", pid, "--once").expect(0).output();
      assertTrue(top.contains(SCOPE) && top.contains("/hello"), top);
      VitalsCommand monitor =
          VitalsCommand.run(JDK, "monitor", pid, "--duration", "2s", "--interval", "1s");
      assertTrue(monitor.expect(FIRED).output().contains(JudgedHost.RULE), monitor.output());

      String rule = "rule=" + JudgedHost.RULE;
      String json =
          VitalsCommand.run(JDK, "silence", "add", pid, rule, "--for", "1h", "--json")
              .expect(0)
              .output();
      String id = json(json).text("id");
      until(() -> alert(agent).text("silenced_by").contains(id), agent);
      VitalsCommand.run(JDK, "silence", "expire", pid, id).expect(0);
      until(() -> alert(agent).text("silenced_by").isEmpty(), agent);
      VitalsCommand.run(JDK, "ack", pid, JudgedHost.RULE, SCOPE).expect(0);
      until(() -> !alert(agent).text("acknowledged_by").isEmpty(), agent);

      String shown = VitalsCommand.run(JDK, "config", "show", pid).expect(0).output();
      assertTrue(shown.contains(JudgedHost.SERVICE), shown);
      VitalsCommand.run(JDK, "config", "reload", pid).expect(0);

      // What was only read is not among it.
      List<String> audit = host.audited();
      assertEquals(5, audit.size(), audit.toString());
      assertTrue(audit.get(0).contains("\"silence " + id + " from "), audit.toString());
      assertTrue(audit.get(3).contains("\"show-configuration\""), audit.toString());
      assertTrue(audit.get(4).contains("\"reload: "), audit.toString());
    }
  }

  @Test
  void the_command_line_asks_an_address_as_well() throws IOException {
    try (JudgedHost host = JudgedHost.start(JDK, folder)) {
      AgentApi agent = host.agent();
      String url = "http://127.0.0.1:" + agent.port();
      Path token = Files.writeString(folder.resolve("token"), JudgedHost.OPERATOR + "\n");
      String json = VitalsCommand.run(JDK, "alerts", url, "--json").expect(0).output();
      assertEquals(agent.data("/alerts").names(), json(json).at("data").names());
      VitalsCommand.run(JDK, "ack", url, JudgedHost.RULE, SCOPE, "--token-file", token.toString())
          .expect(0);
      until(() -> alert(agent).text("acknowledged_by").equals("olga"), agent);
      // An operator may not reload.
      VitalsCommand.run(JDK, "config", "reload", url, "--token-file", token.toString()).expect(4);
    }
  }

  /** The object in what a command printed; remarks about it may stand around it. */
  private static Tree json(String output) {
    return Tree.parse(output.substring(output.indexOf('{'), output.lastIndexOf('}') + 1));
  }

  private static Tree alert(AgentApi agent) {
    Tree alert = agent.firing(JudgedHost.RULE, SCOPE);
    assertNotNull(alert, () -> agent.get("/alerts").body());
    return alert;
  }

  private static String reload(AgentApi agent) {
    HttpResponse<String> answer = agent.post("/reload", "{}", JudgedHost.ADMIN);
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  private static HttpResponse<String> configuration(AgentApi agent, String token) {
    return agent.get("/config", "Authorization", "Bearer " + token);
  }

  private static void until(BooleanSupplier condition, AgentApi agent) {
    assertTrue(Poll.slowly(LIMIT, condition), () -> agent.get("/alerts").body());
  }
}
