package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import java.util.List;

/**
 * Adds metrics to a snapshot that is being built. <i>Threads:</i> called by the aggregator alone.
 */
public interface FamilySource {
  void collect(List<Family> into);
}
