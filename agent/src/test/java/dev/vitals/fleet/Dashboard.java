package dev.vitals.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Grafana dashboard as code. In expressions {@code @} stands for the chosen jobs and instances.
 */
final class Dashboard {
  static final int COLUMNS = 24;

  private static final int SCHEMA_VERSION = 41;
  private static final String TARGETS = "job=~\"$job\",instance=~\"$instance\"";
  private static final Map<String, Object> SOURCE =
      members("type", "prometheus", "uid", "${datasource}");

  private final String file;
  private final String title;
  private final String description;
  private final List<Object> variables = new ArrayList<>();
  private final List<Object> panels = new ArrayList<>();
  private int x;
  private int y;
  private int rowHeight;

  /**
   * @param file its name without the suffix, part of its stable uid
   */
  Dashboard(String file, String title, String description) {
    this.file = file;
    this.title = title;
    this.description = description;
    variables.add(
        members(
            "name", "datasource",
            "type", "datasource",
            "label", "Data source",
            "query", "prometheus",
            "refresh", 1L,
            "hide", 0L));
    variable("job", "Service", "label_values(vitals_build_info, job)");
    variable("instance", "Instance", "label_values(vitals_build_info{job=~\"$job\"}, instance)");
  }

  String file() {
    return file;
  }

  /** A choice of values, several or all, series without the label included. */
  Dashboard variable(String name, String label, String query) {
    variables.add(
        members(
            "name",
            name,
            "type",
            "query",
            "label",
            label,
            "datasource",
            SOURCE,
            "definition",
            expand(query),
            "query",
            members("query", expand(query), "refId", name),
            "refresh",
            2L,
            "sort",
            1L,
            "multi",
            true,
            "includeAll",
            true,
            "allValue",
            ".*",
            "current",
            members("text", List.of("All"), "value", List.of("$__all")),
            "hide",
            0L));
    return this;
  }

  Dashboard row(String rowTitle) {
    newLine();
    panels.add(
        members(
            "id",
            (long) panels.size() + 1,
            "type",
            "row",
            "title",
            rowTitle,
            "collapsed",
            false,
            "gridPos",
            grid(0, y, COLUMNS, 1),
            "panels",
            List.of()));
    y++;
    return this;
  }

  Dashboard add(Panel panel) {
    if (x + panel.width() > COLUMNS) {
      newLine();
    }
    List<Object> targets = new ArrayList<>();
    for (Panel.Query query : panel.queries()) {
      Map<String, Object> target =
          members(
              "refId", String.valueOf((char) ('A' + targets.size())),
              "datasource", SOURCE,
              "expr", expand(query.expression()),
              "legendFormat", query.legend());
      if (panel.isInstant()) {
        target.put("instant", true);
        target.put("range", false);
        target.put("format", panel.type().equals("table") ? "table" : "time_series");
      }
      targets.add(target);
    }
    Map<String, Object> json =
        members(
            "id", (long) panels.size() + 1,
            "type", panel.type(),
            "title", panel.title(),
            "description", panel.description(),
            "datasource", SOURCE,
            "gridPos", grid(x, y, panel.width(), panel.height()),
            "targets", targets);
    json.putAll(panel.look());
    panels.add(json);
    x += panel.width();
    rowHeight = Math.max(rowHeight, panel.height());
    return this;
  }

  String json() {
    return PrettyJson.write(
        members(
            "uid",
            "vitals-" + file,
            "title",
            title,
            "description",
            description,
            "tags",
            List.of("vitals"),
            "schemaVersion",
            (long) SCHEMA_VERSION,
            "version",
            1L,
            "editable",
            true,
            "graphTooltip",
            1L,
            "refresh",
            "30s",
            "time",
            members("from", "now-1h", "to", "now"),
            "timezone",
            "browser",
            "links",
            List.of(otherDashboards()),
            "annotations",
            members("list", List.of(firing())),
            "templating",
            members("list", variables),
            "panels",
            panels));
  }

  private static Map<String, Object> otherDashboards() {
    return members(
        "title",
        "Vitals",
        "type",
        "dashboards",
        "tags",
        List.of("vitals"),
        "asDropdown",
        true,
        "includeVars",
        true,
        "keepTime",
        true);
  }

  /** Where alerts fired, over every time axis. */
  private static Map<String, Object> firing() {
    return members(
        "name", "Alerts",
        "datasource", SOURCE,
        "enable", true,
        "hide", false,
        "iconColor", "red",
        "expr", expand("vitals_alert_active{@,state=\"firing\"} == 1"),
        "step", "60s",
        "titleFormat", "{{rule}} {{severity}}",
        "textFormat", "{{scope}} {{instance}}");
  }

  private void newLine() {
    y += rowHeight;
    x = 0;
    rowHeight = 0;
  }

  private static String expand(String expression) {
    return expression.replace("@", TARGETS);
  }

  private static Map<String, Object> grid(int left, int top, int width, int height) {
    return members("x", (long) left, "y", (long) top, "w", (long) width, "h", (long) height);
  }

  static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      members.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    return members;
  }
}
