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

  /** Of a map in which each value stands for itself: for a wrong one its fallback is used. */
  public Fields(YamlNode map, Mistakes mistakes) {
    this(map, "", mistakes);
  }

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

  /** Whether a key says just this word. */
  public boolean is(String key, String word) {
    asked.add(key);
    YamlNode node = map.get(key);
    return node != null && word.equalsIgnoreCase(node.text());
  }

  /** One line of text; the fallback where there is none. */
  public String text(String key, String fallback) {
    return value(key, Types.TEXT, fallback, "it is ignored");
  }

  public String required(String key) {
    if (!has(key)) {
      asked.add(key);
      reject("has no " + key);
      return "";
    }
    return text(key, "");
  }

  public boolean flag(String key, boolean fallback) {
    return value(key, Types.FLAG, fallback, fallback + " is used");
  }

  /**
   * @param lowest such as {@code "1s"}
   */
  public long millis(String key, long fallbackMillis, String lowest, String highest) {
    Long nanos = value(key, new ValueType.Time(lowest, highest), null, "it is ignored");
    return nanos == null ? fallbackMillis : nanos / 1_000_000;
  }

  /**
   * @param fallback as a person writes it, within the limits
   */
  public long millis(String key, String fallback, String lowest, String highest) {
    ValueType<Long> type = new ValueType.Time(lowest, highest);
    return value(key, type, type.parse(fallback), fallback + " is used") / 1_000_000;
  }

  /** Seconds of a duration with its unit. */
  public double seconds(String key, double fallbackSeconds) {
    Long nanos = value(key, new ValueType.Time("1us", "1d"), null, "it is ignored");
    return nanos == null ? fallbackSeconds : nanos / 1e9;
  }

  public double ratio(String key, double fallback) {
    return value(key, Types.RATIO, fallback, "it is ignored");
  }

  /** A number of 0 or more without a unit. */
  public double number(String key, double fallback) {
    ValueType<Double> type =
        new ValueType.Decimal("a number of 0 or more", 0, Double.POSITIVE_INFINITY);
    return value(key, type, fallback, "it is ignored");
  }

  /** A number without a unit. */
  public double number(String key, double fallback, int lowest, int highest) {
    ValueType<Double> type =
        new ValueType.Decimal("a number from " + lowest + " to " + highest, lowest, highest);
    return value(key, type, fallback, "it is ignored");
  }

  public int whole(String key, int fallback, int lowest, int highest) {
    return value(key, new ValueType.Whole(lowest, highest), fallback, fallback + " is used");
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

  /** The texts of a list, or the one that stands for itself; empty where there is nothing. */
  public List<YamlNode> texts(String key) {
    asked.add(key);
    List<YamlNode> texts = new ArrayList<>();
    YamlNode node = map.get(key);
    if (node != null) {
      for (YamlNode item : node.items()) {
        if (item.text() == null || Types.TEXT.parse(item.text()) == null) {
          wrong(item, "is not " + Types.TEXT.expected(), "it is ignored");
        } else {
          texts.add(item);
        }
      }
    }
    return texts;
  }

  /** Names a value that is of its type but cannot be used. */
  public void reject(String key, String expected) {
    YamlNode node = map.get(key);
    wrong(node == null ? map : node, "is not " + expected, "it is ignored");
  }

  /** Names the map itself. */
  public void reject(String problem) {
    wrong(map, problem, "it is ignored");
  }

  /**
   * Names every key that nobody asked for, without its value: that may be a secret whose key is
   * misspelled. They do no harm.
   */
  public void nameUnknown(Collection<String> alsoKnown) {
    List<String> known = new ArrayList<>(asked);
    known.addAll(alsoKnown);
    for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        String nearest = Nearest.to(entry.getKey(), known);
        mistakes.hidden(
            entry.getValue(),
            "is not known here; it is ignored"
                + (nearest == null ? "" : " (did you mean " + nearest + "?)"));
      }
    }
  }

  private <T> T value(String key, ValueType<T> type, T fallback, String otherwise) {
    asked.add(key);
    YamlNode node = map.get(key);
    if (node == null) {
      return fallback;
    }
    T value = node.text() == null ? null : type.parse(node.text());
    if (value == null) {
      wrong(node, "is not " + type.expected(), otherwise);
      return fallback;
    }
    return value;
  }

  /**
   * @param otherwise what happens where the map goes on without the value
   */
  private void wrong(YamlNode node, String problem, String otherwise) {
    found++;
    mistakes.at(node, problem + "; " + (consequence.isEmpty() ? otherwise : consequence));
  }
}
