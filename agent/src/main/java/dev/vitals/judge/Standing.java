package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.util.List;

/**
 * How the process stands as of one look: what was seen, and everything that follows from it.
 * Immutable.
 *
 * @param rules in force, each over the window it is really judged over
 * @param active pending and firing, in the order of the rules
 * @param handled what is made of those that fire
 * @param slas how promises are kept, in their order
 */
public record Standing(
    List<Rule> rules,
    Evidence evidence,
    List<Alert> active,
    List<Handled> handled,
    List<SlaStatus> slas,
    HealthScore score) {
  /** Before the first look. */
  public static final Standing NONE =
      new Standing(
          List.of(),
          Evidence.NONE,
          List.of(),
          List.of(),
          List.of(),
          HealthScore.of(List.of(), Evidence.NONE, List.of()));

  public Standing {
    rules = List.copyOf(rules);
    active = List.copyOf(active);
    handled = List.copyOf(handled);
    slas = List.copyOf(slas);
  }

  /** When it was looked; 0 before the first look. */
  public long epochMillis() {
    return evidence.epochMillis();
  }
}
