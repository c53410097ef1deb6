package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void what_is_written_is_read_back() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "a \"b\" \\ \n \u0001 \uD83D\uDE00 \u00e9");
    value.put("numbers", List.of(1L, -2L, 0.5));
    value.put("rest", Arrays.asList(true, false, null, Map.of(), List.of()));

    assertEquals(value, Json.read(Json.write(value)));
    assertEquals("\n\t/A", Json.read(" \"\\n\\t\\/\\u0041\" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,",
        "[1 2]",
        "{\"a\"}",
        "\"a",
        "\"\\u00",
        "tru",
        "-",
        "1 2",
        "{a:1}",
        "[,]",
        "NaN",
        "\"\\uXYZW\""
      })
  void what_is_not_json_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Json.read(text));
  }

  @Test
  void a_refusal_says_where_and_repeats_nothing() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Json.read("[\"\\u00secret\"]"));
    assertEquals("not JSON at character 6", refusal.getMessage());
  }

  @Test
  void endless_nesting_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Json.read("[".repeat(100_000)));
  }
}
