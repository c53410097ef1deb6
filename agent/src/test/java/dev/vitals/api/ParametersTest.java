package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitals.cli.Json;
import dev.vitals.exporter.model.Documents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  private static final String CANARY = "canary";
  private static final World WORLD = World.shop();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/alerts?severity=",
        "/alerts?severity=canary",
        "/alerts?severity=HIGH",
        "/alerts?severity=high%20",
        "/alerts?severity=%3Cscript%3Ecanary",
        "/alerts?severity=high&severity=low",
        "/alerts?severity",
        "/health?strict=canary",
        "/health?strict=",
        "/health?strict=1",
        "/metrics?top=0",
        "/metrics?top=1001",
        "/metrics?top=-1",
        "/metrics?top=1.5",
        "/metrics?top=canary",
        "/metrics?top=9999999999999999999",
        "/metrics?top=",
        "/report?format=canary",
        "/report?format=JSON",
        "/report?format=",
        "/report?format=pdf",
        "/report?period=",
        "/report?period=24",
        "/report?period=0h",
        "/report?period=30s",
        "/report?period=canary",
        "/report?period=91d",
        "/report?period=-1h",
        "/report?period=1.5h",
        "/report?period=h",
        "/report?period=24h%0A",
        "/report?period=999999999999d",
        "/report?period=99999999999999999999d",
        "/report?period=%D9%A1h",
        "/report?period=24h&format=canary",
        "/history",
        "/history?metric=",
        "/history?metric=http.latency&from=canary",
        "/history?metric=http.latency&from=",
        "/history?metric=http.latency&to=yesterday",
        "/history?metric=http.latency&from=2026-11-21",
        "/history?metric=http.latency&from=2026-11-21T15:00:00",
        "/history?metric=http.latency&from=2026-13-21T15:00:00Z",
        "/history?metric=http.latency&from=-5",
        "/history?metric=http.latency&from=1e9",
        "/history?metric=http.latency&from=999999999999",
        "/history?metric=http.latency&from=-0001-01-01T00:00:00Z",
        "/history?metric=http.latency&from=%2B12026-01-01T00:00:00Z",
        "/history?metric=http.latency&from=2026-11-21T15:00:00Z&to=2026-11-21T15:00:00Z",
        "/history?metric=http.latency&from=2026-11-21T15:00:00Z&to=2026-11-21T14:00:00Z",
        "/history?metric=http.latency&to=0",
        "/history?metric=http.latency&step=0",
        "/history?metric=http.latency&step=0s",
        "/history?metric=http.latency&step=",
        "/history?metric=http.latency&step=canary",
        "/history?metric=http.latency&step=31d",
        "/history?metric=http.latency&step=1w",
        "/history?metric=http.latency&step=999999999999",
        "/history?metric=http.latency&metric=cpu",
        "/history?metric=%ZZcanary",
        "/recommendations?priority=canary",
        "/recommendations?priority="
      })
  void a_mistake_is_400_with_a_reason_that_repeats_nothing(String target) {
    assertMistake(400, WORLD.read(target), target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/canary",
        "/alerts/",
        "/Alerts",
        "alerts",
        "//",
        "/history?metric=canary",
        "/history?metric=HTTP.latency",
        "/history?metric=http.latency&scope=/canary",
        "/history?metric=cpu",
        "/history?metric=cpu&scope=%3Ccanary",
        "/history?metric=http.latency%00"
      })
  void what_is_not_there_is_404_with_a_reason_that_repeats_nothing(String target) {
    assertMistake(404, WORLD.read(target), target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/alerts?other=canary",
        "/alerts?severity=low",
        "/alerts?",
        "/alerts?&&",
        "/metrics?top=1",
        "/metrics?top=1000",
        "/health?strict=false",
        "/report?period=1m",
        "/report?period=90d",
        "/report?period=1h&format=json",
        "/recommendations?priority=critical",
        "/tuning",
        "/history?metric=http.latency",
        "/history?metric=http.latency&scope=",
        "/history?metric=cpu&scope=process",
        "/history?metric=http.latency&from=2026-11-21T14:00:00Z&to=2026-11-21T15:00:00Z",
        "/history?metric=http.latency&from=2026-11-21T15:30:00+01:00&step=60",
        "/history?metric=http.latency&from=1795270000&step=1m",
        "/history?metric=http.latency&from=0&to=253402300799&step=1",
        "/history?metric=http.latency&from=1970-01-01T00:00:00Z&step=30d"
      })
  void what_is_right_is_answered(String target) {
    Documents.Document document = WORLD.read(target);
    assertEquals(200, document.status(), document.body());
  }

  @Test
  void a_reason_says_what_would_be_right() {
    assertReason("severity is one of low, medium, high, critical", "/alerts?severity=urgent");
    assertReason("format is one of json, html, md, csv", "/report?format=pdf");
    assertReason("period is such as 30m, 24h or 7d, from 1m to 90d", "/report?period=1y");
    assertReason("top is a number from 1 to 1000", "/metrics?top=many");
    assertReason("step is from 1s to 30d", "/history?metric=http.latency&step=1y");
    assertReason("from must be before to", "/history?metric=http.latency&from=9&to=8");
    assertReason(
        "to is a time such as 2026-01-31T12:00:00Z, or seconds since 1970",
        "/history?metric=http.latency&to=now");
    assertReason(
        "a metric is needed; there are cache.hits, cache.misses, cpu, db.latency, disk,"
            + " health.score, http.latency, memory.heap-after-gc",
        "/history");
    assertReason("this metric has no such scope; there are host, process", "/history?metric=cpu");
    assertReason("a parameter is given twice", "/alerts?a=1&a=2");
    assertReason("a parameter is not encoded as a URL is", "/alerts?a=%");
    assertEquals("a metric is needed; none is known yet", reason(World.empty().read("/history")));
  }

  @Test
  void a_length_without_seconds_takes_no_plain_number() {
    Parameters parameters = new Parameters(Map.of("a", "90", "b", "90s", "c", "2m"));
    assertThrows(
        WrongQuestion.class, () -> parameters.length("a", 0, "mhd", 1, Long.MAX_VALUE, ""));
    assertThrows(
        WrongQuestion.class, () -> parameters.length("b", 0, "mhd", 1, Long.MAX_VALUE, ""));
    assertEquals(120_000, parameters.length("c", 0, "mhd", 1, Long.MAX_VALUE, ""));
    assertEquals(90_000, parameters.length("a", 0, "smhd", 1, Long.MAX_VALUE, ""));
    assertEquals(7, parameters.length("d", 7, "smhd", 1, Long.MAX_VALUE, ""));
  }

  private void assertReason(String reason, String target) {
    assertEquals(reason, reason(WORLD.read(target)));
  }

  private static String reason(Documents.Document document) {
    return (String) ((Map<?, ?>) Json.read(document.body())).get("error");
  }

  private static void assertMistake(int status, Documents.Document document, String target) {
    assertEquals(status, document.status(), target + ": " + document.body());
    assertEquals("application/json; charset=utf-8", document.contentType());
    Map<?, ?> body = (Map<?, ?>) Json.read(document.body());
    assertEquals(List.of("status", "error"), List.copyOf(body.keySet()));
    assertEquals("error", body.get("status"));
    assertFalse(reason(document).isBlank());
    assertFalse(document.body().contains(CANARY), document.body());
  }
}
