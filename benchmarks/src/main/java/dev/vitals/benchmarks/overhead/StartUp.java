package dev.vitals.benchmarks.overhead;

import java.util.List;
import java.util.Map;

/**
 * Time and processor time to the first good answer of the shop, and what is resident a moment
 * later.
 */
final class StartUp implements Experiment {
  private static final double SETTLE_SECONDS = 2;

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String about() {
    return "The shop from the start of the JVM to its first good answer, on all processors;"
        + " resident memory and threads two seconds later.";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("wall_seconds", "wall s", 1, 2),
        new Column("cpu_seconds", "CPU s", 1, 2),
        new Column("resident_bytes", "resident MB", 1e6, 0),
        new Column("threads", "threads", 1, 0),
        new Column("jar_bytes", "jar MB", 1e6, 1));
  }

  @Override
  public int rounds() {
    return 20;
  }

  @Override
  public boolean pinned() {
    return false;
  }

  @Override
  public void measure(
      Setup setup, Variant variant, int round, Map<String, Double> values, List<String> problems)
      throws Exception {
    try (Subject subject = Subject.start(setup, Application.SHOP, variant, false)) {
      values.put("wall_seconds", subject.startSeconds());
      values.put("cpu_seconds", subject.startCpuSeconds());
      Thread.sleep((long) (SETTLE_SECONDS * 1e3));
      values.put("resident_bytes", Proc.residentBytes(subject.pid()));
      List<String> threads = Proc.threads(subject.pid());
      values.put("threads", (double) threads.size());
      if (variant == Variant.VITALS) {
        values.put("own_threads", (double) threads.stream().filter(StartUp::isOwn).count());
      }
      values.put("jar_bytes", setup.agents().jarBytes(variant));
      if (round == 1) {
        subject.prove(values, problems);
      }
    }
  }

  /** Threads of Vitals without those of the HTTP server. */
  private static boolean isOwn(String thread) {
    return thread.startsWith("vitals-") && !thread.startsWith("vitals-http");
  }
}
