package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vitals.exporter.model.Documents;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.Panel;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Triage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiDocumentsTest {
  @Test
  void every_topic_is_answered_before_anything_was_measured() {
    World world = World.empty();
    for (Documents.Topic topic : Documents.Topic.values()) {
      if (topic != Documents.Topic.HISTORY) {
        world.data(topic.path());
      }
    }
    assertEquals(400, world.read("/history").status());
    assertEquals(404, world.read("/history?metric=cpu").status());
  }

  @Test
  void every_list_says_how_many_it_shows() {
    World world = World.shop();
    Map<String, String> lists =
        Map.ofEntries(
            Map.entry("", "documents"),
            Map.entry("/health", "components"),
            Map.entry("/sla", "slas"),
            Map.entry("/alerts", "alerts"),
            Map.entry("/incidents", "incidents"),
            Map.entry("/silences", "silences"),
            Map.entry("/cache", "caches"),
            Map.entry("/report", "operations"),
            Map.entry("/history?metric=cpu&scope=host", "points"),
            Map.entry("/recommendations", "recommendations"),
            Map.entry("/tuning", "tuning"));
    for (Map.Entry<String, String> list : lists.entrySet()) {
      Map<String, Object> data = world.data(list.getKey());
      long size = ((List<?>) data.get(list.getValue())).size();
      assertEquals(size, data.get("count"), list.getKey());
    }
  }

  @Test
  void the_index_names_every_other_document() {
    Map<String, Object> data = World.shop().data("/");
    assertEquals("shop", data.get("service"));
    assertEquals(3_600L, data.get("uptime_seconds"));
    assertEquals("degraded", data.get("state"));
    assertEquals(1_400L, ((Map<?, ?>) data.get("api")).get("count"));
    assertEquals(71.0, ((Map<?, ?>) data.get("resources")).get("disk_percent"));
    for (Object each : (List<?>) data.get("documents")) {
      String path = (String) ((Map<?, ?>) each).get("path");
      String target = path.substring("/api/v1/performance".length());
      String query = target.equals("/history") ? "?metric=cpu&scope=host" : "";
      assertEquals(200, World.shop().read(target + query).status(), path);
    }
    assertEquals((long) Documents.Topic.values().length - 1, data.get("count"));
  }

  @Test
  void what_will_be_advised_is_an_empty_list() {
    World world = World.shop();
    Map<String, Object> none = Map.of("low", 0L, "medium", 0L, "high", 0L, "critical", 0L);
    assertEquals(
        Map.of("recommendations", List.of(), "count", 0L, "priority_breakdown", none),
        world.data("/recommendations?priority=high"));
    assertEquals(Map.of("tuning", List.of(), "count", 0L), world.data("/tuning"));
  }

  @Test
  void what_the_panel_says_is_what_the_documents_show() {
    World world = World.empty();
    Panel panel = new Panel(List.of(hot()), List.of(), World.TICK, 600_000);
    Panel.State state = Panel.State.EMPTY;
    for (int look = 0; look < 5; look++) {
      Evidence seen = World.evidence();
      Evidence evidence =
          new Evidence(World.NOW - (4 - look) * World.TICK, seen.windows(), seen.resources());
      Panel.Result result = panel.look(state, evidence, Triage.Orders.NONE);
      state = result.state();
      world.standing = result.standing();
    }
    Map<String, Object> data = world.data("/alerts?severity=medium");
    assertEquals(1L, data.get("count"));
    Map<?, ?> alert = (Map<?, ?>) ((List<?>) data.get("alerts")).get(0);
    assertEquals("firing", alert.get("state"));
    assertEquals("ratio", alert.get("unit"));
    assertEquals(0.6, alert.get("current_value"));
    assertFalse(((String) alert.get("incident")).isEmpty());
    Map<String, Object> incidents = world.data("/incidents");
    assertEquals(
        alert.get("incident"),
        ((Map<?, ?>) ((List<?>) incidents.get("incidents")).get(0)).get("id"));
    assertEquals("degraded", world.data("/health").get("state"));
    assertEquals(1L, world.data("/health").get("active_alerts"));
  }

  private static Rule hot() {
    for (Rule rule : Rule.defaults()) {
      if (rule.name().equals("cpu")) {
        return rule.with(0.5, 0.9, 1, 0, 0.9);
      }
    }
    throw new AssertionError("no rule cpu");
  }
}
