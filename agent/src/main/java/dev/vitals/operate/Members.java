package dev.vitals.operate;

import dev.vitals.cli.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The members of a JSON object, each as what it has to be. One that is null counts as missing.
 *
 * <p>Not read as YAML, of which JSON is a part: there a text may name a variable of the
 * environment, and whoever sends one must not learn its value.
 *
 * <p><i>Errors:</i> {@link Refused} with a sentence that repeats nothing of the text.
 */
final class Members {
  static final String VERSION = "version";

  private final Map<?, ?> members;

  private Members(Map<?, ?> members) {
    this.members = members;
  }

  /**
   * @param what holds it, as a sentence begins with it
   * @param known all members there may be
   */
  static Members read(String json, String what, List<String> known) {
    return of(value(json, what), what, known);
  }

  /** The parameters of a question; those that nobody knows do not count. */
  static Members asked(String json) {
    String what = "the question";
    if (!(value(json, what) instanceof Map<?, ?> members)) {
      throw Refused.wrong(what + " must be a JSON object");
    }
    return new Members(members);
  }

  private static Object value(String json, String what) {
    if (json.isBlank()) {
      throw Refused.wrong(what + " is empty; it must be a JSON object");
    }
    try {
      return Json.read(json);
    } catch (IllegalArgumentException e) {
      throw Refused.wrong(what + " is " + e.getMessage());
    }
  }

  /** The object a file holds that says of which version it is, beside the members there may be. */
  static Members kept(String json, String version, List<String> known) {
    List<String> all = new ArrayList<>(known);
    all.add(VERSION);
    Members members = read(json, "it", all);
    if (!members.required(VERSION).equals(version)) {
      throw Refused.wrong("it is of another version");
    }
    return members;
  }

  private static Members of(Object value, String what, List<String> known) {
    if (!(value instanceof Map<?, ?> members)) {
      throw Refused.wrong(what + " must be a JSON object");
    }
    for (Object name : members.keySet()) {
      if (!known.contains(name)) {
        throw Refused.wrong(
            what
                + (known.isEmpty()
                    ? " must be an empty JSON object"
                    : " has a member that is not known; there are " + String.join(", ", known)));
      }
    }
    return new Members(members);
  }

  int count() {
    return members.size();
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  String required(String name) {
    if (!has(name)) {
      throw Refused.wrong(name + " is missing");
    }
    return text(name, "");
  }

  String text(String name, String fallback) {
    Object value = members.get(name);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof String text)) {
      throw Refused.wrong(name + " must be a text");
    }
    return text;
  }

  /** An object as it is. */
  Map<?, ?> object(String name) {
    if (!(members.get(name) instanceof Map<?, ?> object)) {
      throw Refused.wrong(name + " must be an object");
    }
    return object;
  }

  /** The texts of a list; empty where there is none. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(name)) {
      if (!(item instanceof String text)) {
        throw Refused.wrong(name + " must be a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** The objects of a list; empty where there is none. */
  List<Members> objects(String name, List<String> known) {
    List<Members> objects = new ArrayList<>();
    for (Object item : list(name)) {
      objects.add(of(item, name, known));
    }
    return objects;
  }

  private List<?> list(String name) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw Refused.wrong(name + " must be a list");
    }
    return list;
  }
}
