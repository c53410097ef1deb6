package dev.vitals.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Supplier;

/**
 * What is usual for the numbers that dynamic rules look at, by rule and scope. Immutable.
 *
 * <p>Of each quarter of an hour the median of what was looked at is learned; nothing of one in
 * which the clock leapt, or an alert of that rule and scope was firing that has not been for longer
 * than a day. Time is counted in quarters of an hour that were lived through, so a clock that leaps
 * forgets nothing.
 *
 * <p><i>Threads:</i> any. <i>Cost:</i> {@value #MAXIMUM_SCOPES} scopes at most, eleven kilobytes
 * each when two weeks are known. At the end of a quarter of an hour all are sorted.
 */
public final class Baselines {
  static final long QUARTER_MILLIS = 900_000;
  static final int MAXIMUM_SCOPES = 200;
  static final int MAXIMUM_SCOPES_PER_RULE = 100;

  /** Before the first look. */
  static final long NEVER = Long.MIN_VALUE;

  /** Nothing known yet. */
  public static final Baselines EMPTY = new Baselines(Map.of(), NEVER, NEVER, 0, 0);

  private static final long HALF_HOUR_MILLIS = 1_800_000;
  private static final int FEWEST_LOOKS = 5;

  private final Map<JudgeState.Key, Known> known;
  private final long epochMillis;
  private final long sampledMillis;
  private final long quarters;
  private final int refused;

  /**
   * @param epochMillis of the newest look
   * @param sampledMillis of the newest look that is remembered
   * @param quarters that have ended
   * @param refused numbers that found no place at that look
   */
  Baselines(
      Map<JudgeState.Key, Known> known,
      long epochMillis,
      long sampledMillis,
      long quarters,
      int refused) {
    this.known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
    this.epochMillis = epochMillis;
    this.sampledMillis = sampledMillis;
    this.quarters = quarters;
    this.refused = refused;
  }

  /**
   * What is kept of one number over a restart.
   *
   * @param subject what it is a number of
   * @param ageQuarters how many quarters of an hour ended since it was learned last
   */
  public record Entry(
      String rule, String scope, String subject, long ageQuarters, Baseline baseline) {
    /** <i>Errors:</i> an {@link IllegalArgumentException} for an age that none can have. */
    public Entry {
      if (ageQuarters < 0) {
        throw new IllegalArgumentException("nothing is learned before it is seen");
      }
    }
  }

  /**
   * How one number is followed.
   *
   * @param rule with the levels that hold for this scope now
   * @param usual NaN while learning
   * @param error see {@link Baseline#meanError}
   */
  public record Line(
      Rule rule, String scope, boolean isLearning, long quarters, double usual, double error) {}

  /** What was kept; of too many the first count. */
  public static Baselines of(List<Entry> entries) {
    Map<JudgeState.Key, Known> known = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (known.size() < MAXIMUM_SCOPES || entry.scope().equals(Observations.OVERALL)) {
        known.put(
            new JudgeState.Key(entry.rule(), entry.scope()),
            Known.of(entry.subject(), entry.baseline(), -entry.ageQuarters()));
      }
    }
    return new Baselines(known, NEVER, NEVER, 0, 0);
  }

  /** All of which something was learned. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<JudgeState.Key, Known> entry : known.entrySet()) {
      Known each = entry.getValue();
      if (each.baseline().learned() > 0) {
        JudgeState.Key key = entry.getKey();
        long age = quarters - each.learnedAt();
        entries.add(new Entry(key.rule(), key.scope(), each.subject(), age, each.baseline()));
      }
    }
    return entries;
  }

  /** How many quarters of an hour have ended: as long as it is the same, so are the entries. */
  public long quarters() {
    return quarters;
  }

  /** The numbers of these rules that are followed, in the order they came. */
  public List<Line> lines(List<Rule> rules) {
    Map<String, Rule> byName = new LinkedHashMap<>();
    for (Rule rule : rules) {
      byName.put(rule.name(), rule);
    }
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<JudgeState.Key, Known> entry : known.entrySet()) {
      Rule rule = byName.get(entry.getKey().rule());
      String scope = entry.getKey().scope();
      Known each = rule == null ? null : known(rule, scope);
      if (each != null) {
        Baseline baseline = each.baseline();
        lines.add(
            new Line(
                moved(rule, each),
                scope,
                baseline.isLearning(),
                baseline.learned(),
                each.now().middle(),
                baseline.meanError()));
      }
    }
    return lines;
  }

  /** The rule with the levels that hold for this scope now. */
  Rule effective(Rule rule, String scope) {
    Known each = known(rule, scope);
    return each == null ? rule : moved(rule, each);
  }

  /** What is usual now; NaN where it is not known. */
  double usual(Rule rule, String scope) {
    Known each = known(rule, scope);
    return each == null ? Double.NaN : each.now().middle();
  }

  /**
   * The same at the time of the next look. Where a quarter of an hour is over, it is learned.
   *
   * @param zoneOfDay whose hours of the day count; asked when something was learned
   * @param intervalMillis from one look to the next
   * @param longestStepMillis more than this between two looks is a leap
   */
  Baselines at(
      long nowMillis, Supplier<TimeZone> zoneOfDay, long intervalMillis, long longestStepMillis) {
    boolean isFirst = epochMillis == NEVER;
    boolean hasLeapt =
        !isFirst && (nowMillis < epochMillis || nowMillis - epochMillis > longestStepMillis);
    boolean isOver =
        !isFirst
            && !hasLeapt
            && Math.floorDiv(nowMillis, QUARTER_MILLIS)
                != Math.floorDiv(epochMillis, QUARTER_MILLIS);
    if (!isFirst && !hasLeapt && !isOver) {
      return this;
    }
    long ended = isOver ? quarters + 1 : quarters;
    if (known.isEmpty()) {
      return new Baselines(known, nowMillis, NEVER, ended, refused);
    }
    TimeZone zone = zoneOfDay.get();
    long shown = nowMillis + zone.getOffset(nowMillis);
    int hour = hour(shown);
    // Half an hour to this side or the other is in the hour that is near.
    boolean isFirstHalf = Math.floorMod(shown, 2 * HALF_HOUR_MILLIS) < HALF_HOUR_MILLIS;
    int nearHour = hour(isFirstHalf ? shown - HALF_HOUR_MILLIS : shown + HALF_HOUR_MILLIS);
    int fewest = (int) Math.max(1, Math.min(FEWEST_LOOKS, QUARTER_MILLIS / intervalMillis / 3));
    Map<JudgeState.Key, Known> next = new LinkedHashMap<>();
    for (Map.Entry<JudgeState.Key, Known> entry : known.entrySet()) {
      Known each = entry.getValue();
      if (isOver) {
        each = each.learned(hour(epochMillis + zone.getOffset(epochMillis)), fewest, ended);
      }
      if (!each.isForgotten(ended)) {
        next.put(entry.getKey(), each.at(hour, nearHour));
      }
    }
    return new Baselines(next, nowMillis, NEVER, ended, refused);
  }

  Map<JudgeState.Key, Known> known() {
    return known;
  }

  long sampledMillis() {
    return sampledMillis;
  }

  int refused() {
    return refused;
  }

  /** The same after a look; {@link Learning} knows what was seen. */
  Baselines after(
      Map<JudgeState.Key, Known> nowKnown, long nowMillis, long newSampledMillis, int nowRefused) {
    return new Baselines(nowKnown, nowMillis, newSampledMillis, quarters, nowRefused);
  }

  /** What a number is a number of. */
  static String subject(Rule rule) {
    String statistic = rule.measure().isLatency() ? ' ' + rule.statistic().word() : "";
    return rule.measure().key() + statistic + ' ' + rule.windowMillis();
  }

  private Known known(Rule rule, String scope) {
    if (!rule.dynamic().isOn()) {
      return null;
    }
    Known each = known.get(new JudgeState.Key(rule.name(), scope));
    return each == null || !each.subject().equals(subject(rule)) ? null : each;
  }

  private static Rule moved(Rule rule, Known each) {
    double limit = each.limit(rule.comparison(), rule.dynamic().deviations());
    return rule.movedTo(limit, each.now().middle());
  }

  private static int hour(long shownMillis) {
    return (int) Math.floorMod(Math.floorDiv(shownMillis, 2 * HALF_HOUR_MILLIS), 24L);
  }
}
