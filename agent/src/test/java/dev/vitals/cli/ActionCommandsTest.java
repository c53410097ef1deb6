package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.FakeApi.Result;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to an agent that is to do something. */
class ActionCommandsTest {
  private FakeApi api;

  @BeforeEach
  void open() throws IOException {
    api = new FakeApi();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_silence_is_sent_with_its_matchers_and_its_length() {
    api.lay(
        "/silences",
        200,
        "{\"status\":\"success\",\"id\":\"s-1\",\"ends\":\"2026-11-21T17:00:00Z\",\"warning\":\"not kept\"}");

    Result result =
        api.run(
            2,
            "silence",
            "add",
            "rule=cpu",
            "scope=~/a\"b*",
            "--for",
            "90m",
            "--comment",
            "load test");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals("silenced: s-1, until 2026-11-21T17:00:00Z\n", result.out());
    assertEquals("vitals: not kept\n", result.err());
    assertEquals(
        List.of(
            "POST /silences - {\"matchers\":[\"rule=cpu\",\"scope=~/a\\\"b*\"],"
                + "\"duration\":\"5400s\",\"comment\":\"load test\"}"),
        api.asked());
  }

  @Test
  void a_silence_can_begin_and_end_at_a_time() {
    api.lay("/silences", 200, "{\"id\":\"s-2\"}");
    String from = "2026-11-21T15:00:00Z";
    String until = "2026-11-21T17:00:00Z";

    Result result =
        api.run(2, "silence", "add", "severity!=critical", "--from", from, "--until", until);

    assertEquals("silenced: s-2\n", result.out());
    assertEquals(
        List.of(
            "POST /silences - {\"matchers\":[\"severity!=critical\"],\"starts\":\""
                + from
                + "\",\"ends\":\""
                + until
                + "\"}"),
        api.asked());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule=cpu",
        "rule=cpu --for 1h --until 2026-11-21T17:00:00Z",
        "rule=cpu --for soon",
        "rule=cpu --for -1h",
        "rule=cpu --until tomorrow",
        "rule=cpu --for 1h --from yesterday",
        "cpu --for 1h",
        "host=a --for 1h",
        "scope=~^/a.*$ --for 1h",
        "severity=warning --for 1h",
        "--for 1h"
      })
  void a_silence_that_is_wrong_is_never_sent(String words) {
    Result result = api.run(2, ("silence add " + words).split(" "));

    assertEquals(2, result.exitCode(), result.err());
    assertTrue(result.err().startsWith("vitals: "), result.err());
    assertEquals(List.of(), api.asked());
  }

  @Test
  void silences_are_listed_without_those_that_are_over() {
    api.data(
        "/silences",
        """
        {"silences": [
           {"id": "s-1", "matchers": ["rule=cpu", "scope=~host|process"],
            "starts": "2026-11-21T14:00:00Z", "ends": "2026-11-21T16:00:00Z", "state": "active",
            "created_by": "olga", "comment": "load test"},
           {"id": "s-0", "matchers": ["rule=disk"], "state": "expired"}],
         "maintenance_windows": [{"name": "nightly", "when": "monday 22:00-06:00"}],
         "acknowledgements": [{"rule": "cpu", "scope": "host", "by": "olga",
            "timestamp": "2026-11-21T14:59:00Z"}]}
        """);

    String out = api.run(2, "silence", "list").out();

    assertTrue(out.contains("s-1      active  2026-11-21T14:00:00Z"), out);
    assertTrue(out.contains("olga  rule=cpu, scope=~host|process  load test"), out);
    assertTrue(out.contains("nightly      monday 22:00-06:00"), out);
    assertTrue(out.contains("2026-11-21T14:59:00Z  olga  cpu   host"), out);
    assertTrue(!out.contains("s-0"), out);
    assertTrue(api.run(2, "silence", "list", "--expired").out().contains("s-0"));
  }

  @Test
  void silences_are_ended_one_by_one() {
    api.lay("/silences", 200, "{}");
    api.lay("/silences", 404, "{\"status\":\"error\",\"error\":\"there is no such silence\"}");

    Result result = api.run(2, "silence", "expire", "s-1", "s-9");

    assertEquals(1, result.exitCode());
    assertEquals("ended: s-1\n", result.out());
    assertTrue(result.err().contains("there is no such silence"), result.err());
    assertEquals(
        List.of("POST /silences - {\"expire\":\"s-1\"}", "POST /silences - {\"expire\":\"s-9\"}"),
        api.asked());
  }

  @Test
  void an_acknowledgement_without_a_scope_is_of_all_that_fire() {
    api.data(
        "/alerts",
        """
        {"alerts": [
          {"rule": "http-latency-p95", "scope": "/a", "state": "firing"},
          {"rule": "http-latency-p95", "scope": "", "state": "firing"},
          {"rule": "http-latency-p95", "scope": "/b", "state": "pending"},
          {"rule": "cpu", "scope": "host", "state": "firing"}]}
        """);
    api.lay("/acknowledgements", 200, "{}");

    Result all = api.run(1, "ack", "http-latency-p95");

    assertEquals(0, all.exitCode(), all.err());
    assertEquals("acknowledged: http-latency-p95 /a\nacknowledged: http-latency-p95\n", all.out());
    assertEquals(
        List.of(
            "GET /alerts -",
            "POST /acknowledgements - {\"rule\":\"http-latency-p95\",\"scope\":\"/a\"}",
            "POST /acknowledgements - {\"rule\":\"http-latency-p95\",\"scope\":\"\"}"),
        api.asked());
    assertEquals(0, api.run(1, "ack", "cpu", "process").exitCode());
    assertTrue(api.asked().get(3).endsWith("\"scope\":\"process\"}"), api.asked().get(3));
    Result none = api.run(1, "ack", "disk");
    assertEquals(1, none.exitCode());
    assertTrue(none.err().contains("no alert of a rule 'disk' fires now"), none.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"silence", "config", "notify", "silence ad", "config reloat x"})
  void a_command_without_its_second_word_shows_the_usage(String words) {
    Result result = FakeApi.run(List.of(words.split(" ")));

    assertEquals(2, result.exitCode(), result.err());
    assertTrue(result.err().contains("Usage: java -jar vitals.jar"), result.err());
    boolean isMistyped = words.contains(" ");
    assertEquals(isMistyped, result.err().contains("did you mean"), result.err());
  }
}
