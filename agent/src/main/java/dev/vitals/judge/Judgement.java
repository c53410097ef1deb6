package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.Family;
import java.util.List;

/**
 * What the judge says about one snapshot.
 *
 * @param state to be handed in with the next snapshot
 * @param active pending and firing, in the order of the rules
 * @param transitions what changed since the last judgement, in the order of the rules
 * @param families the limits and the alerts as metrics
 * @param refused scopes that are not fine but found the state of their rule full
 */
public record Judgement(
    JudgeState state,
    List<Alert> active,
    List<Transition> transitions,
    List<Family> families,
    int refused) {

  public Judgement {
    active = List.copyOf(active);
    transitions = List.copyOf(transitions);
    families = List.copyOf(families);
  }
}
