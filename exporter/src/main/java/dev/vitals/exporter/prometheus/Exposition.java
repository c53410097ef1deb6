package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Snapshot;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

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

  /**
   * Families in one of the two formats.
   *
   * @param only names of the samples that are wanted; none for all of them
   */
  public static void write(
      String contentType, List<Family> families, Set<String> only, OutputStream target)
      throws IOException {
    boolean isOpenMetrics = !contentType.equals(TextFormat.CONTENT_TYPE_004);
    new ExpositionWriter(isOpenMetrics, only, target).write(families);
  }

  private static String render(String contentType, Snapshot snapshot, Naming naming) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 14);
    try {
      write(contentType, naming.families(snapshot), Set.of(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
