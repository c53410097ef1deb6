package dev.vitals.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A configuration file: nested maps become keys with dots, lists become texts with commas.
 *
 * <p>The only class that touches the YAML library; it is loaded when a file is configured. Every
 * scalar is read as text (the failsafe schema), and nothing is ever constructed from a tag.
 *
 * <p><i>Errors:</i> a file that cannot be read or understood counts as empty, with one line.
 */
final class YamlFile {
  private static final int LARGEST_BYTES = 1 << 20;
  private static final int DEEPEST = 12;
  private static final int MOST_KEYS = 2_000;

  private final String path;
  private final Map<String, String> environment;
  private final Warnings warnings;
  private final Map<String, String> found = new LinkedHashMap<>();

  private YamlFile(String path, Map<String, String> environment, Warnings warnings) {
    this.path = path;
    this.environment = environment;
    this.warnings = warnings;
  }

  static Map<String, String> read(String path, Map<String, String> environment, Warnings warnings) {
    YamlFile file = new YamlFile(path, environment, warnings);
    try {
      file.read();
    } catch (IOException e) {
      file.ignore("cannot be read");
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().orElse(null);
      file.ignore(
          "is not valid YAML"
              + (mark == null
                  ? ""
                  : " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1)));
    } catch (YamlEngineException | StackOverflowError e) {
      file.ignore("is not valid YAML");
    }
    return file.found;
  }

  private void read() throws IOException {
    File file = new File(path);
    if (!file.isFile()) {
      ignore(file.exists() ? "is not a file" : "does not exist");
      return;
    }
    if (file.length() > LARGEST_BYTES) {
      ignore("is larger than 1 MiB");
      return;
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setTagConstructors(Map.of(Tag.NULL, node -> ""))
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(LARGEST_BYTES)
            .build();
    try (InputStream in = new FileInputStream(file)) {
      Object root = new Load(settings).loadFromInputStream(in);
      if (root instanceof Map<?, ?> map) {
        flatten("", map, 0);
      } else if (root != null && !root.equals("")) {
        ignore("does not hold keys and values");
      }
    }
  }

  private void ignore(String why) {
    found.clear();
    warnings.add("config file " + Warnings.show(path) + " " + why + "; it is ignored");
  }

  private void flatten(String prefix, Map<?, ?> map, int depth) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = prefix + Sources.canonical(String.valueOf(entry.getKey()));
      Object value = entry.getValue();
      if (found.size() >= MOST_KEYS) {
        return;
      }
      if (value instanceof Map<?, ?> nested && depth < DEEPEST) {
        flatten(name + ".", nested, depth + 1);
      } else {
        String text = value instanceof List<?> list ? joined(list) : scalar(value);
        put(name, text);
      }
    }
  }

  private void put(String name, String text) {
    String expanded = text == null ? null : expand(text);
    if (expanded == null) {
      warnings.add(
          path
              + ": "
              + Warnings.show(name)
              + (text == null
                  ? " is nested too deeply; it is ignored"
                  : " = "
                      + Warnings.show(text)
                      + " names an environment variable that is not set and has no default, or is"
                      + " not closed; it is ignored"));
    } else if (!expanded.isEmpty() && !expanded.equals("~") && !expanded.equals("null")) {
      found.put(name, expanded);
    }
  }

  private static String joined(List<?> items) {
    StringBuilder text = new StringBuilder();
    for (Object item : items) {
      String scalar = scalar(item);
      if (scalar == null || text.length() > LARGEST_BYTES) {
        return null;
      }
      text.append(text.length() == 0 ? "" : ",").append(scalar);
    }
    return text.toString();
  }

  private static String scalar(Object value) {
    return value instanceof Map || value instanceof List ? null : String.valueOf(value).trim();
  }

  /** Puts variables in for {@code ${NAME}} and {@code ${NAME:-default}}, once; {@code $$} is $. */
  private String expand(String text) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder expanded = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      if (text.startsWith("$$", at)) {
        expanded.append('$');
        at++;
      } else if (text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        String value = end < 0 ? null : variable(text.substring(at + 2, end));
        if (value == null) {
          return null;
        }
        expanded.append(value);
        at = end;
      } else {
        expanded.append(text.charAt(at));
      }
    }
    return expanded.toString().trim();
  }

  private String variable(String expression) {
    int separator = expression.indexOf(":-");
    String name = separator < 0 ? expression : expression.substring(0, separator);
    String value = environment.get(name);
    if (value != null && !value.isEmpty()) {
      return value;
    }
    return separator < 0 ? null : expression.substring(separator + 2);
  }
}
