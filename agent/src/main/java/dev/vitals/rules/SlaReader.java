package dev.vitals.rules;

import dev.vitals.config.Fields;
import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Sla;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the list {@code slas} of the configuration file.
 *
 * <p><i>Errors:</i> a promise with a mistake in it is left out, with one line for each mistake that
 * names its place.
 */
public final class SlaReader {
  private static final int MOST = 50;
  private static final Map<String, OperationWindow.Kind> KINDS =
      Map.of("http", OperationWindow.Kind.HTTP_SERVER, "db", OperationWindow.Kind.DB_CLIENT);

  private SlaReader() {}

  /**
   * @param list the value of {@code slas}; null where there is none
   */
  public static List<Sla> read(YamlNode list, Mistakes mistakes) {
    List<Sla> slas = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (YamlNode item : list == null ? List.<YamlNode>of() : list.items()) {
      if (!item.isMap()) {
        mistakes.at(item, "is not a promise: a map with name, kind and targets; it is left out");
        continue;
      }
      if (slas.size() == MOST) {
        mistakes.at(item, "is one too many: there are " + MOST + " promises at most");
        return slas;
      }
      Sla sla = sla(new Fields(item, "the promise is left out", mistakes), names);
      if (sla != null) {
        slas.add(sla);
        names.add(sla.name());
      }
    }
    return slas;
  }

  private static Sla sla(Fields fields, List<String> names) {
    String name = fields.required("name");
    if (names.contains(name)) {
      fields.reject("name", "free: another promise has it");
    }
    OperationWindow.Kind kind = fields.choice("kind", KINDS, OperationWindow.Kind.HTTP_SERVER);
    String scope = fields.text("scope", ScopePattern.ALL);
    double p95 = fields.seconds("p95", Double.NaN);
    double p99 = fields.seconds("p99", Double.NaN);
    double availability = fields.ratio("availability", Double.NaN);
    long window = fields.millis("window", 30L * 86_400_000, "1m", "90d");
    long latencyWindow = fields.millis("latency-window", 300_000, "1s", "1h");
    double warning = fields.ratio("warning", 0.8);
    int minimumCount = fields.whole("minimum-count", 20, 0, 1_000_000_000);
    fields.nameUnknown(List.of());
    if (fields.mistakes() > 0) {
      return null;
    }
    try {
      return new Sla(
          name,
          kind,
          new ScopePattern(scope.equals("all") ? ScopePattern.ALL : scope),
          p95,
          p99,
          availability,
          window,
          latencyWindow,
          warning,
          minimumCount);
    } catch (IllegalArgumentException e) {
      fields.reject("cannot be: " + e.getMessage());
      return null;
    }
  }
}
