package dev.vitals.judge;

import dev.vitals.exporter.model.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Supplier;

/**
 * Everything that is said about one piece of evidence, one after the other: which rules are broken,
 * how promises are kept, what belongs together and who has to hear of it, and the score. A pure
 * function of what was known, the evidence and what people have said.
 *
 * <p><i>Threads:</i> any; it keeps nothing.
 */
public final class Panel {
  private final List<Rule> rules;
  private final Judge judge;
  private final SlaJudge promises;
  private final Triage triage;

  /** Where the hours of the day are those of UTC. */
  public Panel(List<Rule> rules, List<Sla> slas, long intervalMillis, long escalateAfterMillis) {
    this(rules, slas, intervalMillis, escalateAfterMillis, () -> TimeZone.getTimeZone("UTC"));
  }

  /**
   * @param intervalMillis from one look to the next; the evidence must have a window of this length
   * @param escalateAfterMillis how long a critical alert may stay without acknowledgement
   * @param zone whose hours of the day dynamic rules go by; asked once there is one
   */
  public Panel(
      List<Rule> rules,
      List<Sla> slas,
      long intervalMillis,
      long escalateAfterMillis,
      Supplier<TimeZone> zone) {
    this.rules = List.copyOf(rules);
    judge = new Judge(this.rules, intervalMillis, zone);
    promises = new SlaJudge(slas, intervalMillis);
    triage = new Triage(this.rules, intervalMillis, escalateAfterMillis);
  }

  /** What is known from earlier looks. Immutable. */
  public static final class State {
    /** Nothing seen yet. */
    public static final State EMPTY =
        new State(JudgeState.EMPTY, SlaJudge.State.EMPTY, Triage.State.EMPTY);

    private final JudgeState rules;
    private final SlaJudge.State promises;
    private final Triage.State triage;

    State(JudgeState rules, SlaJudge.State promises, Triage.State triage) {
      this.rules = rules;
      this.promises = promises;
      this.triage = triage;
    }

    /** What is usual for the numbers of dynamic rules. */
    public Baselines baselines() {
      return rules.baselines();
    }

    /** What has been counted of promises. */
    public SlaJudge.State promises() {
      return promises;
    }

    /**
     * The same with what an earlier run counted of promises before it.
     *
     * @param passedMillis since that was written
     */
    public State following(SlaJudge.State earlier, long passedMillis) {
      return new State(rules, promises.following(earlier, passedMillis), triage);
    }

    /** The same with what an earlier run learned in place of what this one has. */
    public State knowing(Baselines learned) {
      return new State(rules.knowing(learned), promises, triage);
    }
  }

  /**
   * What comes of one look.
   *
   * @param state to be handed in with the next evidence
   * @param transitions what changed since the last look
   * @param closed incidents that ended with this look
   * @param families limits, alerts, promises and score as metrics
   */
  public record Result(
      State state,
      Standing standing,
      List<Transition> transitions,
      List<Triage.Closed> closed,
      List<Family> families) {
    public Result {
      transitions = List.copyOf(transitions);
      closed = List.copyOf(closed);
      families = List.copyOf(families);
    }
  }

  /**
   * @param before of the look before this one, be it of a panel with other rules
   */
  public Result look(State before, Evidence evidence, Triage.Orders orders) {
    Judgement judgement = judge.evaluate(before.rules, evidence);
    SlaJudge.Verdict verdict = promises.evaluate(before.promises, evidence);
    Triage.Result sorted =
        triage.look(before.triage, judgement.active(), orders, evidence.epochMillis());
    HealthScore score =
        HealthScore.of(rules, evidence, judgement.state().baselines(), judgement.active());
    List<Family> families = new ArrayList<>(judgement.families());
    families.addAll(SlaFamilies.of(verdict.statuses(), score));
    return new Result(
        new State(judgement.state(), verdict.state(), sorted.state()),
        new Standing(
            rules, evidence, judgement.active(), sorted.handled(), verdict.statuses(), score),
        judgement.transitions(),
        sorted.closed(),
        families);
  }
}
