package dev.vitals.benchmarks.overhead;

import java.util.List;
import java.util.Map;

/** What an application costs that nobody asks for anything. */
final class Idle implements Experiment {
  private static final double QUIET_SECONDS = 20;
  private static final double WINDOW_SECONDS = 60;
  private static final int KEYS = 500;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String about() {
    return "The Tomcat of slope after some work, left alone: how much of one core the process uses, and the threads of"
        + " Vitals in it.";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("process_cores", "process, % of a core", 0.01, 3),
        new Column("own_cores", "agent's threads, %", 0.01, 3));
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        Variant.NONE, Variant.VITALS, Variant.OTEL, Variant.OTEL_SCOPED, Variant.ELASTIC);
  }

  @Override
  public int rounds() {
    return 3;
  }

  @Override
  public void measure(
      Setup setup, Variant variant, int round, Map<String, Double> values, List<String> problems)
      throws Exception {
    try (Subject subject = Subject.start(setup, Application.SLOPE, variant, true)) {
      subject.noted(subject.load(Wire.get("/load/keys/" + KEYS)).count(50));
      subject.prove(values, problems);
      Thread.sleep((long) (QUIET_SECONDS * 1e3));
      Map<String, Long> all = Proc.threadNanos(subject.pid(), thread -> true);
      Map<String, Long> own = Proc.threadNanos(subject.pid(), Idle::isOwn);
      Thread.sleep((long) (WINDOW_SECONDS * 1e3));
      values.put(
          "process_cores",
          Proc.secondsSince(all, Proc.threadNanos(subject.pid(), thread -> true)) / WINDOW_SECONDS);
      if (variant == Variant.VITALS) {
        values.put(
            "own_cores",
            Proc.secondsSince(own, Proc.threadNanos(subject.pid(), Idle::isOwn)) / WINDOW_SECONDS);
      }
    }
  }

  private static boolean isOwn(String thread) {
    return thread.startsWith("vitals-");
  }
}
