package dev.vitals.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which series belong together: those of one instance that have the same values of these labels.
 *
 * @param labels besides job and instance; a series without the first one belongs to no scope
 * @param picked which values of the first label
 */
record Scope(List<String> labels, Picked picked) {
  /** The whole instance. */
  static final Scope WHOLE = new Scope(List.of(), Picked.EVERY);

  /** What scopes are called in tests. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "http_route", "/orders/{id}",
          "db_query_summary", "SELECT orders",
          "cache", "products",
          "cache_level", "l1",
          "cache_system", "caffeine",
          "db_client_connection_pool_name", "orders",
          "name", "mails",
          "system_filesystem_mountpoint", "/data");

  private static final Map<String, String> TARGET =
      Map.of("job", "shop", "instance", "shop-1:9464");

  /** The first part of the name of a recording rule. */
  String level() {
    StringBuilder level = new StringBuilder("job_instance");
    for (String label : labels) {
      level.append('_').append(label);
    }
    return level.toString();
  }

  /** The clause after an aggregation. */
  String by(String... more) {
    StringBuilder by = new StringBuilder("by (job, instance");
    for (String label : labels) {
      by.append(", ").append(label);
    }
    for (String label : more) {
      by.append(", ").append(label);
    }
    return by.append(')').toString();
  }

  /** What stands in braces behind a metric; nothing where nothing is asked for. */
  String matching(String... matchers) {
    List<String> all = new ArrayList<>(List.of(matchers));
    if (!labels.isEmpty()) {
      all.add(0, labels.get(0) + "!=\"\"");
    }
    return all.isEmpty() ? "" : '{' + String.join(",", all) + '}';
  }

  /** What narrows a recording rule down to the scopes that are meant. */
  String narrowing() {
    return labels.isEmpty() ? "" : picked.matcher(labels.get(0));
  }

  /** A series of an invented scope. */
  String example(String metric, String... matchers) {
    StringBuilder series = new StringBuilder(metric).append('{');
    series.append("job=\"").append(exampleOf("job")).append("\",instance=\"");
    series.append(exampleOf("instance")).append('"');
    for (String label : labels) {
      series.append(',').append(label).append("=\"").append(exampleOf(label)).append('"');
    }
    for (String matcher : matchers) {
      series.append(',').append(matcher);
    }
    return series.append('}').toString();
  }

  /** What a label is in tests. */
  String exampleOf(String label) {
    String target = TARGET.get(label);
    if (target != null) {
      return target;
    }
    String usual = EXAMPLES.getOrDefault(label, "one");
    return !labels.isEmpty() && label.equals(labels.get(0)) ? picked.example(usual) : usual;
  }
}
