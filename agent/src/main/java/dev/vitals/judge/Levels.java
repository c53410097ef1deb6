package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;

/**
 * The limits of a rule by severity; NaN where a level is not judged.
 *
 * @param low each further one is at least as bad as the one before
 */
public record Levels(double low, double medium, double high, double critical) {
  static final Alert.Severity[] SEVERITIES = Alert.Severity.values();

  /** The two levels most rules have. */
  public static Levels of(double warning, double critical) {
    return new Levels(Double.NaN, warning, Double.NaN, critical);
  }

  /** These with two others; of the rest stays what goes together with them. */
  Levels with(double newMedium, double newCritical, Comparison comparison) {
    Levels both = of(newMedium, newCritical);
    Levels milder = new Levels(low, newMedium, Double.NaN, newCritical);
    Levels kept = milder.areInOrder(comparison) ? milder : both;
    Levels all = new Levels(kept.low, newMedium, high, newCritical);
    return all.areInOrder(comparison) ? all : kept;
  }

  /** The limit of a severity, or NaN. */
  public double at(Alert.Severity severity) {
    return switch (severity) {
      case LOW -> low;
      case MEDIUM -> medium;
      case HIGH -> high;
      case CRITICAL -> critical;
    };
  }

  /** The mildest one that is judged; null where none is. */
  public Alert.Severity mildest() {
    for (Alert.Severity severity : SEVERITIES) {
      if (!Double.isNaN(at(severity))) {
        return severity;
      }
    }
    return null;
  }

  /** The next more severe one that is judged, or null. */
  Alert.Severity nextAfter(Alert.Severity severity) {
    for (int index = severity.ordinal() + 1; index < SEVERITIES.length; index++) {
      if (!Double.isNaN(at(SEVERITIES[index]))) {
        return SEVERITIES[index];
      }
    }
    return null;
  }

  /** The next milder one that is judged, or null. */
  Alert.Severity milderThan(Alert.Severity severity) {
    for (int index = severity.ordinal() - 1; index >= 0; index--) {
      if (!Double.isNaN(at(SEVERITIES[index]))) {
        return SEVERITIES[index];
      }
    }
    return null;
  }

  /** Whether each level is at least as bad as those before it. */
  boolean areInOrder(Comparison comparison) {
    double last = Double.NaN;
    for (Alert.Severity severity : SEVERITIES) {
      double limit = at(severity);
      if (!Double.isNaN(limit)) {
        if (comparison.isBeyond(last, limit)) {
          return false;
        }
        last = limit;
      }
    }
    return true;
  }
}
