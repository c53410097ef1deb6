package dev.vitals.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A document of JSON or YAML, read back: what is not there, or is of another kind than asked for,
 * is an error that shows the whole.
 */
final class Tree {
  private static final int MOST_LETTERS = 50_000_000;

  private final Object value;

  private Tree(Object value) {
    this.value = value;
  }

  /** Names that stand twice in a map are an error, too. */
  static Tree parse(String text) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(MOST_LETTERS).build();
    return new Tree(new Load(settings).loadFromString(text));
  }

  /** What these names of members lead to, one after the other. */
  Tree at(String... names) {
    Tree tree = this;
    for (String name : names) {
      Map<?, ?> map = tree.map();
      if (!map.containsKey(name)) {
        throw new AssertionError("no " + name + " in " + tree);
      }
      tree = new Tree(map.get(name));
    }
    return tree;
  }

  boolean has(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name);
  }

  /** The names of the members of a map. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    map().keySet().forEach(name -> names.add(String.valueOf(name)));
    return names;
  }

  /** The members of a map whose values are texts. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    map().forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
    return texts;
  }

  List<Tree> items() {
    if (!(value instanceof List<?> list)) {
      throw new AssertionError("no list: " + this);
    }
    List<Tree> items = new ArrayList<>();
    list.forEach(item -> items.add(new Tree(item)));
    return items;
  }

  String text() {
    if (!(value instanceof String text)) {
      throw new AssertionError("no text: " + this);
    }
    return text;
  }

  /** The text of a member. */
  String text(String name) {
    return at(name).text();
  }

  double number() {
    if (!(value instanceof Number number)) {
      throw new AssertionError("no number: " + this);
    }
    return number.doubleValue();
  }

  /** The number of a member. */
  double number(String name) {
    return at(name).number();
  }

  long whole(String name) {
    double number = number(name);
    if (number != Math.rint(number)) {
      throw new AssertionError(name + " is no whole number: " + this);
    }
    return (long) number;
  }

  boolean flag(String name) {
    if (!(at(name).value instanceof Boolean flag)) {
      throw new AssertionError(name + " is neither true nor false: " + this);
    }
    return flag;
  }

  boolean isNull() {
    return value == null;
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }

  private Map<?, ?> map() {
    if (!(value instanceof Map<?, ?> map)) {
      throw new AssertionError("no map: " + this);
    }
    return map;
  }
}
