package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final Alert ALERT = alert("http-latency-p95", "/orders", Alert.Severity.HIGH);

  @Test
  void counts_from_its_start_up_to_its_end() {
    Silence silence = silence(1_000, 2_000, "rule=http-latency-p95");
    assertFalse(silence.covers(ALERT, 999));
    assertTrue(silence.covers(ALERT, 1_000));
    assertTrue(silence.covers(ALERT, 1_999));
    assertFalse(silence.covers(ALERT, 2_000));
  }

  @Test
  void covers_what_all_of_its_matchers_match() {
    assertTrue(silence(0, 1, "rule=http-latency-p95", "scope=/orders").covers(ALERT, 0));
    assertFalse(silence(0, 1, "rule=http-latency-p95", "scope=/books").covers(ALERT, 0));
  }

  @Test
  void every_operator_means_what_it_says() {
    for (String matching :
        List.of(
            "rule=http-latency-p95",
            "rule!=cpu",
            "rule=~http-*",
            "rule=~cpu|*-p95",
            "rule!~cache-*",
            "scope=/orders",
            "scope != /books",
            "scope=~/ord*|/books",
            "scope=\"/orders\"",
            "scope=~*",
            "severity=high",
            "severity=HIGH",
            "severity!=critical",
            "severity=~high|critical",
            "Severity =~ H*")) {
      assertTrue(AlertMatcher.parse(matching).matches(ALERT), matching);
    }
    for (String other :
        List.of(
            "rule=http-latency",
            "rule!=http-latency-p95",
            "rule=~http",
            "rule=~*-p99|cpu",
            "rule!~http-*",
            "scope=",
            "scope=/ORDERS",
            "scope=/ord*",
            "scope!~*",
            "severity=critical",
            "severity!=high",
            "severity=~low|medium")) {
      assertFalse(AlertMatcher.parse(other).matches(ALERT), other);
    }
  }

  @Test
  void an_empty_scope_is_the_whole_process() {
    Alert whole = alert("cpu", "", Alert.Severity.LOW);
    assertTrue(AlertMatcher.parse("scope=").matches(whole));
    assertTrue(AlertMatcher.parse("scope=~*").matches(whole));
    assertFalse(AlertMatcher.parse("scope!=").matches(whole));
  }

  @Test
  void scopes_with_the_letters_of_regular_expressions_are_taken_as_they_are() {
    Alert route = alert("http-latency-p95", "/a/{id:[0-9]+}/(b)?x=1", Alert.Severity.HIGH);
    assertTrue(AlertMatcher.parse("scope=/a/{id:[0-9]+}/(b)?x=1").matches(route));
    assertTrue(AlertMatcher.parse("scope=~/a/{id:[0-9]+}/(b)?x=*").matches(route));
    assertTrue(AlertMatcher.parse("scope=~/a/*/(b)*=1").matches(route));
  }

  @Test
  void a_matcher_reads_what_it_writes() {
    for (String text :
        List.of("rule=cpu", "scope!=/a=b", "severity=~h*|low", "scope!~!x", "scope=")) {
      assertEquals(text, AlertMatcher.parse(text).toString());
      assertEquals(text, AlertMatcher.parse(AlertMatcher.parse(text).toString()).toString());
    }
  }

  @Test
  void a_value_with_spaces_or_quotes_at_its_ends_is_written_in_quotes() {
    for (String text : List.of("scope=\" x \"", "scope!=\"\"x\"\"", "scope=~\"x \"")) {
      AlertMatcher matcher = AlertMatcher.parse(text);
      assertEquals(text, matcher.toString());
      assertEquals(matcher.value(), AlertMatcher.parse(matcher.toString()).value());
    }
  }

  @Test
  void a_matcher_that_cannot_match_as_meant_is_refused_with_the_reason() {
    String notRegular =
        "scope: =~ takes * for any letters and | between alternatives, not a regular expression";
    assertEquals(notRegular, refusal("scope=~/api/.*"));
    assertEquals(notRegular, refusal("scope!~/api/.+"));
    assertEquals(notRegular, refusal("scope=~^/api"));
    assertEquals(notRegular, refusal("scope=~api$"));
    assertEquals("a severity is low, medium, high or critical", refusal("severity=warning"));
    assertEquals("a matcher starts with rule, scope or severity", refusal("job=shop"));
    assertEquals("a matcher starts with rule, scope or severity", refusal(""));
    assertEquals("a matcher starts with rule, scope or severity", refusal("=cpu"));
    assertEquals("rule: the value is missing", refusal("rule="));
    assertEquals("rule: a value has at most 500 letters", refusal("rule=" + "x".repeat(501)));
    assertTrue(refusal("rule").startsWith("a matcher is a field"));
    assertTrue(refusal("rule!cpu").startsWith("a matcher is a field"));
  }

  @Test
  void the_worst_pattern_is_quick() {
    String pattern = "*a".repeat(249) + "b";
    Alert endless = alert("cpu", "a".repeat(100_000), Alert.Severity.LOW);
    AlertMatcher matcher = AlertMatcher.parse("scope=~" + pattern);
    assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> matcher.matches(endless)));
  }

  @Test
  void a_silence_that_makes_no_sense_is_refused_with_the_reason() {
    List<AlertMatcher> one = List.of(AlertMatcher.parse("rule=cpu"));
    assertEquals(
        "a silence must end after it starts", refusal(() -> new Silence("1", one, 5, 5, "", "")));
    assertEquals(
        "a silence has 1 to 20 matchers; rule=~* matches everything",
        refusal(() -> new Silence("1", List.of(), 0, 5, "", "")));
    assertEquals(
        "a silence has 1 to 20 matchers; rule=~* matches everything",
        refusal(() -> new Silence("1", Collections.nCopies(21, one.get(0)), 0, 5, "", "")));
    assertEquals("an id has 1 to 100 letters", refusal(() -> new Silence("", one, 0, 5, "", "")));
    assertEquals(
        "a text has at most 1000 letters",
        refusal(() -> new Silence("1", one, 0, 5, "", "x".repeat(1_001))));
  }

  @Test
  void what_it_was_made_of_can_change_without_changing_it() {
    List<AlertMatcher> matchers = new ArrayList<>(List.of(AlertMatcher.parse("rule=cpu")));
    Silence silence = new Silence("1", matchers, 0, 5, "ann", "move");
    matchers.clear();
    assertFalse(silence.covers(ALERT, 1));
    assertEquals("[rule=cpu]", silence.matchers().toString());
    assertThrows(UnsupportedOperationException.class, () -> silence.matchers().clear());
  }

  private static String refusal(String matcher) {
    return refusal(() -> AlertMatcher.parse(matcher));
  }

  private static String refusal(Runnable bad) {
    return assertThrows(IllegalArgumentException.class, bad::run).getMessage();
  }

  private static Silence silence(long starts, long ends, String... matchers) {
    List<AlertMatcher> parsed = new ArrayList<>();
    for (String matcher : matchers) {
      parsed.add(AlertMatcher.parse(matcher));
    }
    return new Silence("1", parsed, starts, ends, "ann", "a comment");
  }

  static Alert alert(String rule, String scope, Alert.Severity severity) {
    return new Alert(rule, scope, severity, Alert.State.FIRING, "metric", 1, 2, "message", 0);
  }
}
