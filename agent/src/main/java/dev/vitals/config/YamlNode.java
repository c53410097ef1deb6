package dev.vitals.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of the configuration file, and where it stands: a text, a list or a map.
 *
 * <p>Keys are canonical: lower case, with dashes. Variables in texts are put in.
 *
 * <p><i>Threads:</i> any; immutable.
 */
public final class YamlNode {
  /** An empty map that stands nowhere. */
  public static final YamlNode EMPTY = map("", 0, "", Collections.emptyMap());

  private final String file;
  private final int line;
  private final String path;
  private final String text;
  private final boolean isFromEnvironment;
  private final List<YamlNode> items;
  private final Map<String, YamlNode> entries;

  private YamlNode(
      String file,
      int line,
      String path,
      String text,
      boolean isFromEnvironment,
      List<YamlNode> items,
      Map<String, YamlNode> entries) {
    this.file = file;
    this.line = line;
    this.path = path;
    this.text = text;
    this.isFromEnvironment = isFromEnvironment;
    this.items = items;
    this.entries = entries;
  }

  static YamlNode text(String file, int line, String path, String text, boolean isFromEnvironment) {
    return new YamlNode(file, line, path, text, isFromEnvironment, null, Collections.emptyMap());
  }

  static YamlNode list(String file, int line, String path, List<YamlNode> items) {
    return new YamlNode(
        file, line, path, null, false, Collections.unmodifiableList(items), Collections.emptyMap());
  }

  static YamlNode map(String file, int line, String path, Map<String, YamlNode> entries) {
    return new YamlNode(file, line, path, null, false, null, Collections.unmodifiableMap(entries));
  }

  /** The keys that lead here, such as {@code rules[2].for}. */
  public String path() {
    return path;
  }

  /** Counted from 1. */
  public int line() {
    return line;
  }

  /** File and line, such as {@code vitals.yaml:12}. */
  public String place() {
    return file + ':' + line;
  }

  /** What a text says, trimmed; null for a list or a map. */
  public String text() {
    return text;
  }

  /** Whether at least a part of the text is a variable of the environment. */
  public boolean isFromEnvironment() {
    return isFromEnvironment;
  }

  /** The items of a list; anything else is a list of itself. */
  public List<YamlNode> items() {
    return items == null ? List.of(this) : items;
  }

  /** What a map holds, in its order; empty for anything else. */
  public Map<String, YamlNode> entries() {
    return entries;
  }

  /** The value of a key, or null. */
  public YamlNode get(String key) {
    return entries.get(key);
  }

  public boolean isList() {
    return items != null;
  }

  public boolean isMap() {
    return text == null && items == null;
  }

  /**
   * The single values in it, by their keys with dots; a list of texts is one text with commas.
   *
   * @param structured keys at the top that hold lists of maps, which are left out
   */
  Map<String, String> flat(List<String> structured, Mistakes mistakes) {
    Map<String, String> flat = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
      if (!structured.contains(entry.getKey())) {
        entry.getValue().flatten(entry.getKey(), flat, mistakes);
      }
    }
    return flat;
  }

  private void flatten(String name, Map<String, String> into, Mistakes mistakes) {
    if (text != null) {
      into.put(name, text);
    } else if (items != null) {
      String joined = joined();
      if (joined == null) {
        mistakes.at(this, "is nested too deeply; it is ignored");
      } else if (!joined.isEmpty()) {
        into.put(name, joined);
      }
    } else {
      for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
        entry.getValue().flatten(name + '.' + entry.getKey(), into, mistakes);
      }
    }
  }

  private String joined() {
    StringBuilder joined = new StringBuilder();
    for (YamlNode item : items) {
      if (item.text == null) {
        return null;
      }
      joined.append(joined.length() == 0 ? "" : ",").append(item.text);
    }
    return joined.toString();
  }
}
