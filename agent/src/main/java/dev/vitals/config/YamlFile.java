package dev.vitals.config;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads a configuration file, or a text of JSON, into nodes that know where they stand.
 *
 * <p>The only class that touches the YAML library; it is loaded when there is something to read.
 * Every scalar is read as text (the failsafe schema), and nothing is ever constructed from a tag.
 *
 * <p><i>Errors:</i> what cannot be read or understood is null, with one line.
 */
final class YamlFile {
  private static final int LARGEST_BYTES = 1 << 20;
  private static final int DEEPEST = 12;
  private static final int MOST_NODES = 20_000;
  private static final Set<String> NOTHING = Set.of("", "~", "null");

  private final String place;
  private final String name;
  private final String language;
  private final Map<String, String> environment;
  private final Mistakes mistakes;
  private int nodes;
  private boolean hasVariable;
  private String missing = "";

  /**
   * @param place stands before the number of a line
   * @param name what a line about all of it calls it
   */
  private YamlFile(
      String place,
      String name,
      String language,
      Map<String, String> environment,
      Mistakes mistakes) {
    this.place = place;
    this.name = name;
    this.language = language;
    this.environment = environment;
    this.mistakes = mistakes;
  }

  /** What a file holds; null where it cannot be used. */
  static YamlNode read(String path, Map<String, String> environment, Mistakes mistakes) {
    YamlFile reader =
        new YamlFile(path, "config file " + Mistakes.show(path), "YAML", environment, mistakes);
    File file = new File(path);
    if (!file.isFile()) {
      return reader.ignore(file.exists() ? "is not a file" : "does not exist");
    }
    if (file.length() > LARGEST_BYTES) {
      return reader.ignore("is larger than 1 MiB");
    }
    try (InputStream in = new FileInputStream(file)) {
      return reader.read(in, "");
    } catch (IOException e) {
      return reader.ignore("cannot be read");
    }
  }

  /**
   * What a text holds; null where it cannot be used.
   *
   * @param origin where the text comes from
   * @param key what it is the value of
   */
  static YamlNode json(String origin, String key, String text, Mistakes mistakes) {
    YamlFile reader = new YamlFile(origin, origin + ": " + key, "JSON", Map.of(), mistakes);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return reader.read(new ByteArrayInputStream(bytes), key);
  }

  private YamlNode read(InputStream in, String path) {
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setSchema(new FailsafeSchema())
              .setCodePointLimit(LARGEST_BYTES)
              .build();
      Node root = new Compose(settings).composeInputStream(in).orElse(null);
      if (root instanceof MappingNode map) {
        return map(map, path, 0);
      }
      boolean isEmpty =
          root == null
              || root instanceof ScalarNode scalar && NOTHING.contains(scalar.getValue().trim());
      return isEmpty ? YamlNode.EMPTY : ignore("does not hold keys and values");
    } catch (Unusable e) {
      return invalid(e.mark);
    } catch (MarkedYamlEngineException e) {
      return invalid(e.getProblemMark().orElse(null));
    } catch (YamlEngineException | StackOverflowError e) {
      return invalid(null);
    }
  }

  private YamlNode invalid(Mark mark) {
    return ignore(
        "is not valid "
            + language
            + (mark == null
                ? ""
                : " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1)));
  }

  private YamlNode ignore(String why) {
    mistakes.add(name + " " + why + "; it is ignored");
    return null;
  }

  private YamlNode map(MappingNode map, String path, int depth) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        throw new Unusable(tuple.getKeyNode());
      }
      String key = Sources.canonical(keyNode.getValue());
      YamlNode value =
          node(tuple.getValueNode(), path.isEmpty() ? key : path + '.' + key, depth + 1);
      if (value != null && entries.putIfAbsent(key, value) != null) {
        throw new Unusable(keyNode);
      }
    }
    return YamlNode.map(place, line(map), path, entries);
  }

  /** Null where there is nothing, or nothing that can be used. */
  private YamlNode node(Node node, String path, int depth) {
    if (++nodes > MOST_NODES || depth > DEEPEST) {
      mistakes.add(place(node) + Mistakes.show(path) + " is nested too deeply; it is ignored");
      return null;
    }
    Tag tag = node.getTag();
    if (!tag.equals(Tag.STR)
        && !tag.equals(Tag.SEQ)
        && !tag.equals(Tag.MAP)
        && !tag.equals(Tag.NULL)) {
      throw new Unusable(node);
    }
    if (node instanceof MappingNode map) {
      return map(map, path, depth);
    } else if (node instanceof SequenceNode list) {
      List<YamlNode> items = new ArrayList<>();
      for (Node item : list.getValue()) {
        YamlNode read = node(item, path + '[' + items.size() + ']', depth + 1);
        if (read != null) {
          items.add(read);
        }
      }
      return YamlNode.list(place, line(node), path, items);
    }
    return text((ScalarNode) node, path);
  }

  private YamlNode text(ScalarNode node, String path) {
    String text = node.getValue().trim();
    hasVariable = false;
    missing = "";
    String expanded = expand(text);
    if (expanded == null) {
      // The rest of the text may be a secret.
      mistakes.add(
          place(node)
              + Mistakes.show(path)
              + (missing.isEmpty()
                  ? " has a ${ that is empty or not closed"
                  : " names the environment variable "
                      + Mistakes.show(missing)
                      + ", which is not set, and no default")
              + "; it is ignored");
      return null;
    }
    return NOTHING.contains(expanded)
        ? null
        : YamlNode.text(place, line(node), path, expanded, hasVariable);
  }

  private String place(Node node) {
    return place + ':' + line(node) + ": ";
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
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
      hasVariable = true;
      return value;
    }
    if (separator < 0) {
      missing = name;
      return null;
    }
    return expression.substring(separator + 2);
  }

  /** A part of the file is not what a configuration is made of: the file does not count. */
  private static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Mark mark;

    Unusable(Node node) {
      this.mark = node.getStartMark().orElse(null);
    }
  }
}
