package dev.vitals.benchmarks.overhead;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes JSON as maps, lists, strings, numbers, booleans and null. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Object read(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.space();
    if (json.at != text.length()) {
      throw json.wrong();
    }
    return value;
  }

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, Object value) {
    if (value instanceof Map<?, ?> map) {
      out.append('{');
      for (Iterator<? extends Map.Entry<?, ?>> each = map.entrySet().iterator(); each.hasNext(); ) {
        Map.Entry<?, ?> entry = each.next();
        write(out, entry.getKey());
        out.append(": ");
        write(out, entry.getValue());
        out.append(each.hasNext() ? ", " : "");
      }
      out.append('}');
    } else if (value instanceof List<?> list) {
      out.append('[');
      for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
        write(out, each.next());
        out.append(each.hasNext() ? ", " : "");
      }
      out.append(']');
    } else if (value instanceof Double number) {
      out.append(number(number));
    } else if (value instanceof String word) {
      quote(out, word);
    } else {
      out.append(value);
    }
  }

  /** Seven digits say more than any of these measurements knows. */
  private static String number(double number) {
    if (!Double.isFinite(number)) {
      return "null";
    }
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    return Double.toString(
        Double.parseDouble(String.format(java.util.Locale.ROOT, "%.7g", number)));
  }

  private static void quote(StringBuilder out, String word) {
    out.append('"');
    for (int index = 0; index < word.length(); index++) {
      char letter = word.charAt(index);
      if (letter == '"' || letter == '\\') {
        out.append('\\').append(letter);
      } else if (letter < ' ') {
        out.append(String.format("\\u%04x", (int) letter));
      } else {
        out.append(letter);
      }
    }
    out.append('"');
  }

  private Object value() {
    space();
    char first = text.charAt(at);
    return switch (first) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    space();
    while (text.charAt(at) != '}') {
      String key = string();
      expect(':');
      map.put(key, value());
      space();
      if (text.charAt(at) == ',') {
        at++;
        space();
      }
    }
    at++;
    return map;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    at++;
    space();
    while (text.charAt(at) != ']') {
      list.add(value());
      space();
      if (text.charAt(at) == ',') {
        at++;
        space();
      }
    }
    at++;
    return list;
  }

  private String string() {
    expect('"');
    StringBuilder word = new StringBuilder();
    while (text.charAt(at) != '"') {
      char letter = text.charAt(at++);
      if (letter != '\\') {
        word.append(letter);
        continue;
      }
      char escaped = text.charAt(at++);
      switch (escaped) {
        case 'n' -> word.append('\n');
        case 't' -> word.append('\t');
        case 'r' -> word.append('\r');
        case 'b' -> word.append('\b');
        case 'f' -> word.append('\f');
        case 'u' -> {
          word.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
          at += 4;
        }
        default -> word.append(escaped);
      }
    }
    at++;
    return word.toString();
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong();
    }
    at += word.length();
    return value;
  }

  private Double number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (from == at) {
      throw wrong();
    }
    return Double.valueOf(text.substring(from, at));
  }

  private void expect(char letter) {
    space();
    if (text.charAt(at) != letter) {
      throw wrong();
    }
    at++;
  }

  private void space() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("not JSON at " + at + ": " + text);
  }
}
