package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Snapshot;
import java.util.List;
import java.util.Locale;

/**
 * How metrics are called when they are shown, so that dashboards made for others work as they are.
 *
 * <p>What a naming has a name for is shown under that name and no other, what it has none for stays
 * as it is. Everything but the exposition (rules, alerts, the API) keeps our own names.
 *
 * <p><i>Threads:</i> any. <i>Cost:</i> {@link #OTEL} none, not even the classes of the others.
 */
public enum Naming {
  /** Our own names: the semantic conventions of OpenTelemetry. */
  OTEL,
  /** The names of Micrometer in a Spring Boot application. */
  MICROMETER,
  /** The names of Prometheus' Java client and of jmx_exporter. */
  PROMETHEUS;

  /**
   * The naming of a word in the configuration, such as {@code micrometer}.
   *
   * @throws IllegalArgumentException where there is no such naming
   */
  public static Naming of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether it has names for {@link SpareMetrics}, which nobody else asks for. */
  public boolean wantsSpares() {
    return this != OTEL;
  }

  /** What a snapshot shows in these names. */
  public List<Family> families(Snapshot snapshot) {
    return this == OTEL ? snapshot.families() : table().families(snapshot);
  }

  /** Its rows, none where names stay as they are. */
  List<NamingRow> rows() {
    return this == OTEL ? List.of() : table().rows();
  }

  private NamingTable table() {
    return this == MICROMETER ? MicrometerNames.TABLE : ClientJavaNames.TABLE;
  }
}
