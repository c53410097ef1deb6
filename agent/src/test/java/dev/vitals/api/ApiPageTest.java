package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.Json;
import dev.vitals.exporter.model.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/api.md have exactly the fields that documents have, in their order. */
class ApiPageTest {
  private static final Path PAGE = Path.of("..", "docs", "api.md");
  private static final String HISTORY = "?metric=http.latency&scope=/checkout";
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "### `/api/v1/performance([^`]*)`\n(?:(?!\n###).)*?```json\n(.*?)```", Pattern.DOTALL);

  private static final Pattern BUNDLE =
      Pattern.compile(
          "### The bundle of an incident\n(?:(?!\n###).)*?```json\n(.*?)```", Pattern.DOTALL);

  @Test
  void every_topic_has_an_example_with_its_fields() throws IOException {
    World world = World.shop();
    Map<String, String> examples = new LinkedHashMap<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      examples.put(matcher.group(1), matcher.group(2));
    }
    Set<String> topics = new TreeSet<>();
    for (Documents.Topic topic : Documents.Topic.values()) {
      topics.add(topic.path());
    }
    assertEquals(topics, new TreeSet<>(examples.keySet()));
    for (Map.Entry<String, String> example : examples.entrySet()) {
      String target = example.getKey() + (example.getKey().equals("/history") ? HISTORY : "");
      Documents.Document document = world.read(target);
      assertEquals(200, document.status(), target);
      assertAlike(target, Json.read(example.getValue()), Json.read(document.body()));
    }
  }

  @Test
  void the_example_of_a_bundle_has_its_fields_but_for_the_metrics() throws IOException {
    Matcher matcher = BUNDLE.matcher(Files.readString(PAGE));
    assertTrue(matcher.find());
    Map<?, ?> example = (Map<?, ?>) ((Map<?, ?>) Json.read(matcher.group(1))).get("data");
    Map<?, ?> bundle = (Map<?, ?>) Json.read(World.shop().bundle("mi9z1k-1"));
    bundle.remove("metrics");
    assertAlike("bundle", example, bundle);
  }

  /**
   * What is null on one side says nothing of the other; of lists the first entries are compared.
   */
  private static void assertAlike(String where, Object expected, Object actual) {
    if (expected == null || actual == null) {
      return;
    }
    if (expected instanceof Map<?, ?> map) {
      assertTrue(actual instanceof Map, where);
      Map<?, ?> other = (Map<?, ?>) actual;
      assertEquals(List.copyOf(map.keySet()), List.copyOf(other.keySet()), where);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        assertAlike(where + ' ' + entry.getKey(), entry.getValue(), other.get(entry.getKey()));
      }
    } else if (expected instanceof List<?> list) {
      assertTrue(actual instanceof List, where);
      List<?> other = (List<?>) actual;
      assertEquals(list.isEmpty(), other.isEmpty(), where);
      if (!list.isEmpty()) {
        assertAlike(where + " []", list.get(0), other.get(0));
      }
    } else if (expected instanceof Number) {
      assertTrue(actual instanceof Number, where + ": " + actual);
    } else {
      assertEquals(expected.getClass(), actual.getClass(), where + ": " + actual);
    }
  }
}
