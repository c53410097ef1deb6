package dev.vitals.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the agent argument: {@code key=value;key=value}, or one of the short forms {@code 9464},
 * {@code host:9464}, {@code 9464:vitals.yaml}, {@code [::1]:9464}, {@code vitals.yaml}.
 *
 * <p>A comma separates pairs too where every piece between commas is a pair; a list is none.
 */
final class AgentArguments {
  private final Mistakes mistakes;
  private final Map<String, String> values = new LinkedHashMap<>();

  private AgentArguments(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  static Map<String, String> parse(String text, Mistakes mistakes) {
    AgentArguments arguments = new AgentArguments(mistakes);
    for (String piece : Quantity.split(text, ';')) {
      for (String part : pairs(piece)) {
        if (!part.isEmpty()) {
          arguments.accept(part);
        }
      }
    }
    return arguments.values;
  }

  private static List<String> pairs(String piece) {
    List<String> parts = Quantity.split(piece, ',');
    for (String part : parts) {
      if (part.indexOf('=') <= 0) {
        List<String> whole = new ArrayList<>();
        whole.add(piece);
        return whole;
      }
    }
    return parts;
  }

  private void accept(String part) {
    int equals = part.indexOf('=');
    if (equals > 0) {
      put(canonical(part.substring(0, equals)), part.substring(equals + 1).trim());
    } else if (equals == 0 || !acceptShortForm(part)) {
      mistakes.add(
          "agent arguments: "
              + Mistakes.show(part)
              + " is neither key=value nor [host:]port[:file.yaml] nor file.yaml; it is ignored");
    }
  }

  private static String canonical(String key) {
    String name = Sources.canonical(key);
    if (name.equals("port")) {
      return ServerKeys.PORT.name();
    }
    return name.equals("host") ? ServerKeys.HOST.name() : name;
  }

  private boolean acceptShortForm(String part) {
    String rest = part;
    int hostEnd = rest.startsWith("[") ? rest.indexOf(']') + 1 : rest.indexOf(':');
    String host = null;
    if (hostEnd > 0 && hostEnd < rest.length() && rest.charAt(hostEnd) == ':') {
      String afterHost = rest.substring(hostEnd + 1);
      if (digitsAtStart(afterHost) > 0 && digitsAtStart(rest) != hostEnd) {
        host = rest.substring(0, hostEnd);
        rest = afterHost;
      }
    }
    int portEnd = digitsAtStart(rest);
    if (portEnd == rest.length()) {
      accept(host, rest, null);
      return true;
    }
    if (portEnd > 0 && rest.charAt(portEnd) == ':' && isYaml(rest)) {
      accept(host, rest.substring(0, portEnd), rest.substring(portEnd + 1));
      return true;
    }
    if (isYaml(part)) {
      accept(null, null, part);
      return true;
    }
    return false;
  }

  private void accept(String host, String port, String file) {
    if (host != null) {
      put(ServerKeys.HOST.name(), host);
    }
    if (port != null) {
      put(ServerKeys.PORT.name(), port);
    }
    if (file != null) {
      put(Keys.CONFIG.name(), file);
    }
  }

  private void put(String key, String value) {
    if (values.put(key, value) != null) {
      mistakes.add("agent arguments: " + Mistakes.show(key) + " is given twice; the last counts");
    }
  }

  private static int digitsAtStart(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static boolean isYaml(String text) {
    return text.endsWith(".yaml") || text.endsWith(".yml");
  }
}
