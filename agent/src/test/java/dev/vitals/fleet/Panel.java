package dev.vitals.fleet;

import static dev.vitals.fleet.Dashboard.members;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One panel of a dashboard.
 *
 * @param unit Grafana's name of it
 * @param description what it shows, and what to do when it looks bad
 * @param limits where a value turns orange and red; empty for none
 */
record Panel(
    String type,
    String title,
    String unit,
    int width,
    int height,
    boolean isStacked,
    String description,
    List<Double> limits,
    List<Query> queries) {
  /** What is asked of Prometheus, and what a line is called. */
  record Query(String expression, String legend) {}

  static Panel graph(String title, String unit, String description) {
    return new Panel("timeseries", title, unit, 12, 8, false, description, List.of(), List.of());
  }

  static Panel stat(String title, String unit, String description) {
    return new Panel("stat", title, unit, 4, 4, false, description, List.of(), List.of());
  }

  static Panel table(String title, String unit, String description) {
    return new Panel("table", title, unit, 24, 8, false, description, List.of(), List.of());
  }

  static Panel heatmap(String title, String unit, String description) {
    return new Panel("heatmap", title, unit, 12, 8, false, description, List.of(), List.of());
  }

  Panel of(String expression, String legend) {
    List<Query> more = new ArrayList<>(queries);
    more.add(new Query(expression, legend));
    return new Panel(
        type, title, unit, width, height, isStacked, description, limits, List.copyOf(more));
  }

  Panel wide(int newWidth) {
    return new Panel(type, title, unit, newWidth, height, isStacked, description, limits, queries);
  }

  Panel stacked() {
    return new Panel(type, title, unit, width, height, true, description, limits, queries);
  }

  Panel limits(double warning, double critical) {
    return new Panel(
        type,
        title,
        unit,
        width,
        height,
        isStacked,
        description,
        List.of(warning, critical),
        queries);
  }

  boolean isInstant() {
    return type.equals("stat") || type.equals("table");
  }

  Map<String, Object> look() {
    Map<String, Object> defaults = members("unit", unit, "noValue", "-");
    if (type.equals("timeseries")) {
      defaults.put("min", 0L);
      defaults.put(
          "custom",
          members(
              "drawStyle",
              "line",
              "lineWidth",
              1L,
              "fillOpacity",
              isStacked ? 30L : 0L,
              "showPoints",
              "never",
              "spanNulls",
              false,
              "stacking",
              members("mode", isStacked ? "normal" : "none", "group", "A"),
              "thresholdsStyle",
              members("mode", limits.isEmpty() ? "off" : "line")));
    }
    defaults.put("thresholds", members("mode", "absolute", "steps", steps()));
    return members(
        "fieldConfig", members("defaults", defaults, "overrides", List.of()), "options", options());
  }

  private List<Object> steps() {
    List<Object> steps = new ArrayList<>();
    steps.add(members("color", "green", "value", null));
    String[] colors = {"orange", "red"};
    for (int index = 0; index < limits.size(); index++) {
      steps.add(members("color", colors[index], "value", limits.get(index)));
    }
    return steps;
  }

  private Map<String, Object> options() {
    return switch (type) {
      case "stat" ->
          members(
              "colorMode",
              limits.isEmpty() ? "none" : "value",
              "graphMode",
              "none",
              "textMode",
              "auto",
              "reduceOptions",
              members("calcs", List.of("lastNotNull"), "fields", "", "values", false));
      case "table" -> members("showHeader", true, "cellHeight", "sm");
      case "heatmap" ->
          members(
              "calculate", false,
              "color", members("mode", "scheme", "scheme", "Oranges", "steps", 64L),
              "yAxis", members("unit", unit),
              "tooltip", members("mode", "single"),
              "cellGap", 1L);
      default ->
          members(
              "legend",
                  members(
                      "displayMode",
                      "table",
                      "placement",
                      "bottom",
                      "showLegend",
                      true,
                      "calcs",
                      List.of("mean", "max")),
              "tooltip", members("mode", "multi", "sort", "desc"));
    };
  }
}
