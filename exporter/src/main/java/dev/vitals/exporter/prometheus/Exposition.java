package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.model.SnapshotSource;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A snapshot as Prometheus reads it: text 0.0.4 or OpenMetrics 1.0.
 *
 * <p><i>Threads:</i> any.
 */
public final class Exposition {
  private Exposition() {}

  /** The snapshot in text 0.0.4, in our own names. */
  public static String text(Snapshot snapshot) {
    return text(snapshot, Naming.OTEL);
  }

  /** The snapshot in text 0.0.4. */
  public static String text(Snapshot snapshot, Naming naming) {
    return render(TextFormat.CONTENT_TYPE_004, snapshot, naming);
  }

  /** The snapshot in OpenMetrics 1.0, in our own names. */
  public static String openMetrics(Snapshot snapshot) {
    return openMetrics(snapshot, Naming.OTEL);
  }

  /** The snapshot in OpenMetrics 1.0. */
  public static String openMetrics(Snapshot snapshot, Naming naming) {
    return render(TextFormat.CONTENT_TYPE_OPENMETRICS_100, snapshot, naming);
  }

  /** A registry that takes one fresh snapshot per scrape and adds what is known about scrapes. */
  public static CollectorRegistry registry(
      SnapshotSource source, ScrapeStatistics statistics, Naming naming) {
    return registry(
        () -> {
          List<Family> families = new ArrayList<>(naming.families(source.fresh()));
          families.addAll(statistics.families());
          return families;
        });
  }

  /** Families of a registry in one of the two formats; closes the target. */
  public static void write(
      String contentType, Enumeration<MetricFamilySamples> families, OutputStream target)
      throws IOException {
    try (Writer text = new Utf8Writer(target)) {
      TextFormat.writeFormat(contentType, text, families);
    }
  }

  private static CollectorRegistry registry(Supplier<List<Family>> families) {
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(new SnapshotCollector(families));
    return registry;
  }

  private static String render(String contentType, Snapshot snapshot, Naming naming) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 14);
    try {
      write(contentType, registry(() -> naming.families(snapshot)).metricFamilySamples(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
