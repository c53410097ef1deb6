package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlText;
import dev.vitals.exporter.model.Alert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiversTest {
  private static final String GOOD = "{name: good, type: slack, url: '${https://example.org/x}'}";

  @TempDir Path folder;

  private final List<String> mistakes = new ArrayList<>();

  @Test
  void the_example_of_the_documentation_is_understood() throws Exception {
    String page = Files.readString(Path.of("../docs/notifications.md"));
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    String yaml = page.substring(start, page.indexOf("```", start));
    Path secret = Files.writeString(folder.resolve("secret"), "https://example.org/abc\n");

    Receivers receivers =
        read(
            yaml.replace("/etc/vitals/", secret.getParent() + "/")
                .replace("slack-url", "secret")
                .replace("pagerduty-key", "secret")
                .replace("hmac-key\n", "secret\n")
                .replace("${TEAMS_URL}", "${https://example.org/teams}"));

    assertEquals(List.of(), mistakes);
    assertEquals(
        List.of(
            "prod alertmanager 2",
            "on-call pagerduty 1",
            "shop-team slack 1",
            "operations teams 1",
            "archive webhook 1"),
        text(receivers));
    assertEquals(5, receivers.routing().routes().size());
    Route pager = receivers.routing().routes().get(2);
    assertEquals(EnumSet.of(Alert.Severity.CRITICAL), pager.severities());
    assertEquals(10_000, pager.waitMillis());
    assertTrue(pager.goesOn());
  }

  @Test
  void without_routes_every_receiver_gets_everything_it_wants() {
    Receivers receivers =
        read(
            """
            receivers:
              - {name: a, type: slack, url: "${https://example.org/x}"}
              - {name: b, type: teams, url: "${https://example.org/x}", severities: [warning, low]}
            """);

    assertEquals(List.of(), mistakes);
    Route first = receivers.routing().routes().get(0);
    Route second = receivers.routing().routes().get(1);
    assertTrue(receivers.routing().sends(Notices.firing("/a", Alert.Severity.HIGH), first));
    assertTrue(receivers.routing().sends(Notices.firing("/a", Alert.Severity.HIGH), second));
    assertFalse(receivers.routing().sends(Notices.firing("/a", Alert.Severity.CRITICAL), second));
    assertEquals(30_000, first.waitMillis());
    assertEquals(300_000, first.intervalMillis());
    assertEquals(14_400_000, first.repeatMillis());
    assertEquals(EnumSet.of(Route.GroupBy.RULE), first.groupBy());
    assertTrue(receivers.named("a").sendResolved());
  }

  @Test
  void nothing_configured_is_nobody() {
    Receivers receivers = read("server: {port: 1}");

    assertTrue(receivers.isEmpty());
    assertEquals(List.of(), receivers.routing().routes());
    assertEquals(List.of(), mistakes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: slack, url: '${https://example.org/x}'}",
        "{name: bad, url: '${https://example.org/x}'}",
        "{name: bad, type: slakc, url: '${https://example.org/x}'}",
        "{name: bad, type: slack}",
        "{name: bad, type: slack, url: '${ftp://example.org/x}'}",
        "{name: bad, type: slack, url: '${nonsense}'}",
        "{name: bad, type: slack, url: ['${https://example.org/x}']}",
        "{name: bad, type: [slack], url: '${https://example.org/x}'}",
        "{name: good, type: teams, url: '${https://example.org/x}'}",
        "{name: bad, type: webhook}",
        "{name: bad, type: teams}",
        "{name: bad, type: pagerduty}",
        "{name: bad, type: pagerduty, routing-key: '${x}', url: 'no address'}",
        "{name: bad, type: alertmanager}",
        "{name: bad, type: alertmanager, url: []}",
        "{name: bad, type: alertmanager, url: ['x', 'y']}",
        "{name: bad, type: slack, url: 'https://example.org/x'}",
        "{name: bad, type: teams, url: 'https://example.org/x'}",
        "{name: bad, type: pagerduty, routing-key: x}",
        "{name: bad, type: webhook, url: 'https://example.org/', hmac-key: x}",
        "{name: bad, type: webhook, url: 'https://example.org/', username: me, password: x}",
        "{name: bad, type: webhook, url: 'https://example.org/', token: x, token-file: /tmp}",
        "{name: bad, type: alertmanager, url: 'https://example.org/', token: x}",
        "[a, b]",
        "just text"
      })
  void a_receiver_that_cannot_be_used_is_named_and_the_others_work(String bad) {
    Receivers receivers = read("receivers:\n  - " + GOOD + "\n  - " + bad + "\n");

    assertEquals(List.of("good slack 1"), text(receivers));
    assertFalse(mistakes.isEmpty());
    for (String mistake : mistakes) {
      assertTrue(mistake.startsWith("vitals.yaml:3: receivers[1]"), mistake);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "send-resolved: maybe | is not true or false; true is used",
        "messages-per-minute: 0 | is not a whole number from 1 to 1000; 30 is used",
        "messages-per-minute: many | is not a whole number from 1 to 1000; 30 is used",
        "group-wait: soon | is not a duration such as 250ms, 10s or 5m, from 0s to 1h; 30s is used",
        "group-wait: 2h | 10s or 5m, from 0s to 1h; 30s is used",
        "group-interval: 5 | 10s or 5m, from 1s to 1d; 5m is used",
        "repeat-interval: 1s | 10s or 5m, from 1m to 30d; 4h is used",
        "repeat-interval: -4h | 10s or 5m, from 1m to 30d; 4h is used",
        "severities: [loud] | is not one of low, medium, high, critical, info and warning; it",
        "severities: [{a: b}] | is not one line of text; it is ignored",
        "group-by: [colour] | is not one of rule, severity, component and scope; it is ignored",
        "group-wiat: 5s | is not known here; it is ignored (did you mean group-wait?)",
        "hmac-key-file: /x | is not known here; it is ignored",
        "url-file: /no/such/file | is no file that can be read now; it is tried again"
      })
  void a_wrong_value_is_named_and_the_receiver_works(String field, String problem) {
    Receivers receivers = read("receivers:\n  - " + good(field) + "\n");

    assertEquals(List.of("good slack 1"), text(receivers));
    assertEquals(1, mistakes.size(), mistakes.toString());
    assertTrue(mistakes.get(0).startsWith("vitals.yaml:2: receivers[0]."), mistakes.get(0));
    assertTrue(mistakes.get(0).contains(problem), mistakes.get(0));
  }

  @Test
  void routes_that_lead_nowhere_are_named() {
    Receivers receivers =
        read(
            """
            receivers:
              - {name: a, type: slack, url: "${https://example.org/x}", group-wait: 5s}
              - {name: b, type: slack, url: "${https://example.org/x}"}
            routes:
              - {receivers: [a, nobody], group-wiat: 5s}
              - {receiver: nobody}
              - {severities: [critical]}
              - nonsense
            """);

    assertEquals(1, receivers.routing().routes().size());
    assertEquals(List.of("a"), receivers.routing().routes().get(0).receivers());
    assertEquals(
        List.of(
            "vitals.yaml:8: routes[3] holds no keys; it is left out",
            "vitals.yaml:5: routes[0].group-wiat is not known here; it is ignored (did you mean"
                + " group-wait?)",
            "vitals.yaml:5: routes[0].receivers[1] = 'nobody' is not the name of a receiver that"
                + " can be used; it is ignored",
            "vitals.yaml:6: routes[1].receiver = 'nobody' is not the name of a receiver that can be"
                + " used; it is ignored",
            "vitals.yaml:6: routes[1] names no receiver that can be used; the route is left out",
            "vitals.yaml:7: routes[2] names no receiver that can be used; the route is left out",
            "vitals.yaml:2: receivers[0].group-wait is not read where there are routes; write it"
                + " into a route",
            "vitals.yaml:3: receivers[1].name = 'b' is in no route; nothing is sent to it"),
        mistakes);
  }

  @Test
  void no_mistake_shows_a_secret() {
    read(
        """
        receivers:
          - {name: a, type: slack, url: "hunter2://example.org/hunter2"}
          - {name: b, type: slack, url: ["hunter2"]}
          - {name: c, type: pagerduty, routing-key: ["hunter2"], url: "hunter2"}
          - {name: d, type: webhook, url: "https://me:hunter2@example.org/", hmac-key: hunter2}
          - {name: e, type: webhook, url: "https://example.org/", token: {a: hunter2}}
          - {name: f, type: alertmanager, url: ["https://example.org/#hunter2"], password: hunter2}
          - {name: g, type: teams, url: "https://example.org/", routing-kye: hunter2}
          - {name: h, type: slack, url: "${hunter2://example.org/hunter2}"}
          - {name: i, type: slack, url-file: "/no/hunter2"}
        """);

    assertTrue(mistakes.size() >= 8, mistakes.toString());
    assertFalse(mistakes.toString().contains("hunter2"), mistakes.toString());
  }

  @Test
  void a_secret_in_the_file_itself_is_refused_and_the_way_out_is_named() {
    read(
        "receivers: [{name: a, type: webhook, url: 'https://example.org/', username: me,"
            + " password: hunter2}]");

    assertEquals(
        List.of(
            "vitals.yaml:1: receivers[0].password is a secret and must not stand in this file: put"
                + " it into one of its own and write password-file, or write password:"
                + " ${A_VARIABLE}",
            "vitals.yaml:1: receivers[0] cannot be used like this; the receiver is left out"),
        mistakes);
  }

  @Test
  void logins_are_sent_where_they_are_understood() throws Exception {
    try (Web web = new Web()) {
      Path password = Files.writeString(folder.resolve("password"), "pass\n");
      Receivers receivers =
          read(
              """
              receivers:
                - {name: a, type: alertmanager, url: "WEB", username: me, password-file: "FILE"}
                - {name: b, type: webhook, url: "WEB", token: "${abc}"}
              """
                  .replace("WEB", web.url("/"))
                  .replace("FILE", password.toString()));
      NoticeGroup group =
          new NoticeGroup("x", Notices.GROUP_LABELS, List.of(Notices.firing("/orders")));

      receivers.named("a").channels().get(0).deliver(group);
      receivers.named("b").channels().get(0).deliver(group);

      assertEquals(List.of(), mistakes);
      // "me:pass"
      assertEquals("Basic bWU6cGFzcw==", web.requests.get(0).header("Authorization"));
      assertEquals("Bearer abc", web.requests.get(1).header("Authorization"));
    }
  }

  private static String good(String field) {
    return GOOD.substring(0, GOOD.length() - 1) + ", " + field + "}";
  }

  private Receivers read(String yaml) {
    return Receivers.read(YamlText.of(yaml), Notices.ORIGIN, Map.of(), new Mistakes(mistakes));
  }

  private static List<String> text(Receivers receivers) {
    List<String> text = new ArrayList<>();
    for (Receiver receiver : receivers.all()) {
      text.add(receiver.name() + " " + receiver.type() + " " + receiver.channels().size());
    }
    return text;
  }
}
