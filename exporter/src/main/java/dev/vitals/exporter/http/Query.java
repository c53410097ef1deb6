package dev.vitals.exporter.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what stands behind the question mark of a URL. */
public final class Query {
  private Query() {}

  /**
   * The parameters, decoded, in their order.
   *
   * <p><i>Errors:</i> an {@link IllegalArgumentException} that says what is wrong and repeats
   * nothing of it.
   *
   * @param raw null where there is none
   */
  public static Map<String, String> parameters(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int end = pair.indexOf('=');
      String name = decoded(end < 0 ? pair : pair.substring(0, end));
      String value = end < 0 ? "" : decoded(pair.substring(end + 1));
      if (parameters.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException("a parameter is given twice");
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a parameter is not encoded as a URL is");
    }
  }
}
