package dev.vitals.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A configuration file that stands in a test; its variables are those of {@link Nodes}. */
public final class YamlText {
  private YamlText() {}

  public static YamlNode of(String yaml) {
    Node root = new Compose(LoadSettings.builder().build()).composeString(yaml).orElseThrow();
    return node(root, "");
  }

  private static YamlNode node(Node node, String path) {
    int line = node.getStartMark().orElseThrow().getLine() + 1;
    if (node instanceof MappingNode map) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      for (NodeTuple tuple : map.getValue()) {
        String key = ((ScalarNode) tuple.getKeyNode()).getValue();
        entries.put(key, node(tuple.getValueNode(), path.isEmpty() ? key : path + '.' + key));
      }
      return YamlNode.map("vitals.yaml", line, path, entries);
    }
    if (node instanceof SequenceNode list) {
      List<YamlNode> items = new ArrayList<>();
      for (Node item : list.getValue()) {
        items.add(node(item, path + '[' + items.size() + ']'));
      }
      return YamlNode.list("vitals.yaml", line, path, items);
    }
    return Nodes.text(line, path, ((ScalarNode) node).getValue());
  }
}
