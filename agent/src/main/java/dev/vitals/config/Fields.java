package dev.vitals.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads the values of one map of the file by their types, and names each mistake with its place.
 *
 * <p><i>Errors:</i> a value that cannot be used is named and its fallback returned; {@link
 * #mistakes} then is not 0, and whoever reads decides what is left out.
 *
 * <p><i>Threads:</i> one.
 */
public final class Fields {
  private final YamlNode map;
  private final Mistakes mistakes;
  private final String consequence;
  private final List<String> asked = new ArrayList<>();
  private int found;

  /**
   * @param consequence what becomes of the map with a mistake in it, such as {@code "the rule is
   *     left out"}
   */
  public Fields(YamlNode map, String consequence, Mistakes mistakes) {
    this.map = map;
    this.consequence = consequence;
    this.mistakes = mistakes;
  }

  /** Mistakes found so far. */
  public int mistakes() {
    return found;
  }

  public boolean has(String key) {
    return map.get(key) != null;
  }

  /** One line of text; the fallback where there is none. */
  public String text(String key, String fallback) {
    return value(key, new ValueType.Text("one line of text"), fallback);
  }

  public String required(String key) {
    if (!has(key)) {
      asked.add(key);
      found++;
      mistakes.at(map, "has no " + key + "; " + consequence);
      return "";
    }
    return text(key, "");
  }

  public boolean flag(String key, boolean fallback) {
    return value(key, new ValueType.Flag(), fallback);
  }

  /**
   * @param lowest such as {@code "1s"}
   */
  public long millis(String key, long fallbackMillis, String lowest, String highest) {
    Long nanos = value(key, new ValueType.Time(lowest, highest), null);
    return nanos == null ? fallbackMillis : nanos / 1_000_000;
  }

  /** Seconds of a duration with its unit. */
  public double seconds(String key, double fallbackSeconds) {
    Long nanos = value(key, new ValueType.Time("1us", "1d"), null);
    return nanos == null ? fallbackSeconds : nanos / 1e9;
  }

  public double ratio(String key, double fallback) {
    return value(key, new ValueType.Ratio(), fallback);
  }

  /** A number of 0 or more without a unit. */
  public double number(String key, double fallback) {
    String text = text(key, null);
    if (text == null) {
      return fallback;
    }
    double number = Quantity.decimal(text);
    if (Double.isNaN(number)) {
      reject(key, "a number of 0 or more");
      return fallback;
    }
    return number;
  }

  public int whole(String key, int fallback, int lowest, int highest) {
    return value(key, new ValueType.Whole(lowest, highest), fallback);
  }

  /** One of these words. */
  public <T> T choice(String key, Map<String, T> choices, T fallback) {
    String text = text(key, null);
    if (text == null) {
      return fallback;
    }
    T chosen = choices.get(Sources.canonical(text));
    if (chosen == null) {
      String nearest = Nearest.to(Sources.canonical(text), choices.keySet());
      reject(
          key,
          "one of "
              + String.join(", ", choices.keySet())
              + (nearest == null ? "" : " (did you mean " + nearest + "?)"));
      return fallback;
    }
    return chosen;
  }

  /** The texts of a list, or of one text with commas. */
  public List<String> texts(String key) {
    asked.add(key);
    YamlNode node = map.get(key);
    List<String> texts = new ArrayList<>();
    if (node != null) {
      for (YamlNode item : node.items()) {
        if (item.text() == null) {
          found++;
          mistakes.at(item, "is not a text; " + consequence);
        } else {
          for (String piece : Quantity.split(item.text(), ',')) {
            if (!piece.isEmpty()) {
              texts.add(piece);
            }
          }
        }
      }
    }
    return texts;
  }

  /** The value of a key as it stands, for those who read it themselves. */
  public YamlNode node(String key) {
    asked.add(key);
    return map.get(key);
  }

  /** Names a value that is of its type but cannot be used. */
  public void reject(String key, String expected) {
    found++;
    YamlNode node = map.get(key);
    mistakes.at(node == null ? map : node, "is not " + expected + "; " + consequence);
  }

  /** Names the map itself. */
  public void reject(String problem) {
    found++;
    mistakes.at(map, problem + "; " + consequence);
  }

  /** Names every key that nobody asked for; they do no harm. */
  public void nameUnknown(Collection<String> alsoKnown) {
    List<String> known = new ArrayList<>(asked);
    known.addAll(alsoKnown);
    for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        String nearest = Nearest.to(entry.getKey(), known);
        mistakes.at(
            entry.getValue(),
            "is unknown; " + (nearest == null ? "it is ignored" : "did you mean " + nearest));
      }
    }
  }

  private <T> T value(String key, ValueType<T> type, T fallback) {
    asked.add(key);
    YamlNode node = map.get(key);
    if (node == null) {
      return fallback;
    }
    T value = node.text() == null ? null : type.parse(node.text());
    if (value == null) {
      reject(key, type.expected());
      return fallback;
    }
    return value;
  }
}
