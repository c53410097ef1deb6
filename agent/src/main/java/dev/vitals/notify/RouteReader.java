package dev.vitals.notify;

import dev.vitals.config.Fields;
import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads routes: those of the list {@code routes}, or what a receiver says about itself. */
final class RouteReader {
  /** The keys that say which alerts, and how often; in a route or in a receiver. */
  static final Set<String> CONDITIONS =
      Set.of(
          "severities",
          "rules",
          "scopes",
          "group-by",
          "group-wait",
          "group-interval",
          "repeat-interval");

  private static final Set<String> KEYS = new HashSet<>(CONDITIONS);

  static {
    Collections.addAll(KEYS, "receiver", "receivers", "continue");
  }

  private final Set<String> receivers;
  private final Mistakes mistakes;

  /**
   * @param receivers the names of those there are
   */
  RouteReader(Set<String> receivers, Mistakes mistakes) {
    this.receivers = receivers;
    this.mistakes = mistakes;
  }

  /** The route, or null where it leads nowhere. */
  Route read(YamlNode node) {
    Fields fields = new Fields(node, mistakes);
    fields.nameUnknown(KEYS);
    List<String> names = new ArrayList<>();
    for (String key : new String[] {"receiver", "receivers"}) {
      for (YamlNode name : fields.texts(key)) {
        if (receivers.contains(name.text())) {
          names.add(name.text());
        } else {
          mistakes.at(name, "is not the name of a receiver that can be used; it is ignored");
        }
      }
    }
    if (names.isEmpty()) {
      mistakes.at(node, "names no receiver that can be used; the route is left out");
      return null;
    }
    return read(fields, names, fields.flag("continue", false));
  }

  /** The route to a receiver by what it says about itself. */
  Route ofReceiver(YamlNode receiver, String name) {
    return read(new Fields(receiver, mistakes), List.of(name), true);
  }

  private Route read(Fields fields, List<String> names, boolean goesOn) {
    return new Route(
        List.copyOf(names),
        severities(fields),
        patterns(fields, "rules"),
        patterns(fields, "scopes"),
        groupBy(fields),
        fields.millis("group-wait", "30s", "0s", "1h"),
        fields.millis("group-interval", "5m", "1s", "1d"),
        fields.millis("repeat-interval", "4h", "1m", "30d"),
        goesOn);
  }

  private Set<Alert.Severity> severities(Fields fields) {
    Set<Alert.Severity> severities = EnumSet.noneOf(Alert.Severity.class);
    for (YamlNode item : fields.texts("severities")) {
      switch (item.text().toLowerCase(Locale.ROOT)) {
        case "low", "info" -> severities.add(Alert.Severity.LOW);
        case "medium" -> severities.add(Alert.Severity.MEDIUM);
        case "high" -> severities.add(Alert.Severity.HIGH);
        case "warning" -> {
          severities.add(Alert.Severity.MEDIUM);
          severities.add(Alert.Severity.HIGH);
        }
        case "critical" -> severities.add(Alert.Severity.CRITICAL);
        default ->
            mistakes.at(
                item, "is not one of low, medium, high, critical, info and warning; it is ignored");
      }
    }
    return severities;
  }

  private static List<String> patterns(Fields fields, String key) {
    List<String> patterns = new ArrayList<>();
    for (YamlNode item : fields.texts(key)) {
      patterns.add(item.text());
    }
    return List.copyOf(patterns);
  }

  private Set<Route.GroupBy> groupBy(Fields fields) {
    Set<Route.GroupBy> groupBy = EnumSet.noneOf(Route.GroupBy.class);
    if (!fields.has("group-by")) {
      groupBy.add(Route.GroupBy.RULE);
    }
    for (YamlNode item : fields.texts("group-by")) {
      switch (item.text().toLowerCase(Locale.ROOT)) {
        case "rule" -> groupBy.add(Route.GroupBy.RULE);
        case "severity" -> groupBy.add(Route.GroupBy.SEVERITY);
        case "component" -> groupBy.add(Route.GroupBy.COMPONENT);
        case "scope" -> groupBy.add(Route.GroupBy.SCOPE);
        default ->
            mistakes.at(item, "is not one of rule, severity, component and scope; it is ignored");
      }
    }
    return groupBy;
  }
}
