package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.Family;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Supplier;

/**
 * Decides which rules are broken: a pure function of the rules, what was known and the evidence.
 * The only clocks are the times that stand in the evidence.
 *
 * <p><i>Threads:</i> any; it keeps nothing. <i>Cost:</i> rules times windows, and state for what is
 * not fine only, {@value #MAXIMUM_SCOPES_PER_RULE} scopes a rule at most.
 */
public final class Judge {
  /** Above this a rule says "everywhere" anyway, and others must keep their place. */
  static final int MAXIMUM_SCOPES_PER_RULE = 200;

  private final List<Rule> rules;
  private final long intervalMillis;
  private final long maximumStepMillis;
  private final Supplier<TimeZone> zone;

  /** Where the hours of the day are those of UTC. */
  public Judge(List<Rule> rules, long intervalMillis) {
    this(rules, intervalMillis, () -> TimeZone.getTimeZone("UTC"));
  }

  /**
   * <i>Errors:</i> an {@link IllegalArgumentException} when two rules have the same name.
   *
   * @param intervalMillis from one look to the next; of a silence longer than three of them only
   *     three count towards hold and recovery, because nobody saw the rest
   * @param zone whose hours of the day dynamic rules go by; asked once there is one
   */
  public Judge(List<Rule> rules, long intervalMillis, Supplier<TimeZone> zone) {
    this.rules = List.copyOf(rules);
    this.intervalMillis = intervalMillis;
    this.maximumStepMillis = 3 * intervalMillis;
    this.zone = zone;
    Set<String> names = new HashSet<>();
    for (Rule rule : this.rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("two rules are called " + rule.name());
      }
    }
  }

  /**
   * @param state of the judgement before this one, {@link JudgeState#EMPTY} at first; it may come
   *     from a judge with other rules, whose alerts end with this look
   */
  public Judgement evaluate(JudgeState state, Evidence evidence) {
    Baselines baselines =
        state.baselines().at(evidence.epochMillis(), zone, intervalMillis, maximumStepMillis);
    long step = state.stepMillis(evidence.steadyMillis(), maximumStepMillis);
    Look look = new Look(state, evidence, baselines, step);
    for (Rule rule : rules) {
      look.at(rule);
    }
    look.dropRulesThatAreGone();
    JudgeState next =
        new JudgeState(
            look.conditions,
            look.totals,
            look.flaps,
            look.learning.result(),
            evidence.steadyMillis());
    List<Family> families = new ArrayList<>(JudgeFamilies.of(rules, next));
    families.addAll(BaselineFamilies.of(rules, next.baselines()));
    return new Judgement(next, look.active, look.transitions, families, look.refused);
  }

  /** One piece of evidence being looked at. */
  private static final class Look {
    private final JudgeState before;
    private final Evidence evidence;
    private final Baselines baselines;
    private final Learning learning;
    private final long stepMillis;
    private final Map<JudgeState.Key, Condition> remaining;
    private final Map<JudgeState.Tally, Long> totals;
    private Flaps flaps;
    private final Map<JudgeState.Key, Condition> conditions = new LinkedHashMap<>();
    private final List<Alert> active = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private int refused;

    Look(JudgeState before, Evidence evidence, Baselines baselines, long stepMillis) {
      this.before = before;
      this.evidence = evidence;
      this.baselines = baselines;
      this.learning = new Learning(baselines, evidence.epochMillis());
      this.stepMillis = stepMillis;
      this.flaps = before.flaps().after(stepMillis);
      this.remaining = new LinkedHashMap<>(before.conditions());
      this.totals = new LinkedHashMap<>(before.totals());
    }

    void at(Rule rule) {
      Map<String, Observation> seen = Observations.of(rule, evidence, baselines);
      for (Observation each : seen.values()) {
        learning.sees(each);
      }
      int places = MAXIMUM_SCOPES_PER_RULE;
      // What is known comes first, so that a full state never forgets a firing scope for a new one.
      for (JudgeState.Key key : before.conditions().keySet()) {
        if (key.rule().equals(rule.name())) {
          Observation known = seen.remove(key.scope());
          Condition was = remaining.remove(key);
          if (known == null) {
            known = Observation.of(rule, key.scope(), Double.NaN, baselines);
          }
          if (step(key, was, known)) {
            places--;
          }
        }
      }
      for (Observation fresh : seen.values()) {
        if (!fresh.isBad()) {
          continue;
        }
        if (places == 0) {
          refused++;
        } else if (step(new JudgeState.Key(rule.name(), fresh.scope()), null, fresh)) {
          places--;
        }
      }
    }

    /** Whether the condition goes on. */
    private boolean step(JudgeState.Key key, Condition was, Observation seen) {
      Condition start = was == null ? Condition.unseen(evidence.epochMillis(), seen.worst()) : was;
      double recoverySeconds = flaps.recoverySeconds(key, seen.rule().recovery().seconds());
      Condition now = start.next(seen, stepMillis, recoverySeconds);
      if (now == null) {
        if (start.state() == Alert.State.FIRING) {
          report(key, start.severity(), Transition.To.RESOLVED, seen.value(), Wording.over(seen));
        }
        return false;
      }
      conditions.put(key, now);
      String message = Wording.beyond(seen, now);
      active.add(alert(seen.rule(), key.scope(), now, message));
      if (now.state() == Alert.State.FIRING) {
        learning.fires(key);
        if (start.state() != Alert.State.FIRING) {
          flaps = flaps.fired(key);
        }
      }
      if (was == null || was.state() != now.state()) {
        report(key, now.severity(), to(now.state()), now.value(), message);
      } else if (now.state() == Alert.State.FIRING && was.severity() != now.severity()) {
        report(key, now.severity(), Transition.To.FIRING, now.value(), message);
      }
      return true;
    }

    void dropRulesThatAreGone() {
      remaining.forEach(
          (key, was) -> {
            if (was.state() == Alert.State.FIRING) {
              report(
                  key,
                  was.severity(),
                  Transition.To.RESOLVED,
                  was.value(),
                  "The rule " + key.rule() + " is not judged any more");
            }
          });
    }

    private void report(
        JudgeState.Key key,
        Alert.Severity severity,
        Transition.To to,
        double value,
        String message) {
      totals.merge(new JudgeState.Tally(key.rule(), severity, to), 1L, Long::sum);
      transitions.add(
          new Transition(
              key.rule(), key.scope(), severity, to, message, value, evidence.epochMillis()));
    }

    private static Transition.To to(Alert.State state) {
      return state == Alert.State.FIRING ? Transition.To.FIRING : Transition.To.PENDING;
    }

    private static Alert alert(Rule rule, String scope, Condition now, String message) {
      return new Alert(
          rule.name(),
          scope,
          now.severity(),
          now.state(),
          rule.measure().metric(scope).name(),
          rule.levels().at(now.severity()),
          now.value(),
          message,
          now.sinceEpochMillis());
    }
  }
}
