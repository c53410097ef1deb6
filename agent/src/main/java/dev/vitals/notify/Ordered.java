package dev.vitals.notify;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects whose members come in the order they are written down. */
final class Ordered {
  private Ordered() {}

  /**
   * @param namesAndValues a name, its value, a name, its value
   */
  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      map.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    return map;
  }
}
