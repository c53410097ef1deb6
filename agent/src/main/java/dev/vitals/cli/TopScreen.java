package dev.vitals.cli;

import java.util.List;

/** What {@code top} shows at one look. */
final class TopScreen {
  private static final int WIDEST_SCOPE = 48;

  private TopScreen() {}

  /**
   * @param metrics what the document about metrics says
   * @param rows of each kind at most
   */
  static String of(String place, Node metrics, Node health, int rows) {
    StringBuilder screen = new StringBuilder();
    screen.append(place).append(": ").append(HealthCommand.summary(health)).append('\n');
    screen.append(resources(metrics)).append('\n');
    operations("ROUTE", metrics.items("http"), rows, screen);
    operations("STATEMENT", metrics.items("database"), rows, screen);
    caches(metrics.items("caches"), rows, screen);
    pools(metrics.items("pools"), rows, screen);
    executors(metrics.items("executors"), rows, screen);
    return screen.toString();
  }

  private static String resources(Node metrics) {
    Node resources = metrics.get("resources");
    return "cpu "
        + Figures.percent(resources.number("cpu_percent"))
        + ", host "
        + Figures.percent(resources.number("host_cpu_percent"))
        + ", heap after gc "
        + Figures.percent(resources.number("heap_after_gc_percent"))
        + ", container "
        + Figures.percent(resources.number("container_memory_percent"))
        + ", disk "
        + Figures.percent(resources.number("disk_percent"))
        + ", threads "
        + Figures.count(metrics.number("thread_count"))
        + ", requests now "
        + Figures.count(metrics.number("active_requests"))
        + "; the last "
        + Figures.span(metrics.number("window_seconds"));
  }

  private static void operations(String kind, List<Node> all, int rows, StringBuilder screen) {
    Table table = new Table(1);
    table.row(kind, "COUNT", "RATE", "ERRORS", "MEAN", "P50", "P95", "P99", "MAX");
    if (all.isEmpty()) {
      table.row("none");
    }
    for (Node each : all.subList(0, Math.min(rows, all.size()))) {
      table.row(
          Figures.cut(each.text("scope"), WIDEST_SCOPE),
          Figures.count(each.number("count")),
          Figures.rate(each.number("rate")),
          Figures.percent(each.number("error_rate")),
          Figures.millis(each.number("mean_ms")),
          Figures.millis(each.number("p50_ms")),
          Figures.millis(each.number("p95_ms")),
          Figures.millis(each.number("p99_ms")),
          Figures.millis(each.number("max_ms")));
    }
    finish(table, all.size() - rows, screen);
  }

  private static void caches(List<Node> all, int rows, StringBuilder screen) {
    Table table = new Table(1);
    table.row("CACHE", "HITS", "MISSES", "HIT RATE");
    if (all.isEmpty()) {
      table.row("none");
    }
    for (Node each : all.subList(0, Math.min(rows, all.size()))) {
      table.row(
          Figures.cut(each.text("cache"), WIDEST_SCOPE),
          Figures.count(each.number("hits")),
          Figures.count(each.number("misses")),
          Figures.percent(each.number("hit_rate")));
    }
    finish(table, all.size() - rows, screen);
  }

  private static void pools(List<Node> all, int rows, StringBuilder screen) {
    Table table = new Table(1);
    table.row("POOL", "USED", "MAX", "IN USE", "WAITING", "WAIT P95", "GAVE UP");
    if (all.isEmpty()) {
      table.row("none");
    }
    for (Node each : all.subList(0, Math.min(rows, all.size()))) {
      table.row(
          Figures.cut(each.text("pool"), WIDEST_SCOPE),
          Figures.plain(each.number("used")),
          Figures.count(each.number("max")),
          Figures.percent(each.number("utilization")),
          Figures.plain(each.number("waiting")),
          Figures.millis(each.number("wait_p95_ms")),
          Figures.count(each.number("gave_up")));
    }
    finish(table, all.size() - rows, screen);
  }

  private static void executors(List<Node> all, int rows, StringBuilder screen) {
    Table table = new Table(1);
    table.row("EXECUTOR", "ACTIVE", "MAX", "IN USE", "QUEUED", "WAIT P95", "TASKS", "REFUSED");
    if (all.isEmpty()) {
      table.row("none");
    }
    for (Node each : all.subList(0, Math.min(rows, all.size()))) {
      table.row(
          Figures.cut(each.text("executor"), WIDEST_SCOPE),
          Figures.plain(each.number("active")),
          Figures.count(each.number("max")),
          Figures.percent(each.number("utilization")),
          Figures.plain(each.number("queued")),
          Figures.millis(each.number("wait_p95_ms")),
          Figures.count(each.number("completed")),
          Figures.count(each.number("refused")));
    }
    finish(table, all.size() - rows, screen);
  }

  private static void finish(Table table, int more, StringBuilder screen) {
    screen.append('\n').append(table.render());
    if (more > 0) {
      screen.append("and ").append(more).append(" more\n");
    }
  }
}
