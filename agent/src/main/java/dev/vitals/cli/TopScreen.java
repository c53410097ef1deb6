package dev.vitals.cli;

import java.util.List;
import java.util.function.Function;

/** What {@code top} shows at one look. */
final class TopScreen {
  private static final int WIDEST_SCOPE = 48;

  private final StringBuilder screen = new StringBuilder();
  private final int rows;

  private TopScreen(int rows) {
    this.rows = rows;
  }

  /**
   * @param metrics what the document about metrics says
   * @param rows of each kind at most
   */
  static String of(String place, Node metrics, Node health, int rows) {
    return place + ": " + HealthCommand.summary(health) + '\n' + of(metrics, rows);
  }

  /** The same without whose it is and how that does. */
  static String of(Node metrics, int rows) {
    TopScreen top = new TopScreen(rows);
    top.screen.append(resources(metrics)).append('\n');
    top.operations("ROUTE", metrics.items("http"));
    top.operations("STATEMENT", metrics.items("database"));
    top.table(metrics.items("caches"), TopScreen::cache, "CACHE", "HITS", "MISSES", "HIT RATE");
    top.table(
        metrics.items("pools"),
        TopScreen::pool,
        "POOL",
        "USED",
        "MAX",
        "IN USE",
        "WAITING",
        "WAIT P95",
        "GAVE UP");
    top.table(
        metrics.items("executors"),
        TopScreen::executor,
        "EXECUTOR",
        "ACTIVE",
        "MAX",
        "IN USE",
        "QUEUED",
        "WAIT P95",
        "RUN P95",
        "TASKS",
        "FAILED",
        "REFUSED");
    return top.screen.toString();
  }

  /**
   * Only a table of operations.
   *
   * @param kind the head of its first column
   */
  static String operations(String kind, List<Node> operations, int rows) {
    TopScreen top = new TopScreen(rows);
    top.operations(kind, operations);
    return top.screen.toString();
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

  private static String[] operation(Node each) {
    return new String[] {
      Figures.cut(each.text("scope"), WIDEST_SCOPE),
      Figures.count(each.number("count")),
      Figures.rate(each.number("rate")),
      Figures.percent(each.number("error_rate")),
      Figures.millis(each.number("mean_ms")),
      Figures.millis(each.number("p50_ms")),
      Figures.millis(each.number("p95_ms")),
      Figures.millis(each.number("p99_ms")),
      Figures.millis(each.number("max_ms"))
    };
  }

  private static String[] cache(Node each) {
    return new String[] {
      Figures.cut(each.text("cache"), WIDEST_SCOPE),
      Figures.count(each.number("hits")),
      Figures.count(each.number("misses")),
      Figures.percent(each.number("hit_rate"))
    };
  }

  private static String[] pool(Node each) {
    return new String[] {
      Figures.cut(each.text("pool"), WIDEST_SCOPE),
      Figures.plain(each.number("used")),
      Figures.count(each.number("max")),
      Figures.percent(each.number("utilization")),
      Figures.plain(each.number("waiting")),
      Figures.millis(each.number("wait_p95_ms")),
      Figures.count(each.number("gave_up"))
    };
  }

  private static String[] executor(Node each) {
    return new String[] {
      Figures.cut(each.text("executor"), WIDEST_SCOPE),
      Figures.plain(each.number("active")),
      Figures.count(each.number("max")),
      Figures.percent(each.number("utilization")),
      Figures.plain(each.number("queued")),
      Figures.millis(each.number("wait_p95_ms")),
      Figures.millis(each.number("run_p95_ms")),
      Figures.count(each.number("completed")),
      Figures.count(each.number("failed")),
      Figures.count(each.number("refused"))
    };
  }

  private void operations(String kind, List<Node> operations) {
    table(
        operations,
        TopScreen::operation,
        kind,
        "COUNT",
        "RATE",
        "ERRORS",
        "MEAN",
        "P50",
        "P95",
        "P99",
        "MAX");
  }

  private void table(List<Node> all, Function<Node, String[]> cells, String... head) {
    Table table = new Table(1);
    table.row(head);
    if (all.isEmpty()) {
      table.row("none");
    }
    for (Node each : all.subList(0, Math.min(rows, all.size()))) {
      table.row(cells.apply(each));
    }
    screen.append('\n').append(table.render());
    if (all.size() > rows) {
      screen.append("and ").append(all.size() - rows).append(" more\n");
    }
  }
}
