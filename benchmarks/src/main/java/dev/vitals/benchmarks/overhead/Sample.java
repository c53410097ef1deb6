package dev.vitals.benchmarks.overhead;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one fresh JVM was measured at. */
record Sample(
    String experiment,
    String variant,
    int round,
    Map<String, Double> values,
    List<String> problems) {

  boolean valid() {
    return problems.isEmpty();
  }

  String json() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("experiment", experiment);
    map.put("variant", variant);
    map.put("round", (double) round);
    map.put("values", values);
    if (!valid()) {
      map.put("problems", problems);
    }
    return Json.write(map);
  }

  static Sample of(Map<?, ?> map) {
    Map<String, Double> values = new LinkedHashMap<>();
    ((Map<?, ?>) map.get("values"))
        .forEach((key, value) -> values.put((String) key, (Double) value));
    List<String> problems =
        map.get("problems") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    return new Sample(
        (String) map.get("experiment"),
        (String) map.get("variant"),
        ((Double) map.get("round")).intValue(),
        values,
        problems);
  }
}
