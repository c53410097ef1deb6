package dev.vitals.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value in what an agent answered, read without trust: what is missing or of another type is
 * empty or NaN, and no text holds anything that a terminal would obey.
 */
final class Node {
  private final Object value;

  private Node(Object value) {
    this.value = value;
  }

  /**
   * What a document is about: its {@code data}, or all of it where it has none.
   *
   * @throws Failure where the text is not JSON
   */
  static Node data(String body) throws Failure {
    try {
      Node all = new Node(Json.read(body));
      return all.has("data") ? all.get("data") : all;
    } catch (IllegalArgumentException e) {
      throw new Failure(
          ExitCode.FAILURE,
          "the answer is not JSON (" + e.getMessage() + ")",
          "is it an agent of this version?");
    }
  }

  /** Why something was refused: what a body of JSON gives as its error, else what it says. */
  static String reason(String body) {
    try {
      String error = new Node(Json.read(body)).text("error");
      return error.isEmpty() ? plain(body.strip()) : error;
    } catch (IllegalArgumentException e) {
      return plain(body.strip());
    }
  }

  Object value() {
    return value;
  }

  /** Never null. */
  Node get(String name) {
    return new Node(value instanceof Map<?, ?> map ? map.get(name) : null);
  }

  /** Whether there is such a name, with a value that is not null. */
  boolean has(String name) {
    return get(name).value != null;
  }

  /** Empty where it is no text. */
  String text(String name) {
    return get(name).value instanceof String text ? plain(text) : "";
  }

  /** NaN where it is no number. */
  double number(String name) {
    return get(name).value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(get(name).value);
  }

  List<Node> items(String name) {
    List<Node> items = new ArrayList<>();
    if (get(name).value instanceof List<?> list) {
      for (Object item : list) {
        items.add(new Node(item));
      }
    }
    return items;
  }

  /**
   * The same, where an answer without them would be no answer.
   *
   * @throws Failure where there is no such list
   */
  List<Node> required(String name) throws Failure {
    if (!(get(name).value instanceof List<?>)) {
      throw new Failure(
          ExitCode.FAILURE,
          "the answer tells nothing of " + name,
          "is it an agent of this version?");
    }
    return items(name);
  }

  /** The texts in a list. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(name)) {
      if (item.value instanceof String text) {
        texts.add(plain(text));
      }
    }
    return texts;
  }

  /** The same, with commas between them. */
  String joined(String name) {
    return String.join(", ", texts(name));
  }

  /** Without what a terminal would obey. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      boolean shown = !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
      plain.append(shown ? c : '?');
    }
    return plain.toString();
  }
}
