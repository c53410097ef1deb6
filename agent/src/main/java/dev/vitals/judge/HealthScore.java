package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One number for how the process is: 100 is as good as can be, 0 as bad as rules can say.
 *
 * <p>Five parts, each with a weight; a part without evidence takes no part. Within one, the worst
 * observation of the rules that belong to it counts: nothing is lost up to half of its mildest
 * limit, half of the part is lost at that limit, and all of it at the critical one or, where there
 * is none, at twice the mildest. In between it falls in straight lines, so a worse value never
 * gives a better score. The last part falls with what fires: 10 points of 100 for each low, 25 for
 * each medium, 50 for each high and 100 for each critical alert.
 *
 * @param score from 0 to 100
 * @param parts in the order of {@link Part}
 */
public record HealthScore(double score, List<Line> parts) {
  public HealthScore {
    parts = List.copyOf(parts);
  }

  /** What the score is made of. */
  public enum Part {
    LATENCY("latency", 25),
    ERRORS("errors", 25),
    RESOURCES("resources", 20),
    CACHES("caches", 10),
    ALERTS("alerts", 20);

    private final String word;
    private final double weight;

    Part(String word, double weight) {
      this.word = word;
      this.weight = weight;
    }

    public String word() {
      return word;
    }

    public double weight() {
      return weight;
    }

    static Part of(Measure measure) {
      return switch (measure) {
        case HTTP_LATENCY, DB_LATENCY, POOL_WAIT, EXECUTOR_WAIT, EXECUTOR_RUN -> LATENCY;
        case HTTP_ERROR_RATE, DB_ERROR_RATE, EXECUTOR_REFUSED, EXECUTOR_FAILED -> ERRORS;
        case POOL_UTILISATION, POOL_PENDING, EXECUTOR_UTILISATION, EXECUTOR_QUEUED -> RESOURCES;
        case HEAP_AFTER_GC, CONTAINER_MEMORY, CPU, DISK, TIME_TO_FULL -> RESOURCES;
        case CACHE_HIT_RATE, CACHE_MISS_RATE -> CACHES;
        case HTTP_THROUGHPUT, DB_THROUGHPUT -> null;
      };
    }
  }

  /**
   * What one part gives.
   *
   * @param score from 0 to 100
   * @param reason one sentence; empty where nothing is lost
   */
  public record Line(Part part, double score, String reason) {}

  static HealthScore of(List<Rule> rules, Evidence evidence, List<Alert> active) {
    return of(rules, evidence, Baselines.EMPTY, active);
  }

  /**
   * @param baselines move the limits of dynamic rules
   */
  static HealthScore of(
      List<Rule> rules, Evidence evidence, Baselines baselines, List<Alert> active) {
    Map<Part, Line> worst = new LinkedHashMap<>();
    for (Rule rule : rules) {
      Part part = Part.of(rule.measure());
      if (part == null) {
        continue;
      }
      for (Observation seen : Observations.of(rule, evidence, baselines).values()) {
        if (!Double.isNaN(seen.value())) {
          double score = 100 * (1 - badness(seen.rule(), seen.value()));
          Line before = worst.get(part);
          if (before == null || score < before.score()) {
            worst.put(part, new Line(part, score, score == 100 ? "" : Wording.now(seen)));
          }
        }
      }
    }
    worst.put(Part.ALERTS, alerts(active));
    double weights = 0;
    double sum = 0;
    List<Line> lines = new ArrayList<>();
    for (Part part : Part.values()) {
      Line line = worst.get(part);
      if (line != null) {
        lines.add(line);
        weights += part.weight();
        sum += part.weight() * line.score();
      }
    }
    return new HealthScore(sum / weights, lines);
  }

  /** From 0 to 1, never less for a worse value. */
  static double badness(Rule rule, double value) {
    double mildest = rule.levels().at(rule.levels().mildest());
    double critical = rule.levels().critical();
    boolean isOff =
        Double.isInfinite(mildest) || mildest == 0 && rule.comparison() == Comparison.BELOW;
    if (isOff) {
      return 0;
    }
    boolean isAbove = rule.comparison() == Comparison.ABOVE;
    double good = isAbove ? mildest / 2 : (mildest + best(rule)) / 2;
    boolean hasWorst =
        !Double.isNaN(critical) && !Double.isInfinite(critical) && critical != mildest;
    double worst = hasWorst ? critical : isAbove ? 2 * mildest : 0;
    // Where the limit is the best or the worst there is, nothing lies on the way to it.
    double passed = rule.comparison().isBeyond(value, mildest) ? 1 : 0;
    double toLimit = good == mildest ? passed : share(value, good, mildest);
    double toWorst = mildest == worst ? passed : share(value, mildest, worst);
    return 0.5 * toLimit + 0.5 * toWorst;
  }

  private static double best(Rule rule) {
    return rule.measure().unit() == Measure.Unit.RATIO
        ? 1
        : 2 * rule.levels().at(rule.levels().mildest());
  }

  /** How far a value is on its way, from 0 to 1. */
  private static double share(double value, double from, double to) {
    return Math.max(0, Math.min(1, (value - from) / (to - from)));
  }

  private static Line alerts(List<Alert> active) {
    double lost = 0;
    int firing = 0;
    for (Alert alert : active) {
      if (alert.state() == Alert.State.FIRING) {
        firing++;
        lost +=
            switch (alert.severity()) {
              case LOW -> 10;
              case MEDIUM -> 25;
              case HIGH -> 50;
              case CRITICAL -> 100;
            };
      }
    }
    String reason =
        firing == 0 ? "" : firing == 1 ? "One alert is firing" : firing + " alerts are firing";
    return new Line(Part.ALERTS, Math.max(0, 100 - lost), reason);
  }
}
