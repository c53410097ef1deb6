package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.Exposition;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 15,000 lines: those of statements in Vitals, and the same series as simpleclient's own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScrapeBenchmark {
  static final int LINES = 15_000;

  private static final int LINES_OF_SERIES = 14;
  private static final int SERIES = LINES / LINES_OF_SERIES;
  private static final int CALLS = 50;
  private static final int BUFFER = 1 << 14;

  private final Shop shop = new Shop(SERIES);
  private final CollectorRegistry registry = new CollectorRegistry();
  private Snapshot snapshot;

  @Setup
  public void fill() {
    for (int call = 0; call < CALLS * SERIES; call++) {
      shop.series.accept(shop.attributes[call % SERIES], Shop.nanos(call));
    }
    snapshot = snapshot();
    Histogram histogram =
        Histogram.build("db_client_operation_duration_seconds", "Duration of operations.")
            .labelNames(
                "db_system_name",
                "db_namespace",
                "db_query_summary",
                "db_operation_name",
                "error_type")
            .buckets(Shop.BOUNDS)
            .register(registry);
    for (int series = 0; series < SERIES; series++) {
      Histogram.Child child =
          histogram.labels("postgresql", "shop", "SELECT products_" + series, "", "");
      for (int call = 0; call < CALLS; call++) {
        child.observe(Shop.nanos(series * CALLS + call) / 1e9);
      }
    }
  }

  @Benchmark
  public Snapshot snapshot() {
    List<Family> families = new ArrayList<>();
    shop.series.collect(families);
    return new Snapshot(1L, families, List.of());
  }

  @Benchmark
  public String text() {
    return Exposition.text(snapshot());
  }

  @Benchmark
  public String openMetrics() {
    return Exposition.openMetrics(snapshot());
  }

  @Benchmark
  public String textOfSimpleclient() throws IOException {
    return written(TextFormat.CONTENT_TYPE_004);
  }

  @Benchmark
  public String openMetricsOfSimpleclient() throws IOException {
    return written(TextFormat.CONTENT_TYPE_OPENMETRICS_100);
  }

  private String written(String contentType) throws IOException {
    StringWriter text = new StringWriter(BUFFER);
    TextFormat.writeFormat(contentType, text, registry.metricFamilySamples());
    return text.toString();
  }
}
