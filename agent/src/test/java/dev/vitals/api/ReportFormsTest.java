package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.Documents;
import dev.vitals.judge.Handled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportFormsTest {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9!]+)([^<>]*)>");

  @Test
  void json_has_what_happened_in_the_period() {
    Map<String, Object> data = World.shop().data("/report?period=1h");
    assertEquals("shop", data.get("service"));
    assertEquals("1h", data.get("period"));
    assertEquals("2026-11-21T14:00:00Z", data.get("from"));
    assertEquals("2026-11-21T15:00:00Z", data.get("to"));
    assertEquals(3_600L, data.get("covered_seconds"));
    assertEquals(87.5, data.get("health_score"));
    assertEquals(2L, data.get("count"));
    Map<?, ?> http = (Map<?, ?>) ((List<?>) data.get("operations")).get(1);
    assertEquals("http.latency", http.get("metric"));
    assertEquals(98.0, http.get("availability_percent"));
    Map<?, ?> total = (Map<?, ?>) http.get("total");
    assertEquals(36_000L, total.get("count"));
    assertEquals(720L, total.get("errors"));
    assertEquals(2.0, total.get("error_rate"));
    assertEquals(10.0, (Double) total.get("rate"), 0.001);
    assertEquals(50.5, (Double) total.get("mean_ms"), 0.1);
    assertEquals(95.0, (Double) total.get("p95_ms"), 1.0);
    Map<?, ?> checkout = (Map<?, ?>) ((List<?>) http.get("by_time")).get(0);
    assertEquals("/checkout", checkout.get("scope"));
    Map<?, ?> alerts = (Map<?, ?>) data.get("alerts");
    assertEquals(1L, alerts.get("fired"));
    assertEquals(1L, alerts.get("resolved"));
    assertEquals(1L, alerts.get("active"));
    assertEquals(1L, alerts.get("incidents_closed"));
    assertEquals(600.0, alerts.get("mttr_seconds"));
  }

  @Test
  void the_limits_are_reviewed_where_people_and_programs_look() {
    World world = World.shop();
    List<?> limits = (List<?>) world.data("/report?period=1h").get("limits");
    Map<?, ?> errors = (Map<?, ?>) limits.get(0);
    assertEquals("http-error-rate", errors.get("rule"));
    assertEquals(1L, errors.get("fired"));
    assertEquals(600L, errors.get("firing_seconds"));
    assertEquals("as it is", errors.get("suggestion"));
    assertNull(errors.get("suggested_warning"));
    assertEquals(0.02, errors.get("p99"));
    Map<?, ?> latency = (Map<?, ?>) limits.get(1);
    assertEquals("http-latency-p95", latency.get("rule"));
    assertEquals("/checkout", latency.get("scope"));
    assertEquals(0L, latency.get("fired"));
    assertEquals(100L, latency.get("firing_seconds"));
    String row = "http-error-rate|1|0|600|600|10 %|20 %|2 %|2 %|as it is|it fired once";
    String markdown = form(world, "md", "text/markdown; charset=utf-8");
    assertTrue(markdown.contains("## Review of limits\n"), markdown);
    assertTrue(markdown.replace("\\", "").replace(" | ", "|").replace("||", "|").contains(row));
    String html = form(world, "html", "text/html; charset=utf-8");
    assertTrue(html.contains("<td>as it is</td><td>it fired once</td>"), html);
  }

  @Test
  void a_period_has_only_what_happened_in_it() {
    Map<String, Object> data = World.shop().data("/report?period=10m");
    Map<?, ?> http = (Map<?, ?>) ((List<?>) data.get("operations")).get(1);
    assertEquals(6_000L, ((Map<?, ?>) http.get("total")).get("count"));
    assertEquals(0L, ((Map<?, ?>) data.get("alerts")).get("fired"));
    assertEquals(List.of(), data.get("rules"));
  }

  @Test
  void a_period_without_anything_is_an_empty_report_in_every_form() {
    World world = World.empty();
    Map<String, Object> data = world.data("/report");
    assertEquals("24h", data.get("period"));
    assertEquals(List.of(), data.get("operations"));
    assertNull(data.get("health_score"));
    assertNull(((Map<?, ?>) data.get("alerts")).get("mttr_seconds"));
    String html = form(world, "html", "text/html; charset=utf-8");
    assertTrue(html.contains("<tr><td>health score</td><td>-</td></tr>"), html);
    String markdown = form(world, "md", "text/markdown; charset=utf-8");
    assertTrue(markdown.contains("| mean time to resolve | - |"), markdown);
    assertEquals(1, form(world, "csv", "text/csv; charset=utf-8").split("\r\n").length);
  }

  @Test
  void html_is_one_page_without_script_style_or_anything_from_elsewhere() {
    String html = form(hostile(), "html", "text/html; charset=utf-8");
    assertTrue(html.startsWith("<!DOCTYPE html>\n"));
    List<String> open = new ArrayList<>();
    var tags = TAG.matcher(html);
    int end = 0;
    while (tags.find()) {
      assertFalse(html.substring(end, tags.start()).contains("<"), "all that opens is a tag");
      end = tags.end();
      String name = tags.group(2);
      String attributes = tags.group(3);
      assertTrue(
          List.of(
                  "!", "html", "head", "meta", "title", "body", "h1", "h2", "table", "tr", "th",
                  "td")
              .contains(name.startsWith("!") ? "!" : name),
          tags.group());
      assertFalse(attributes.contains("style") || attributes.contains("on"), tags.group());
      assertFalse(attributes.contains("src") || attributes.contains("href"), tags.group());
      if (!tags.group(1).isEmpty()) {
        assertEquals(name, open.remove(open.size() - 1), "closed in order");
      } else if (!name.startsWith("!") && !name.equals("meta")) {
        open.add(name);
      }
    }
    assertEquals(List.of(), open);
    assertTrue(
        html.contains("<td>=&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;|&#39;&amp;*_` </td>"),
        html);
    assertTrue(html.contains("http.latency: availability 98 %"), html);
  }

  @Test
  void markdown_takes_no_text_for_markup() {
    String markdown = form(hostile(), "md", "text/markdown; charset=utf-8");
    assertTrue(markdown.startsWith("# Performance of shop\n\n## Overview\n\n| what | value |\n"));
    assertTrue(
        markdown.contains("| =&lt;script\\>alert\\(\"1\"\\)&lt;/script\\>\\|'&amp;\\*\\_\\`  |"),
        markdown);
    for (String line : markdown.split("\n")) {
      boolean isTable = line.startsWith("|") && line.endsWith("|");
      assertTrue(isTable || line.isEmpty() || line.startsWith("#"), line);
    }
    int columns = 0;
    for (String line : markdown.split("\n")) {
      int cells = line.replace("\\|", "").split("\\|", -1).length;
      assertTrue(columns == 0 || !line.startsWith("|") || cells == columns, line);
      columns = line.startsWith("|") ? cells : 0;
    }
  }

  @Test
  void csv_has_a_line_for_each_and_no_formula() {
    String csv = form(hostile(), "csv", "text/csv; charset=utf-8");
    String[] lines = csv.split("\r\n");
    assertEquals(
        "part,metric,scope,from,length_seconds,total_seconds,count,errors,rate,"
            + "mean_seconds,p50_seconds,p95_seconds,p99_seconds,max_seconds",
        lines[0]);
    assertTrue(
        lines[1].startsWith("\"total\",\"db.latency\",\"\",\"2026-11-20T15:00:00Z\",86400,"),
        lines[1]);
    assertTrue(csv.contains(",\"'=<script>alert(\"\"1\"\")</script>|'&*_`\n\","), csv);
    for (String line : lines) {
      if (line.startsWith("\"total\"") || line.startsWith("\"slowest\"")) {
        assertEquals(14, line.split(",", -1).length, line);
      }
      assertFalse(line.contains("NaN") || line.contains("E-"), line);
    }
  }

  private static World hostile() {
    World world = World.shop();
    Alert alert = World.alert("cpu", World.HOSTILE, Alert.Severity.HIGH, 0.9, 0.95);
    Handled handled = new Handled(alert, "a-1", "", "", "", false);
    world.standing =
        World.standing(
            World.evidence(), List.of(alert), List.of(handled), List.of(World.checkout()));
    for (int tick = 0; tick < 6; tick++) {
      world.remember(World.NOW - (tick + 1) * World.TICK, World.HOSTILE);
    }
    return world;
  }

  private static String form(World world, String format, String contentType) {
    Documents.Document document = world.read("/report?format=" + format);
    assertEquals(200, document.status());
    assertEquals(contentType, document.contentType());
    return document.body();
  }
}
