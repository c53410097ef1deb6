package dev.vitals.exporter.http;

import java.util.List;
import java.util.Map;

/** Writes maps, lists, text, numbers, booleans and null as JSON; NaN and infinities become null. */
public final class Json {
  private static final String HEX = "0123456789abcdef";

  private Json() {}

  public static String write(Object value) {
    StringBuilder json = new StringBuilder();
    append(value, json);
    return json.toString();
  }

  private static void append(Object value, StringBuilder json) {
    if (value instanceof String text) {
      appendText(text, json);
    } else if (value instanceof Map<?, ?> object) {
      appendObject(object, json);
    } else if (value instanceof List<?> array) {
      appendArray(array, json);
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      json.append("null");
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      json.append(value);
    } else {
      throw new IllegalArgumentException(value.getClass().getName());
    }
  }

  private static void appendObject(Map<?, ?> object, StringBuilder json) {
    char separator = '{';
    for (Map.Entry<?, ?> member : object.entrySet()) {
      json.append(separator);
      appendText((String) member.getKey(), json);
      json.append(':');
      append(member.getValue(), json);
      separator = ',';
    }
    json.append(separator == '{' ? "{}" : "}");
  }

  private static void appendArray(List<?> array, StringBuilder json) {
    char separator = '[';
    for (Object element : array) {
      json.append(separator);
      append(element, json);
      separator = ',';
    }
    json.append(separator == '[' ? "[]" : "]");
  }

  private static void appendText(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ' || c == '<' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
            appendEscape(c, json);
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  private static void appendEscape(char c, StringBuilder json) {
    json.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      json.append(HEX.charAt((c >> shift) & 0xF));
    }
  }
}
