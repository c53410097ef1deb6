package dev.vitals.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes nodes as the configuration file would, of plain texts, lists and maps. A text in braces
 * after a dollar sign is what a variable of the environment holds.
 */
public final class Nodes {
  private Nodes() {}

  public static YamlNode of(String path, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      map.forEach((key, entry) -> entries.put(key.toString(), of(path + '.' + key, entry)));
      return YamlNode.map("vitals.yaml", 7, path, entries);
    }
    if (value instanceof List<?> list) {
      List<YamlNode> items = new ArrayList<>();
      for (Object item : list) {
        items.add(of(path + '[' + items.size() + ']', item));
      }
      return YamlNode.list("vitals.yaml", 7, path, items);
    }
    return text(7, path, value.toString());
  }

  static YamlNode text(int line, String path, String text) {
    boolean isVariable = text.startsWith("${") && text.endsWith("}");
    String held = isVariable ? text.substring(2, text.length() - 1) : text;
    return YamlNode.text("vitals.yaml", line, path, held, isVariable);
  }
}
