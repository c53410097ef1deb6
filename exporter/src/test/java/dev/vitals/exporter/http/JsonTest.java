package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writes_nested_values() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("a", List.of(1, 2.5, true, "x"));
    object.put("b", Map.of());
    object.put("c", List.of());
    object.put("d", Arrays.asList(null, Double.NaN, Double.POSITIVE_INFINITY));
    assertEquals(
        "{\"a\":[1,2.5,true,\"x\"],\"b\":{},\"c\":[],\"d\":[null,null,null]}", Json.write(object));
  }

  @Test
  void escapes_what_could_end_the_text_or_the_page_around_it() {
    assertEquals(
        "\"\\\"\\\\\\n\\r\\t\\u0000\\u001f\\u003c/\u00e9\\ud800\\u2028\"",
        Json.write("\"\\\n\r\t\0\u001f</\u00e9\ud800\u2028"));
  }

  @Test
  void refuses_what_is_not_json() {
    assertThrows(IllegalArgumentException.class, () -> Json.write(new Object()));
  }
}
