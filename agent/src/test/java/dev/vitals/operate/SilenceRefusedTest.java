package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Actions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked wrongly, and what is said to that. */
class SilenceRefusedTest {
  private Operator ada;

  @BeforeEach
  void start(@TempDir Path root) {
    ada = new Operator(root);
  }

  @Test
  void a_wrong_silence_is_400_with_the_reason() {
    String ok = "\"matchers\":[\"rule=slow\"],";
    String needsEnd = "a silence needs either ends or duration";
    String span = "duration must be a number and a unit, such as 30m, 2h or 7d";
    ada.wrong("the body is empty; it must be a JSON object", "");
    ada.wrong("the body is empty; it must be a JSON object", " \n");
    ada.wrong("the body is not JSON at character 0", "matchers: [rule=slow]");
    ada.wrong("the body is not JSON at character 12", "{\"matchers\":");
    ada.wrong("the body is not JSON at character 3", "{} {}");
    ada.wrong("the body is not JSON at character 16", "{\"comment\":\"\\u12g4\"}");
    ada.wrong("the body is not JSON at character 100", "[".repeat(50_000));
    ada.wrong("the body must be a JSON object", "[]");
    ada.wrong("the body must be a JSON object", "null");
    ada.wrong("the body must be a JSON object", "\"rule=slow\"");
    ada.wrong("the body must be a JSON object", "7");
    ada.wrong(
        "the body has a member that is not known; there are matchers, starts, ends, duration,"
            + " comment, expire",
        "{\"matcher\":[\"rule=slow\"],\"duration\":\"1h\"}");
    String missing =
        "matchers is missing: a list of texts such as \"rule=cpu\" or \"scope=~/checkout*\"";
    ada.wrong(missing, "{}");
    ada.wrong(missing, "{\"matchers\":null,\"duration\":\"1h\"}");
    ada.wrong(missing, "{\"matchers\":[],\"duration\":\"1h\"}");
    ada.wrong("matchers must be a list", "{\"matchers\":\"rule=slow\",\"duration\":\"1h\"}");
    ada.wrong("matchers must be a list", "{\"matchers\":{},\"duration\":\"1h\"}");
    ada.wrong("matchers must be a list of texts", "{\"matchers\":[7],\"duration\":\"1h\"}");
    ada.wrong("matchers must be a list of texts", "{\"matchers\":[null],\"duration\":\"1h\"}");
    ada.wrong("matchers must be a list of texts", "{\"matchers\":[[\"a\"]],\"duration\":\"1h\"}");
    ada.wrong(
        "a matcher starts with rule, scope or severity",
        "{\"matchers\":[\"route=/\"],\"duration\":\"1h\"}");
    ada.wrong(
        "a matcher is a field, one of = != =~ !~, and a value, such as severity!=critical",
        "{\"matchers\":[\"rule\"],\"duration\":\"1h\"}");
    ada.wrong("rule: the value is missing", "{\"matchers\":[\"rule=\"],\"duration\":\"1h\"}");
    ada.wrong(
        "scope: =~ takes * for any letters and | between alternatives, not a regular expression",
        "{\"matchers\":[\"scope=~/a.*\"],\"duration\":\"1h\"}");
    ada.wrong(
        "a severity is low, medium, high or critical",
        "{\"matchers\":[\"severity=bad\"],\"duration\":\"1h\"}");
    ada.wrong(
        "scope: a value has at most 500 letters",
        "{\"matchers\":[\"scope=" + "x".repeat(501) + "\"],\"duration\":\"1h\"}");
    ada.wrong(
        "a silence has 1 to 20 matchers; rule=~* matches everything",
        "{\"matchers\":[" + "\"rule=a\",".repeat(20) + "\"rule=a\"],\"duration\":\"1h\"}");
    ada.wrong(needsEnd, "{" + ok + "\"comment\":\"x\"}");
    ada.wrong(needsEnd, "{" + ok + "\"ends\":\"2026-11-22T12:00:00Z\",\"duration\":\"1h\"}");
    for (String time :
        List.of("", "soon", "2026-11-22", "2026-11-22T12:00:00", "12:00", "1795262400", "-")) {
      ada.wrong(iso("ends"), "{" + ok + "\"ends\":\"" + time + "\"}");
      ada.wrong(iso("starts"), "{" + ok + "\"starts\":\"" + time + "\",\"duration\":\"1h\"}");
    }
    ada.wrong(iso("ends"), "{" + ok + "\"ends\":\"+999999999-01-01T00:00:00Z\"}");
    ada.wrong("ends must be a text", "{" + ok + "\"ends\":1795262400}");
    ada.wrong("starts must be a text", "{" + ok + "\"starts\":true,\"duration\":\"1h\"}");
    for (String text :
        List.of("", "2", "h", "0h", "-1h", "1e3h", "2 fortnights", "NaNh", "1h30m")) {
      ada.wrong(span, "{" + ok + "\"duration\":\"" + text + "\"}");
    }
    ada.wrong("duration must be a text", "{" + ok + "\"duration\":7200}");
    ada.wrong("comment must be a text", "{" + ok + "\"duration\":\"1h\",\"comment\":[]}");
    ada.wrong(
        "a text has at most 1000 letters",
        "{" + ok + "\"duration\":\"1h\",\"comment\":\"" + "x".repeat(1_001) + "\"}");
    ada.wrong("the silence would be over already", "{" + ok + "\"ends\":\"2026-11-21T12:00:00Z\"}");
    ada.wrong(
        "the silence would be over already",
        "{" + ok + "\"starts\":\"2026-11-21T10:00:00Z\",\"duration\":\"1h\"}");
    ada.wrong("a silence must end after it starts", endsBeforeItStarts(ok));
    ada.wrong("a silence lasts a year at most", "{" + ok + "\"duration\":\"367d\"}");
    ada.wrong("a silence lasts a year at most", "{" + ok + "\"duration\":\"99999999999d\"}");
    ada.wrong("a silence lasts a year at most", "{" + ok + "\"ends\":\"9999-01-01T00:00:00Z\"}");
    for (String far : List.of("2028-01-01T00:00:00Z", "1970-01-01T00:00:00Z")) {
      ada.wrong("starts must be within a year", "{" + ok + "\"starts\":\"" + far + "\"," + end());
    }
    ada.wrong("expire must be a text", "{\"expire\":7}");
    ada.wrong(
        "expire ends a silence; nothing else can stand beside it",
        "{\"expire\":\"x\"," + ok + end());
    assertEquals(List.of(), ada.operations.orders().silences());
  }

  @Test
  void nothing_of_a_body_is_repeated() {
    for (String body :
        List.of(
            "{\"secret-token\":1}",
            "secret-token",
            "{\"matchers\":[\"secret-token\"],\"duration\":\"1h\"}",
            "{\"matchers\":[\"rule=x\"],\"duration\":\"secret-token\"}",
            "{\"matchers\":[\"rule=x\"],\"ends\":\"secret-token\"}",
            "{\"comment\":\"\\usecret-token\"}",
            "{\"expire\":\"secret-token\"}")) {
      Actions.Reply reply = ada.silence(body);
      assertTrue(reply.status() >= 400, body);
      assertFalse(reply.json().contains("secret"), reply.json());
    }
  }

  @Test
  void a_variable_of_the_environment_is_only_a_text() {
    ada.silence(
        "{\"matchers\":[\"rule=slow\"],\"duration\":\"1h\",\"comment\":\"${PATH} ${HOME:-x}\"}");
    assertEquals("${PATH} ${HOME:-x}", ada.operations.orders().silences().get(0).comment());
  }

  private static String iso(String name) {
    return name
        + " must be a time in ISO 8601 with its offset, such as 2026-11-21T22:00:00Z or"
        + " 2026-11-21T23:00:00+01:00";
  }

  private static String end() {
    return "\"duration\":\"1h\"}";
  }

  private static String endsBeforeItStarts(String matchers) {
    return "{"
        + matchers
        + "\"starts\":\"2026-11-21T14:00:00Z\",\"ends\":\"2026-11-21T13:00:00Z\"}";
  }
}
