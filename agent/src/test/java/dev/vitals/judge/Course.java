package dev.vitals.judge;

import dev.vitals.exporter.model.OperationWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;

/** Days of a made-up number, looked at once a minute, and what a judge makes of it. */
final class Course {
  /** The start of a day in UTC. */
  static final long START = 1_795_219_200_000L;

  static final String SCOPE = "/a";
  private static final long MINUTE = 60_000;
  private static final int MINUTES_PER_DAY = 1_440;

  final List<String> changes = new ArrayList<>();
  private final Judge judge;
  private JudgeState state = JudgeState.EMPTY;
  private Judgement last;
  private long nowMillis = START;

  Course(Rule rule) {
    this(rule, TimeZone.getTimeZone("UTC"));
  }

  Course(Rule rule, TimeZone zone) {
    judge = new Judge(List.of(rule), MINUTE, () -> zone);
  }

  /** What the number is. */
  interface Signal {
    /** NaN where it is not seen. */
    double at(int day, double hour);
  }

  /** Goes on for so many days. */
  Course days(double days, Signal signal) {
    for (int left = (int) Math.round(days * MINUTES_PER_DAY); left > 0; left--) {
      long minutes = (nowMillis - START) / MINUTE;
      int day = (int) (minutes / MINUTES_PER_DAY);
      look(signal.at(day, minutes % MINUTES_PER_DAY / 60.0));
    }
    return this;
  }

  Course hours(double hours, Signal signal) {
    return days(hours / 24, signal);
  }

  /** One look; a minute passes. */
  void look(double value) {
    look(
        Double.isNaN(value)
            ? Timeline.operations()
            : Timeline.operations(Timeline.http(SCOPE, 50, 0, value)));
  }

  void look(OperationWindow... windows) {
    look(Timeline.operations(windows));
  }

  void look(Evidence seen) {
    last = judge.evaluate(state, new Evidence(nowMillis, seen.windows(), seen.resources()));
    state = last.state();
    for (Transition change : last.transitions()) {
      if (change.to() != Transition.To.PENDING) {
        changes.add(change.to() + " " + change.severity() + " " + change.scope());
      }
    }
    nowMillis += MINUTE;
  }

  /** The clock shows another time from now on. */
  void leap(long millis) {
    nowMillis += millis;
  }

  /** What an earlier run learned comes in. */
  void know(Baselines baselines) {
    state = state.knowing(baselines);
  }

  Judgement last() {
    return last;
  }

  Baselines baselines() {
    return state.baselines();
  }

  /** What is known of the one scope. */
  Baseline baseline() {
    return baselines().entries().get(0).baseline();
  }

  /** The warning limit that holds now. */
  double warning(Rule rule) {
    return baselines().effective(rule, SCOPE).levels().medium();
  }
}
