package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.model.SnapshotSource;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What simpleclient makes of the same families: how ours has to look, byte for byte. */
public final class Theirs {
  private Theirs() {}

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

  static String render(String contentType, Snapshot snapshot, Naming naming) throws IOException {
    StringWriter text = new StringWriter();
    TextFormat.writeFormat(
        contentType, text, registry(() -> naming.families(snapshot)).metricFamilySamples());
    return text.toString();
  }

  private static CollectorRegistry registry(Supplier<List<Family>> families) {
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(new SnapshotCollector(families));
    return registry;
  }
}
