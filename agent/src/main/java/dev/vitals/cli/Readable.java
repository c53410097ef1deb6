package dev.vitals.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** JSON of any shape as lines for a person: the names that lead to a value, and the value. */
final class Readable {
  private static final String EPOCH_MILLIS = " epoch millis";

  private Readable() {}

  /** The text itself where it is not JSON. */
  static String of(String text) {
    try {
      return of(Json.read(text));
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  static String of(Node node) {
    return of(node.value());
  }

  private static String of(Object value) {
    StringBuilder out = new StringBuilder();
    append("", value, out);
    return out.toString();
  }

  private static void append(String name, Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String inner = String.valueOf(entry.getKey()).replace('_', ' ');
        append(name.isEmpty() ? inner : name + " " + inner, entry.getValue(), out);
      }
    } else if (value instanceof List<?> items) {
      if (!name.isEmpty()) {
        out.append(name).append(items.isEmpty() ? ": none\n" : ":\n");
      }
      for (Object item : items) {
        out.append(name.isEmpty() ? "" : "  ");
        out.append(item instanceof String text ? Node.plain(text) : Json.write(item)).append('\n');
      }
    } else {
      appendValue(name, value, out);
    }
  }

  private static void appendValue(String name, Object value, StringBuilder out) {
    if (value instanceof Number millis && name.endsWith(EPOCH_MILLIS)) {
      String what = name.substring(0, name.length() - EPOCH_MILLIS.length());
      out.append(what).append(": ").append(Instant.ofEpochMilli(millis.longValue()));
    } else {
      out.append(name).append(name.isEmpty() ? "" : ": ");
      out.append(value == null || value.equals("") ? "-" : Node.plain(value.toString()));
    }
    out.append('\n');
  }
}
