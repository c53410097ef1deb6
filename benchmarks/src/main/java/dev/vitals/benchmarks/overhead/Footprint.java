package dev.vitals.benchmarks.overhead;

import java.util.List;
import java.util.Map;

/** What lives in the heap and in memory once an agent knows many statements. */
final class Footprint implements Experiment {
  private static final int KEYS = 500;
  private static final int REQUESTS = 200;
  private static final long SETTLE_MILLIS = 20_000;

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public String about() {
    return "The Tomcat of slope after statements on as many tables as a series budget has to bear, a scrape, 20 seconds of"
        + " rest and a full collection.";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("live_heap_bytes", "live heap MB", 1e6, 2),
        new Column("resident_bytes", "resident MB", 1e6, 0),
        new Column("threads", "threads", 1, 0));
  }

  @Override
  public int rounds() {
    return 5;
  }

  @Override
  public void measure(
      Setup setup, Variant variant, int round, Map<String, Double> values, List<String> problems)
      throws Exception {
    HeapLog heap = new HeapLog();
    try (Subject subject = Subject.start(setup, Application.SLOPE, variant, true, heap.option())) {
      subject.noted(subject.load(Wire.get("/load/keys/" + KEYS)).count(REQUESTS));
      subject.prove(values, problems);
      if (variant == Variant.VITALS) {
        values.put("lines", (double) Scrape.of(subject.metricsPort()).lines());
      }
      // What an agent keeps for the start is let go of some time after it.
      Thread.sleep(SETTLE_MILLIS);
      values.put("threads", (double) Proc.threads(subject.pid()).size());
      values.put("resident_bytes", Proc.residentBytes(subject.pid()));
      subject.collect();
      subject.collect();
      values.put("live_heap_bytes", heap.mark().liveBytes());
    } finally {
      heap.delete();
    }
  }
}
