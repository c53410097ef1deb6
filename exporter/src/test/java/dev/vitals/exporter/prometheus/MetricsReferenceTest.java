package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MetricsReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  @Test
  void the_page_says_what_the_code_does() throws IOException {
    String expected = render();
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE), "run this test with -Ddocs.write=true");
  }

  private static String render() {
    StringBuilder page =
        new StringBuilder(
            """
            # Metrics

            This page is written by a test from the catalogue in the code; do not edit it by hand
            (`mvn -pl exporter -am test -Dtest=MetricsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true`
            writes it anew).

            The names are those of text 0.0.4. In OpenMetrics a counter's family goes without `_total` and an info's without
            `_info`; the samples are called the same. A label without a value is left out. Every metric with labels can have one
            series that carries `otel_metric_overflow="true"` and no other label: all that came after the series budget was used
            up. Metrics of what a host does not have (a container, a limit, a deadlock detector) are absent.

            """);
    section(page, "The application", ApplicationMetrics.ALL);
    section(page, "Connection pools", PoolMetrics.ALL);
    section(page, "Executors", ExecutorMetrics.ALL);
    section(page, "The JVM", JvmMetrics.ALL);
    section(page, "Process, container and machine", HostMetrics.ALL);
    section(page, "What is judged", JudgementMetrics.ALL);
    section(page, "Vitals itself", AgentMetrics.ALL);
    page.append("## Buckets\n\n| histogram | default upper bounds |\n|---|---|\n");
    for (Metric metric : MetricCatalog.ALL) {
      if (metric.type() == MetricType.HISTOGRAM) {
        page.append("| `").append(metric.name()).append("` | ");
        page.append(bounds(Buckets.of(metric))).append(" |\n");
      }
    }
    return page.toString();
  }

  private static void section(StringBuilder page, String title, List<Metric> metrics) {
    page.append("## ").append(title).append("\n\n");
    page.append("| metric | type | labels | meaning |\n|---|---|---|---|\n");
    for (Metric metric : metrics) {
      page.append("| `").append(metric.name()).append("` | ");
      page.append(metric.type().name().toLowerCase(Locale.ROOT).replace("_", " ")).append(" | ");
      page.append(
          metric.labels().stream().map(l -> "`" + l + "`").collect(Collectors.joining(", ")));
      page.append(" | ").append(metric.help()).append(" |\n");
    }
    page.append('\n');
  }

  private static String bounds(double[] bounds) {
    return DoubleStream.of(bounds)
        .mapToObj(bound -> new BigDecimal(Double.toString(bound)).stripTrailingZeros())
        .map(BigDecimal::toPlainString)
        .collect(Collectors.joining(" "));
  }
}
