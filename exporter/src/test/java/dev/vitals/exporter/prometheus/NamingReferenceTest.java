package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.prometheus.DashboardQueries.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamingReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics-naming.md");

  @Test
  void the_page_says_what_the_code_does() throws IOException {
    String expected = render();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE), "run this test with -Ddocs.write=true");
  }

  private static String render() {
    StringBuilder page =
        new StringBuilder(
            """
            # Names for dashboards made by others

            This page is written by a test from the tables in the code; do not edit it by hand
            (`mvn -pl exporter -am test -Dtest=NamingReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true`
            writes it anew).

            `metrics.naming` says how metrics are called in the exposition:

            | value | names |
            |---|---|
            | `otel` | those of OpenTelemetry, as in [metrics.md](metrics.md); the default |
            | `micrometer` | those of Micrometer in a Spring Boot application |
            | `prometheus` | those of Prometheus' Java client from 1.0 and of jmx_exporter from 1.0.1; memory by its older names, too |

            One at a time: two of them call different things `jvm_memory_used_bytes`. What is not in a table below keeps its name.
            Rules, alerts, the API, and the dashboards and rules in `deploy/` go by the names of `otel`: where those dashboards
            are used, leave it at `otel`.

            What differs from the original:

            - Series that differ only in labels the other vocabulary lacks (`http` and `https`, say) are added up, buckets
              included. Nothing is lost.
            - Histograms stay histograms, also where the original is a summary: `_count` and `_sum` are the same,
              `_bucket` comes on top.
            - `_max` is the largest of the last one to two minutes. It adds a line per label set, which the budget of series
              does not count.
            - A limit that does not exist is absent, where Micrometer and the Java client say -1.
            - Collections have no label `cause`.
            - The label `application`, by which many dashboards for Micrometer choose, belongs to the target. Set it where
              Prometheus scrapes:

              ```yaml
              static_configs:
                - targets: ["127.0.0.1:9464"]
                  labels: {application: shop}
              ```

            """);
    for (Naming naming : Naming.values()) {
      if (!naming.rows().isEmpty()) {
        table(page, naming);
      }
    }
    page.append(
        """
        Metrics marked * are measured only where `metrics.naming` is not `otel`.

        """);
    dashboards(page);
    return page.toString();
  }

  private static void table(StringBuilder page, Naming naming) {
    page.append("## `").append(word(naming)).append("`\n\n");
    page.append("| Vitals | shown as | labels | which series |\n|---|---|---|---|\n");
    for (NamingRow row : naming.rows()) {
      page.append("| `").append(row.from().name()).append('`');
      page.append(SpareMetrics.ALL.contains(row.from()) ? " *" : "");
      page.append(" | `").append(row.to().name()).append("` | ");
      page.append(labels(row)).append(" | ").append(series(row)).append(" |\n");
    }
    page.append('\n');
  }

  private static String labels(NamingRow row) {
    List<String> labels = new ArrayList<>();
    for (NamingRow.Column column : row.columns()) {
      String same = '`' + column.label() + '`';
      labels.add(column.source().equals(same) ? same : same + " (" + column.source() + ")");
    }
    return String.join("<br>", labels);
  }

  private static String series(NamingRow row) {
    String taken =
        switch (row.taken()) {
          case VALUE -> "";
          case RECENT_MAXIMUM -> "the largest of late";
          case ELAPSED -> "the time since then";
        };
    String choice = row.choice().words();
    return taken + (taken.isEmpty() || choice.isEmpty() ? "" : ", ") + choice;
  }

  private static void dashboards(StringBuilder page) {
    Map<String, List<Query>> byDashboard = new LinkedHashMap<>();
    for (Query query : DashboardQueries.all()) {
      byDashboard.computeIfAbsent(query.dashboard(), name -> new ArrayList<>()).add(query);
    }
    page.append("## Dashboards and rules\n\n");
    page.append("Tests look for every series these ask for, with the labels they go by.\n\n");
    page.append("| asks | `metrics.naming` | series | stays empty |\n|---|---|---|---|\n");
    byDashboard.forEach(
        (dashboard, queries) -> {
          Set<String> series = new LinkedHashSet<>();
          Map<String, List<String>> empty = new LinkedHashMap<>();
          for (Query query : queries) {
            series.add(query.series());
            if (!query.isAnswered()) {
              empty
                  .computeIfAbsent(query.whyEmpty(), why -> new ArrayList<>())
                  .add('`' + query.series() + '`');
            }
          }
          List<String> reasons = new ArrayList<>();
          empty.forEach((why, names) -> reasons.add(String.join(", ", names) + ": " + why));
          page.append("| ").append(dashboard).append(" | `");
          page.append(word(queries.get(0).naming())).append("` | ");
          page.append(series.size()).append(" | ");
          page.append(String.join("<br>", reasons)).append(" |\n");
        });
  }

  private static String word(Naming naming) {
    return naming.name().toLowerCase(Locale.ROOT);
  }
}
