package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.BadValues;
import dev.vitals.config.BadValues.Bad;
import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of receivers and routes, with every kind of wrong value. */
class ReceiverMistakesTest {
  private static final String WEBHOOK = "type: webhook, url: 'https://example.org/'";
  private static final String ALERTMANAGER = "type: alertmanager, url: 'https://example.org/'";
  private static final String PAGER = "type: pagerduty";
  private static final String KEY = ", routing-key: '${key}'";
  private static final String GOOD = "{name: good, type: webhook, url: 'https://example.org/'}";
  private static final String LITERAL = "is a secret and must not stand in this file: put it into";
  private static final String NO_TEXT = "is not one text; it is ignored";
  private static final String NO_LINE = "is not one line of text; it is ignored";

  private final List<String> lines = new ArrayList<>();

  /** What of a receiver can be wrong so that it works without it. */
  static Stream<String[]> of_a_receiver_that_works() {
    List<String[]> rows = new ArrayList<>();
    add(rows, WEBHOOK, "send-resolved", BadValues.flags());
    add(rows, WEBHOOK, "messages-per-minute", BadValues.wholeNumbers());
    row(rows, WEBHOOK, "messages-per-minute", "0", "from 1 to 1000; 30 is used");
    row(rows, WEBHOOK, "messages-per-minute", "1001", "from 1 to 1000; 30 is used");
    for (String key : List.of("group-wait", "group-interval", "repeat-interval")) {
      add(rows, WEBHOOK, key, BadValues.durations());
    }
    conditions(rows, WEBHOOK);
    for (String rest : List.of(WEBHOOK, ALERTMANAGER)) {
      add(rows, rest, "username", BadValues.texts());
      for (String key : List.of("token", "password")) {
        secretFiles(rows, rest, key + "-file");
        row(rows, rest, key, "[hunter2]", NO_TEXT);
        row(rows, rest, key, "{a: hunter2}", NO_TEXT);
      }
    }
    secretFiles(rows, WEBHOOK, "hmac-key-file");
    row(rows, WEBHOOK, "hmac-key", "[hunter2]", NO_TEXT);
    row(rows, WEBHOOK, "routing-key", "hunter2", "is not known here; it is ignored");
    row(rows, WEBHOOK, "pasword", "hunter2", "it is ignored (did you mean password?)");
    row(rows, WEBHOOK, "url-file", "/no/hunter2", "is no file that can be read now");
    return rows.stream();
  }

  /** What of a receiver can be wrong so that nothing can be sent to it. */
  static Stream<String[]> of_a_receiver_that_is_left_out() {
    List<String[]> rows = new ArrayList<>();
    add(rows, WEBHOOK, "name", BadValues.texts());
    row(rows, "url: 'https://example.org/'", "type", "nonsense", "is not a type of receiver");
    row(rows, "url: 'https://example.org/'", "type", "weebhook", "(did you mean webhook?)");
    add(rows, "url: 'https://example.org/'", "type", BadValues.texts());
    for (String type : List.of("type: webhook", "type: alertmanager", PAGER + KEY)) {
      row(rows, type, "url", "nonsense", "is not an address such as https://example.org/path");
      row(rows, type, "url", "'ftp://example.org/'", "begins with neither http:// nor https://");
      row(rows, type, "url", "'http:///hunter2'", "");
      row(rows, type, "url", "'https://me:hunter2@example.org/'", "has a user in it; write user");
      row(rows, type, "url", "'https://example.org/#hunter2'", "has a # in it");
      row(rows, type, "url", "'https://example.org:99999/'", "has no usable host and port");
      row(rows, type, "url", "'https://exa mple.org/'", "is not an address such as");
      row(rows, type, "url", "{a: hunter2}", NO_TEXT);
    }
    for (String type : List.of("type: slack", "type: teams")) {
      row(rows, type, "url", "'https://example.org/hunter2'", LITERAL);
      row(rows, type, "url", "hunter2", LITERAL);
      row(rows, type, "url", "'${hunter2}'", "is not an address such as https://example.org/");
      row(rows, type, "url", "'${https://a:hunter2@example.org/}'", "has a user in it");
      row(rows, type, "url", "['${https://example.org/}']", NO_TEXT);
      row(rows, type, "url-file", "[/x]", "is not the path of a file; it is ignored");
      row(rows, type, "url-file", "{a: /x}", "is not the path of a file; it is ignored");
    }
    for (String rest : List.of(WEBHOOK, ALERTMANAGER)) {
      row(rows, rest, "token", "hunter2", LITERAL);
      row(rows, rest + ", username: me", "password", "hunter2", LITERAL);
      row(rows, rest + ", password-file: /x", "password", "hunter2", LITERAL);
    }
    row(rows, WEBHOOK, "hmac-key", "hunter2", LITERAL);
    row(rows, PAGER, "routing-key", "hunter2", LITERAL);
    row(rows, PAGER, "routing-key", "[hunter2]", NO_TEXT);
    row(rows, PAGER, "routing-key", "{a: hunter2}", NO_TEXT);
    return rows.stream();
  }

  /** What of a route can be wrong so that it leads on. */
  static Stream<String[]> of_a_route() {
    List<String[]> rows = new ArrayList<>();
    String rest = "receiver: good";
    add(rows, rest, "continue", BadValues.flags());
    for (String key : List.of("group-wait", "group-interval", "repeat-interval")) {
      add(rows, rest, key, BadValues.durations());
    }
    conditions(rows, rest);
    row(rows, rest, "receivers", "nobody", "is not the name of a receiver that can be used");
    row(rows, rest, "receivers", "[good, nobody]", "is not the name of a receiver that can be");
    row(rows, rest, "receivers", "{a: b}", NO_LINE);
    row(rows, rest, "colour", "red", "is not known here; it is ignored");
    return rows.stream();
  }

  @Test
  void the_table_is_long() {
    long rows = of_a_receiver_that_works().count() + of_a_receiver_that_is_left_out().count();
    assertTrue(rows >= 150, rows + " of receivers");
    assertTrue(of_a_route().count() >= 60, of_a_route().count() + " of routes");
  }

  @ParameterizedTest
  @MethodSource("of_a_receiver_that_works")
  void a_wrong_value_is_named_and_the_receiver_works_without_it(
      String rest, String key, String yaml, String phrase) {
    Receivers receivers = read("receivers:\n  - " + GOOD + "\n  - " + map(rest, key, yaml) + "\n");

    assertEquals(List.of("good", "bad"), names(receivers));
    assertNamed("receivers[1]", key, phrase);
  }

  @ParameterizedTest
  @MethodSource("of_a_receiver_that_is_left_out")
  void a_wrong_value_leaves_out_its_receiver_alone(
      String rest, String key, String yaml, String phrase) {
    Receivers receivers = read("receivers:\n  - " + GOOD + "\n  - " + map(rest, key, yaml) + "\n");

    assertEquals(List.of("good"), names(receivers));
    assertNamed("receivers[1]", key, phrase);
    assertTrue(lines.get(lines.size() - 1).contains("the receiver is left out"), lines::toString);
  }

  @ParameterizedTest
  @MethodSource("of_a_route")
  void a_wrong_value_is_named_and_the_route_leads_on(
      String rest, String key, String yaml, String phrase) {
    String bad = "{" + rest + ", " + key + ": " + yaml + "}";
    Receivers receivers =
        read("receivers: [" + GOOD + "]\nroutes:\n  - {receiver: good}\n  - " + bad + "\n");

    assertEquals(2, receivers.routing().routes().size());
    assertEquals("good", receivers.routing().routes().get(1).receivers().get(0));
    lines.replaceAll(line -> line.replace("vitals.yaml:4:", "vitals.yaml:3:"));
    assertNamed("routes[1]", key, phrase);
  }

  private void assertNamed(String path, String key, String phrase) {
    assertFalse(lines.isEmpty());
    assertTrue(
        lines.stream()
            .anyMatch(
                line ->
                    line.startsWith("vitals.yaml:3: " + path + '.' + key) && line.contains(phrase)),
        lines::toString);
    for (String line : lines) {
      assertTrue(line.startsWith("vitals.yaml:3: " + path), line);
      assertFalse(line.contains("hunter2"), line);
      assertFalse(line.chars().anyMatch(Character::isISOControl), line);
    }
  }

  private static void conditions(List<String[]> rows, String rest) {
    String noSeverity = "is not one of low, medium, high, critical, info and warning; it is";
    for (String yaml : List.of("loud", "[loud]", "[high, loud]", "'*'", "-1")) {
      row(rows, rest, "severities", yaml, noSeverity);
      row(rows, rest, "group-by", yaml, "is not one of rule, severity, component and scope; it is");
    }
    for (String key : List.of("severities", "group-by", "rules", "scopes")) {
      for (String yaml : List.of("{a: b}", "[[a]]", "[{a: b}]", "\"a\\tb\"")) {
        row(rows, rest, key, yaml, NO_LINE);
      }
    }
  }

  private static void secretFiles(List<String[]> rows, String rest, String key) {
    row(rows, rest, key, "/no/hunter2", "is no file that can be read now; it is tried again");
    row(rows, rest, key, "[/no/hunter2]", "is not the path of a file; it is ignored");
    row(rows, rest, key, "{a: hunter2}", "is not the path of a file; it is ignored");
  }

  private static void add(List<String[]> rows, String rest, String key, List<Bad> values) {
    for (Bad bad : values) {
      row(rows, rest, key, bad.yaml(), bad.phrase());
    }
  }

  private static void row(
      List<String[]> rows, String rest, String key, String yaml, String phrase) {
    rows.add(new String[] {rest, key, yaml, phrase});
  }

  private static String map(String rest, String key, String yaml) {
    String name = key.equals("name") ? "" : "name: bad, ";
    return "{" + name + rest + ", " + key + ": " + yaml + "}";
  }

  private static List<String> names(Receivers receivers) {
    List<String> names = new ArrayList<>();
    receivers.all().forEach(receiver -> names.add(receiver.name()));
    return names;
  }

  private Receivers read(String yaml) {
    return Receivers.read(YamlText.of(yaml), Notices.ORIGIN, Map.of(), new Mistakes(lines));
  }
}
