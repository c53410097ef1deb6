package dev.vitals.benchmarks.overhead;

import java.util.List;
import java.util.Map;

/**
 * A million short virtual threads through woven code, and as many tasks on a few pooled threads.
 */
final class VirtualThreads implements Experiment {
  private static final int TASKS = 1_000_000;
  private static final int WARM_UP_TASKS = 200_000;

  @Override
  public String name() {
    return "virtual-threads";
  }

  @Override
  public String about() {
    return "A servlet with statements in it, called a million times at a fixed pace: each time on a virtual thread of its own,"
        + " or on pooled platform threads. CPU of the process for a task, and by how much the live heap grew"
        + " over the virtual ones.";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("platform_seconds_per_task", "platform µs", 1e-6, 2),
        new Column("virtual_seconds_per_task", "virtual µs", 1e-6, 2),
        new Column("virtual_wall_seconds", "wall s of all", 1, 1),
        new Column("live_heap_growth_bytes", "growth KB", 1e3, 0));
  }

  @Override
  public List<Variant> variants() {
    return List.of(Variant.NONE, Variant.NONE_AGAIN, Variant.VITALS);
  }

  @Override
  public int since() {
    return 21;
  }

  @Override
  public int rounds() {
    return 5;
  }

  @Override
  public boolean pinned() {
    return false;
  }

  @Override
  public void measure(
      Setup setup, Variant variant, int round, Map<String, Double> values, List<String> problems)
      throws Exception {
    HeapLog heap = new HeapLog();
    try (Subject subject = Subject.start(setup, Application.SLOPE, variant, false, heap.option())) {
      run(subject, "platform", WARM_UP_TASKS);
      run(subject, "virtual", WARM_UP_TASKS);
      values.put("platform_seconds_per_task", run(subject, "platform", TASKS));
      subject.collect();
      double liveBytes = heap.mark().liveBytes();
      long startNanos = System.nanoTime();
      values.put("virtual_seconds_per_task", run(subject, "virtual", TASKS));
      values.put("virtual_wall_seconds", (System.nanoTime() - startNanos) / 1e9);
      subject.collect();
      values.put("live_heap_growth_bytes", heap.mark().liveBytes() - liveBytes);
      subject.prove(values, problems);
    } finally {
      heap.delete();
    }
  }

  /** CPU of the process for one task. */
  private static double run(Subject subject, String kind, int tasks) throws Exception {
    double cpuSeconds = subject.cpuSeconds();
    subject.noted(subject.load(Wire.get("/load/" + kind + "-threads/" + tasks)).count(1));
    subject.expect(tasks);
    return (subject.cpuSeconds() - cpuSeconds) / tasks;
  }
}
