package dev.vitals.history;

import dev.vitals.judge.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long until resources are full if they go on as they do. Each is seen twice, the last two
 * hours by minutes and the last day by ten minutes; the shorter time counts. It keeps what it needs
 * itself, in memory, so that nobody reads a disk for it.
 *
 * <p><i>Threads:</i> one. <i>Cost:</i> once a minute a trend of each of {@value #MOST_RESOURCES}.
 */
public final class Forecast {
  static final int MOST_RESOURCES = 20;

  private static final double SECONDS_PER_HOUR = 3_600;

  private final Map<String, Views> resources = new HashMap<>();

  private record Views(FillingView hours, FillingView day) {}

  /**
   * What can be said of resources that fill.
   *
   * @param steadyMillis on a clock that nobody sets
   * @param levels how full each is now, from 0 to 1; who is missing begins anew
   */
  public List<Evidence.Filling> look(long steadyMillis, Map<String, Double> levels) {
    resources.keySet().retainAll(levels.keySet());
    List<Evidence.Filling> fillings = new ArrayList<>();
    for (Map.Entry<String, Double> each : levels.entrySet()) {
      if (resources.size() < MOST_RESOURCES) {
        resources.computeIfAbsent(each.getKey(), resource -> views());
      }
      Views views = resources.get(each.getKey());
      if (views != null) {
        double hours = views.hours().hoursLeft(steadyMillis, each.getValue());
        double day = views.day().hoursLeft(steadyMillis, each.getValue());
        double left = Double.isNaN(hours) || day < hours ? day : hours;
        if (!Double.isNaN(left)) {
          fillings.add(new Evidence.Filling(each.getKey(), left * SECONDS_PER_HOUR));
        }
      }
    }
    return fillings;
  }

  private static Views views() {
    return new Views(new FillingView(60_000, 120), new FillingView(600_000, 144));
  }
}
