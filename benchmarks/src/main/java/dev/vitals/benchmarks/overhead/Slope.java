package dev.vitals.benchmarks.overhead;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one more statement of a request, one more wrapper around it and one more read of a cache
 * cost, all threads of the process together: the slope of a line through requests with more and
 * more of them.
 */
final class Slope implements Experiment {
  private static final int PASSES = 2;
  private static final double WARM_UP_SECONDS = 1.5;
  private static final double LONGEST_WARM_UP_SECONDS = 90;
  private static final long PAUSE_MILLIS = 300;
  private static final double WARM_UP_RATE = 1_000;
  private static final double WINDOW_SECONDS = 3;
  private static final double RATE = 500;
  private static final int WRAPPED = 50;
  private static final List<Integer> STATEMENTS = List.of(0, 50, 200);
  private static final List<Integer> GETS = List.of(0, 200, 1_000);
  private static final List<Variant> WITH_CACHES =
      List.of(Variant.NONE, Variant.NONE_AGAIN, Variant.VITALS);

  @Override
  public String name() {
    return "slope";
  }

  @Override
  public String about() {
    return "A bare Tomcat on one processor, its load at a fixed rate on the other, and a driver and a cache that do next to nothing: CPU time"
        + " of the whole process (without its compilers, which are warm) for a request as a line over the number of statements (prepared, executed, read,"
        + " closed) or reads of a cache in it. *Wrapped* is a statement within nine wrappers, as pools and proxies make"
        + " them.";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("request_seconds", "request µs", 1e-6, 1),
        new Column("statement_seconds", "statement ns", 1e-9, 0),
        new Column("wrapped_seconds", "wrapped ns", 1e-9, 0),
        new Column("get_seconds", "cache read ns", 1e-9, 1),
        new Column("requests_seen_share", "reported, % of requests", 0.01, 1));
  }

  @Override
  public List<Variant> variants() {
    return Variant.UNDER_LOAD;
  }

  @Override
  public int rounds() {
    return 5;
  }

  @Override
  public void measure(
      Setup setup, Variant variant, int round, Map<String, Double> values, List<String> problems)
      throws Exception {
    Map<String, Load> loads = new LinkedHashMap<>();
    try (Subject subject = Subject.start(setup, Application.SLOPE, variant, true)) {
      for (int times : STATEMENTS) {
        loads.put("statements/" + times, load(subject, "statements", times));
      }
      loads.put("nested/" + WRAPPED, load(subject, "nested", WRAPPED));
      if (WITH_CACHES.contains(variant)) {
        for (int times : GETS.subList(1, GETS.size())) {
          loads.put("gets/" + times, load(subject, "gets", times));
        }
      }
      subject.warmUp(
          LONGEST_WARM_UP_SECONDS,
          () -> {
            for (Load load : loads.values()) {
              subject.noted(load.atRate(WARM_UP_RATE, WARM_UP_SECONDS));
            }
          },
          values);
      List<Map.Entry<String, Load>> order = new ArrayList<>(loads.entrySet());
      Map<String, double[]> sums = new LinkedHashMap<>();
      for (int pass = 0; pass < PASSES; pass++) {
        for (Map.Entry<String, Load> each : order) {
          double[] sum = sums.computeIfAbsent(each.getKey(), fresh -> new double[2]);
          Map<String, Long> before = running(subject);
          Load.Outcome outcome = subject.noted(each.getValue().atRate(RATE, WINDOW_SECONDS));
          sum[0] += Proc.secondsSince(before, running(subject));
          sum[1] += outcome.answered();
          Thread.sleep(PAUSE_MILLIS);
        }
        Collections.reverse(order);
      }
      sums.forEach((work, sum) -> values.put("seconds_per_request " + work, sum[0] / sum[1]));
      values.put("request_seconds", values.get("seconds_per_request statements/0"));
      values.put("statement_seconds", slope(values, "statements", STATEMENTS));
      values.put(
          "wrapped_seconds",
          (values.get("seconds_per_request nested/" + WRAPPED) - values.get("request_seconds"))
              / WRAPPED);
      if (WITH_CACHES.contains(variant)) {
        values.put("seconds_per_request gets/0", values.get("request_seconds"));
        values.put("get_seconds", slope(values, "gets", GETS));
      }
      subject.prove(values, problems);
    }
  }

  /** All threads but the compilers', which will be done one day. */
  private static Map<String, Long> running(Subject subject) {
    return Proc.threadNanos(subject.pid(), thread -> !Proc.isCompiler(thread));
  }

  private static Load load(Subject subject, String work, int times) {
    return subject.load(Wire.get("/load/" + work + "/" + times));
  }

  /** Least squares. */
  private static double slope(Map<String, Double> values, String work, List<Integer> counts) {
    List<Double> seconds = new ArrayList<>();
    for (int count : counts) {
      seconds.add(values.get("seconds_per_request " + work + "/" + count));
    }
    double meanCount = counts.stream().mapToDouble(Integer::doubleValue).average().orElseThrow();
    double meanSeconds = seconds.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (int index = 0; index < counts.size(); index++) {
      double distance = counts.get(index) - meanCount;
      above += distance * (seconds.get(index) - meanSeconds);
      below += distance * distance;
    }
    return above / below;
  }
}
