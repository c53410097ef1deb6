package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.http.RunningEndpoint.RawResponse;
import dev.vitals.exporter.model.Actions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  private static final String CONTROL = TestUsers.bearer(RunningEndpoint.CONTROL_TOKEN);
  private static final String SILENCES = "/api/v1/performance/silences";
  private static final String ACKNOWLEDGEMENTS = "/api/v1/performance/acknowledgements";
  private static final String RELOAD = "/api/v1/performance/reload";
  private static final String CONFIG = "/api/v1/performance/config";
  private static final String BUNDLE = "/api/v1/performance/incidents/bundle";
  private static final String ALERTS = "/api/v1/performance/alerts";

  @TempDir private Path folder;
  private Path users;
  private RunningEndpoint running;

  @BeforeEach
  void start() throws IOException {
    users = TestUsers.write(folder.resolve("users"), TestUsers.lines());
    running = new RunningEndpoint(TestUsers.access(users));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void readers_on_this_machine_need_no_credentials_and_all_others_do() throws IOException {
    for (String path : List.of("/metrics", ALERTS)) {
      assertEquals(200, running.get(path).status());
      for (String header :
          List.of(
              TestUsers.FROM_ELSEWHERE,
              "Forwarded: for=192.0.2.1",
              "X-Real-IP: 127.0.0.1",
              "X-Forwarded-Host: a",
              "Via: 1.1 proxy")) {
        RawResponse response = running.get(path, header);
        assertEquals(401, response.status(), header);
        assertTrue(response.head().contains("\r\nWww-authenticate: Bearer\r\n"), response.head());
        assertTrue(
            response
                .head()
                .contains("\r\nWww-authenticate: Basic realm=\"Vitals\", charset=\"UTF-8\"\r\n"),
            response.head());
      }
    }
    assertEquals(200, running.get("/-/healthy", TestUsers.FROM_ELSEWHERE).status());
    assertEquals(200, running.get("/-/ready", TestUsers.FROM_ELSEWHERE).status());
  }

  @Test
  void readers_on_this_machine_need_credentials_where_that_is_configured() throws IOException {
    AccessSettings strict = new AccessSettings(users.toString(), true, "", "", 0, "");
    try (RunningEndpoint careful = new RunningEndpoint(strict)) {
      assertEquals(401, careful.get("/metrics").status());
      assertEquals(200, careful.get("/metrics", TestUsers.basic("vera")).status());
      assertEquals(200, careful.get("/metrics", TestUsers.bearer(TestUsers.TOKEN)).status());
      assertFalse(careful.endpoint.isOpen());
    }
  }

  @Test
  void every_role_may_do_what_it_may_and_no_more() throws IOException {
    String[] callers = {
      "X-None: 1",
      TestUsers.bearer(TestUsers.TOKEN),
      TestUsers.basic("vera"),
      TestUsers.basic("oscar"),
      TestUsers.basic("ada"),
      TestUsers.bearer(TestUsers.ADMIN_TOKEN)
    };
    assertStatuses(ALERTS, false, callers, 401, 200, 200, 200, 200, 200);
    assertStatuses("/metrics", false, callers, 401, 200, 200, 200, 200, 200);
    assertStatuses(SILENCES, true, callers, 401, 403, 403, 200, 200, 200);
    assertStatuses(ACKNOWLEDGEMENTS, true, callers, 401, 403, 403, 200, 200, 200);
    assertStatuses(RELOAD, true, callers, 401, 403, 403, 403, 200, 200);
    assertStatuses(CONFIG, false, callers, 401, 403, 403, 403, 200, 200);
    assertStatuses(BUNDLE + "?id=a-1", false, callers, 401, 403, 403, 403, 200, 200);
  }

  private void assertStatuses(String path, boolean isPost, String[] callers, int... statuses)
      throws IOException {
    for (int i = 0; i < callers.length; i++) {
      RawResponse response =
          isPost
              ? running.post(path, callers[i], TestUsers.FROM_ELSEWHERE)
              : running.get(path, callers[i], TestUsers.FROM_ELSEWHERE);
      assertEquals(statuses[i], response.status(), path + " by " + i + ": " + response.text());
    }
  }

  @Test
  void changes_take_credentials_on_this_machine_too() throws IOException {
    for (String path : List.of(SILENCES, ACKNOWLEDGEMENTS, RELOAD)) {
      assertEquals(401, running.post(path).status(), path);
    }
    assertEquals(401, running.get(CONFIG).status());
    assertEquals(401, running.get(BUNDLE + "?id=a-1").status());
  }

  @Test
  void nobody_can_change_anything_where_nobody_is_configured() throws IOException {
    try (RunningEndpoint open = new RunningEndpoint()) {
      assertTrue(open.endpoint.isOpen());
      assertEquals(401, open.post(RELOAD).status());
      assertEquals(401, open.post(RELOAD, TestUsers.basic("ada")).status());
      assertEquals(401, open.post(RELOAD, TestUsers.bearer("")).status());
      assertEquals(401, open.get(CONFIG).status());
      assertEquals(200, open.get("/metrics", TestUsers.FROM_ELSEWHERE).status());
    }
  }

  @Test
  void the_command_line_may_do_everything_from_this_machine_only() throws IOException {
    assertEquals(
        "{\"did\":\"RELOAD\",\"for\":\"command-line\"}", running.post(RELOAD, CONTROL).text());
    assertEquals(401, running.post(RELOAD, CONTROL, TestUsers.FROM_ELSEWHERE).status());
    assertEquals(401, running.get("/metrics", CONTROL, TestUsers.FROM_ELSEWHERE).status());
    assertEquals(200, running.post("/-/control/status", CONTROL).status());
    assertEquals(
        403, running.post("/-/control/status", CONTROL, TestUsers.FROM_ELSEWHERE).status());
  }

  @Test
  void no_admin_of_the_users_file_has_control() throws IOException {
    for (String who : List.of(TestUsers.basic("ada"), TestUsers.bearer(TestUsers.ADMIN_TOKEN))) {
      assertEquals(401, running.post("/-/control/detach", who).status());
    }
  }

  @Test
  void no_header_and_no_parameter_raises_anybodys_role() throws IOException {
    String viewer = TestUsers.basic("vera");
    for (String header :
        List.of(
            "X-Role: admin",
            "X-User-Role: admin",
            "X-User: ada",
            "X-Remote-User: ada",
            "Remote-User: ada",
            "X-Forwarded-User: ada",
            "X-Auth-Request-User: ada",
            "X-Auth-Request-Groups: admin",
            "X-WebAuth-User: ada",
            "Role: admin",
            "X-Vitals-Role: admin",
            "X-Original-Method: POST",
            "X-HTTP-Method-Override: POST",
            "X-Original-URL: /-/healthy",
            "X-Rewrite-URL: /-/healthy",
            "Cookie: role=admin; user=ada",
            "From: ada",
            "Proxy-Authorization: Bearer " + TestUsers.ADMIN_TOKEN,
            "X-Api-Key: " + TestUsers.ADMIN_TOKEN,
            "Sec-WebSocket-Protocol: " + TestUsers.ADMIN_TOKEN,
            "X-Authorization: Bearer " + TestUsers.ADMIN_TOKEN)) {
      assertEquals(403, running.post(RELOAD, viewer, header).status(), header);
      assertEquals(403, running.get(CONFIG, viewer, header).status(), header);
      assertEquals(401, running.post(RELOAD, header).status(), header);
      assertEquals(401, running.post("/-/control/detach", viewer, header).status(), header);
    }
    assertEquals(403, running.post(RELOAD + "?role=admin&user=ada", viewer).status());
    assertEquals(
        401, running.post(RELOAD + "?access_token=" + TestUsers.ADMIN_TOKEN, "X: 1").status());
    assertEquals(403, running.post(RELOAD, TestUsers.basic("vera"), "Role: admin").status());
  }

  @Test
  void credentials_that_are_not_right_are_refused() throws IOException {
    String token = TestUsers.TOKEN;
    for (String header :
        List.of(
            "Authorization:",
            "Authorization: Bearer",
            TestUsers.bearer(""),
            TestUsers.bearer(token.substring(1)),
            TestUsers.bearer(token + "x"),
            TestUsers.bearer(token.toUpperCase()),
            TestUsers.bearer("sha256:" + TestUsers.hex(token)),
            TestUsers.bearer(TestUsers.hex(token)),
            "Authorization: " + token,
            "Authorization: Digest username=\"vera\"",
            "Authorization: Basic",
            "Authorization: Basic ====",
            "Authorization: Basic dmVyYQ==",
            "Authorization: Basic /////w==",
            "Authorization: Basic " + "QUFB".repeat(1500),
            TestUsers.basic("", TestUsers.PASSWORD),
            TestUsers.basic("vera", ""),
            TestUsers.basic("vera", TestUsers.PASSWORD + '\0'),
            TestUsers.basic("vera", "x".repeat(73)),
            TestUsers.basic("ve ra"),
            TestUsers.basic("VERA:"),
            TestUsers.basic("prometheus", token),
            TestUsers.bearer(token) + "\r\n" + TestUsers.bearer(token),
            TestUsers.bearer(token) + "\r\n" + TestUsers.basic("vera"))) {
      int status = running.get("/metrics", header, TestUsers.FROM_ELSEWHERE).status();
      assertTrue(status == 401 || status == 429, status + " for " + header);
    }
  }

  @Test
  void a_change_takes_json_and_a_header_of_its_own() throws IOException {
    String who = TestUsers.bearer(TestUsers.ADMIN_TOKEN);
    String json = "Content-Type: application/json; charset=utf-8";
    String own = "X-Requested-By: me";
    String none = "Content-Length: 0";
    assertEquals(200, running.request("POST " + RELOAD, who, json, own, none).status());
    assertEquals(403, running.request("POST " + RELOAD, who, json, none).status());
    assertEquals(415, running.request("POST " + RELOAD, who, own, none).status());
    for (String form :
        List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonp")) {
      String type = "Content-Type: " + form;
      assertEquals(415, running.request("POST " + RELOAD, who, type, own, none).status(), form);
    }
    assertEquals(405, running.get(RELOAD, who).status());
    assertEquals(405, running.post(CONFIG, who).status());
    String large = "Content-Length: " + (64 * 1024 + 1);
    String head = "POST " + SILENCES + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    String headers = String.join("\r\n", who, json, own, large);
    assertEquals(
        413, running.raw(head + headers + "\r\n\r\n" + "x".repeat(64 * 1024 + 1)).status());
  }

  @Test
  void an_action_gets_the_body_and_the_configured_name_and_answers_as_it_likes()
      throws IOException {
    running.actions =
        (action, who, body) -> new Actions.Reply(409, action + " " + who + " " + body);
    String head = "POST " + SILENCES + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    String headers =
        String.join(
            "\r\n",
            TestUsers.basic("oscar"),
            "Content-Type: application/json",
            "X-Requested-By: me",
            "Content-Length: 7");
    RawResponse response = running.raw(head + headers + "\r\n\r\n{\"a\":1}");
    assertEquals(409, response.status());
    assertEquals("SILENCE oscar {\"a\":1}", response.text());
    assertEquals("application/json; charset=utf-8", response.header("Content-Type"));
  }

  @Test
  void what_is_revealed_gets_the_parameters_of_the_question() throws IOException {
    String who = TestUsers.bearer(TestUsers.ADMIN_TOKEN);
    running.actions =
        (action, name, body) ->
            new Actions.Reply(200, action + " " + name + " " + body, "bundle of incident a-1");
    assertEquals(
        "SHOW_BUNDLE deployer {\"id\":\"a \\\"1\",\"b\":\"\"}",
        running.get(BUNDLE + "?id=a+%221&b", who).text());
    assertEquals("SHOW_BUNDLE deployer {}", running.get(BUNDLE, who).text());
    String written = running.audit().get(0);
    assertTrue(written.contains("\"what\":\"GET " + BUNDLE + "\""), written);
    assertTrue(written.contains("\"change\":\"bundle of incident a-1\""), written);

    assertEquals(405, running.request("HEAD " + BUNDLE, who).status());
    for (String wrong : List.of("?id=a&id=b", "?id=%zz")) {
      RawResponse response = running.get(BUNDLE + wrong, who);
      assertEquals(400, response.status(), wrong);
    }
    String refused = running.audit().get(2);
    assertTrue(refused.contains("a parameter is given twice"), refused);
  }
}
