package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.util.List;

/**
 * One threshold as data.
 *
 * @param name what settings, metrics and alerts call it
 * @param statistic of a latency; of no meaning for anything else
 * @param windowMillis how far back it looks
 * @param levels a value beyond one of them is an alert of that severity; infinite switches off
 * @param minimumCount fewer operations than this in the window say nothing; resources are not
 *     counted
 * @param holdSeconds how long the value must stay beyond a limit before the rule fires
 * @param dynamic how the levels follow what is usual
 */
public record Rule(
    String name,
    Measure measure,
    Statistic statistic,
    ScopePattern scope,
    long windowMillis,
    Comparison comparison,
    Levels levels,
    long minimumCount,
    double holdSeconds,
    Recovery recovery,
    Dynamic dynamic) {

  /** How far back rules look that do not say it. */
  public static final long WINDOW_MILLIS = 60_000;

  /** How long a value must stay beyond a limit of a rule that does not say it. */
  public static final double HOLD_SECONDS = 30;

  /**
   * The threads that serve requests of Tomcat and Jetty, as they call them: where tasks wait for
   * them all the time it is too much, while the queue of a batch is what it is for.
   */
  public static final ScopePattern SERVERS =
      new ScopePattern("http*-exec|ajp*-exec|tomcat-exec|catalina-exec|qtp");

  /** <i>Errors:</i> an {@link IllegalArgumentException} whose message names the rule. */
  public Rule {
    if (levels.mildest() == null) {
      throw new IllegalArgumentException(name + ": no limit");
    }
    for (Alert.Severity severity : Levels.SEVERITIES) {
      if (levels.at(severity) < 0) {
        throw new IllegalArgumentException(
            name + ": a limit must be 0 or more, not " + levels.at(severity));
      }
    }
    if (!levels.areInOrder(comparison)) {
      throw new IllegalArgumentException(
          name + ": a limit must not be milder than that of a lower severity");
    }
    if (minimumCount < 0) {
      throw new IllegalArgumentException(
          name + ": minimum-count must be 0 or more, not " + minimumCount);
    }
    requireDuration(name + ": hold", holdSeconds);
  }

  /** A rule whose levels stay what they are. */
  public Rule(
      String name,
      Measure measure,
      Statistic statistic,
      ScopePattern scope,
      long windowMillis,
      Comparison comparison,
      Levels levels,
      long minimumCount,
      double holdSeconds,
      Recovery recovery) {
    this(
        name,
        measure,
        statistic,
        scope,
        windowMillis,
        comparison,
        levels,
        minimumCount,
        holdSeconds,
        recovery,
        Dynamic.OFF);
  }

  /** The rules of an agent nobody has configured, in the order they are shown. */
  public static List<Rule> defaults() {
    return List.of(
        rule("http-latency-p95", Measure.HTTP_LATENCY, 2, 5, 20),
        rule("http-error-rate", Measure.HTTP_ERROR_RATE, 0.1, 0.2, 20),
        rule("db-latency-p95", Measure.DB_LATENCY, 0.5, 2, 100),
        rule("cache-miss-rate", Measure.CACHE_MISS_RATE, 0.3, 0.5, 100),
        rule("pool-pending", Measure.POOL_PENDING, 0.2, 1, 1),
        rule("executor-queued", Measure.EXECUTOR_QUEUED, 0.2, 1, 1).about(SERVERS),
        rule("executor-refused", Measure.EXECUTOR_REFUSED, 0.05, 0.2, 100),
        rule("heap-after-gc", Measure.HEAP_AFTER_GC, 0.9, 0.95, 1),
        rule("container-memory", Measure.CONTAINER_MEMORY, 0.9, 0.95, 1),
        rule("cpu", Measure.CPU, 0.8, 0.9, 1));
  }

  /** A rule for each scope and all of them, with a warning and a critical limit. */
  public static Rule rule(
      String name, Measure measure, double warning, double critical, long minimumCount) {
    return new Rule(
        name,
        measure,
        Statistic.P95,
        ScopePattern.EVERY,
        WINDOW_MILLIS,
        measure.comparison(),
        Levels.of(warning, critical),
        minimumCount,
        HOLD_SECONDS,
        new Recovery(0.9, HOLD_SECONDS));
  }

  /**
   * The same rule with what somebody has set. To recover takes as long as to fire.
   *
   * @param recoveryRatio the part of a limit below which an alert ends
   */
  public Rule with(
      double newWarning,
      double newCritical,
      long newMinimumCount,
      double newHoldSeconds,
      double recoveryRatio) {
    if (!(newWarning >= 0) || !(newCritical >= 0)) {
      throw new IllegalArgumentException(name + ": a limit must be 0 or more");
    }
    return new Rule(
        name,
        measure,
        statistic,
        scope,
        windowMillis,
        comparison,
        levels.with(newWarning, newCritical, comparison),
        newMinimumCount,
        newHoldSeconds,
        new Recovery(recoveryRatio, newHoldSeconds),
        dynamic);
  }

  /** The same rule over another window. */
  public Rule over(long newWindowMillis) {
    return new Rule(
        name,
        measure,
        statistic,
        scope,
        newWindowMillis,
        comparison,
        levels,
        minimumCount,
        holdSeconds,
        recovery,
        dynamic);
  }

  /** The same rule about other scopes. */
  public Rule about(ScopePattern newScope) {
    return new Rule(
        name,
        measure,
        statistic,
        newScope,
        windowMillis,
        comparison,
        levels,
        minimumCount,
        holdSeconds,
        recovery,
        dynamic);
  }

  /** The same rule, following what is usual in another way. */
  public Rule with(Dynamic newDynamic) {
    return new Rule(
        name,
        measure,
        statistic,
        scope,
        windowMillis,
        comparison,
        levels,
        minimumCount,
        holdSeconds,
        recovery,
        newDynamic);
  }

  /**
   * The same rule with its levels moved to what was learned. What is usual is always clear, unless
   * it is beyond the ceiling.
   *
   * @param limit where the mildest level should be; NaN where nothing was learned
   */
  Rule movedTo(double limit, double usual) {
    boolean isShare = measure.unit() == Measure.Unit.RATIO;
    double mildest = levels.at(levels.mildest());
    double factor = dynamic.factor(mildest, limit, comparison, isShare);
    if (factor == 1) {
      return this;
    }
    double newMildest = Dynamic.moved(mildest, factor, isShare);
    double clear = Dynamic.moved(recovery.clearLevel(), factor, isShare);
    double own = Double.isNaN(clear) ? comparison.eased(newMildest, recovery.clearRatio()) : clear;
    double halfway = (newMildest + usual) / 2;
    if (!comparison.isBeyond(usual, newMildest) && comparison.isBeyond(halfway, own)) {
      clear = halfway;
    }
    return new Rule(
        name,
        measure,
        statistic,
        scope,
        windowMillis,
        comparison,
        new Levels(
            Dynamic.moved(levels.low(), factor, isShare),
            Dynamic.moved(levels.medium(), factor, isShare),
            Dynamic.moved(levels.high(), factor, isShare),
            Dynamic.moved(levels.critical(), factor, isShare)),
        minimumCount,
        holdSeconds,
        new Recovery(recovery.clearRatio(), clear, recovery.seconds()),
        dynamic);
  }

  /**
   * A number of this rule as sentences have it, such as {@code 0.45 s}.
   *
   * @param value not NaN
   */
  public String quantity(double value) {
    return Wording.quantity(this, value);
  }

  boolean isBeyond(Alert.Severity severity, double value) {
    return comparison.isBeyond(value, levels.at(severity));
  }

  /** A value nobody can see counts as recovered, or an alert would outlive its route. */
  boolean isClear(Alert.Severity severity, double value) {
    double limit = levels.at(severity);
    boolean ownLevel = severity == levels.mildest() && !Double.isNaN(recovery.clearLevel());
    double clear =
        ownLevel ? recovery.clearLevel() : comparison.eased(limit, recovery.clearRatio());
    return !comparison.isBeyond(value, clear);
  }

  static void requireDuration(String what, double seconds) {
    if (!(seconds >= 0 && seconds <= 86_400)) {
      throw new IllegalArgumentException(what + " must be between 0 s and 1 day, not " + seconds);
    }
  }
}
