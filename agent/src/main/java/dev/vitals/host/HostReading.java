package dev.vitals.host;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.ResourceWindow;
import java.util.List;

/**
 * The machine, the process and the JVM at one instant.
 *
 * @param families in the order of the sources; a family without a sample is left out
 */
public record HostReading(List<Family> families, ResourceWindow resources) {
  public HostReading {
    families = List.copyOf(families);
  }

  /** What is known before the first sample. */
  public static final HostReading NONE = new HostReading(List.of(), ResourceWindow.UNKNOWN);
}
