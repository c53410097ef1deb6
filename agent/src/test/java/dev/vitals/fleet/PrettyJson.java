package dev.vitals.fleet;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** JSON over several lines, such that a person can read a difference. */
final class PrettyJson {
  private PrettyJson() {}

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    append(value, "", out);
    return out.append('\n').toString();
  }

  private static void append(Object value, String indent, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      Iterator<?> names = map.keySet().iterator();
      open('{', map.isEmpty(), out);
      while (names.hasNext()) {
        String name = (String) names.next();
        out.append(indent).append("  ").append(Quoted.text(name)).append(": ");
        append(map.get(name), indent + "  ", out);
        out.append(names.hasNext() ? ",\n" : "\n");
      }
      close('}', map.isEmpty(), indent, out);
    } else if (value instanceof List<?> list) {
      Iterator<?> items = list.iterator();
      open('[', list.isEmpty(), out);
      while (items.hasNext()) {
        out.append(indent).append("  ");
        append(items.next(), indent + "  ", out);
        out.append(items.hasNext() ? ",\n" : "\n");
      }
      close(']', list.isEmpty(), indent, out);
    } else if (value instanceof String text) {
      out.append(Quoted.text(text));
    } else if (value instanceof Double number) {
      out.append(Numbers.plain(number));
    } else {
      out.append(value);
    }
  }

  private static void open(char bracket, boolean isEmpty, StringBuilder out) {
    out.append(bracket).append(isEmpty ? "" : "\n");
  }

  private static void close(char bracket, boolean isEmpty, String indent, StringBuilder out) {
    out.append(isEmpty ? "" : indent).append(bracket);
  }
}
