package dev.vitals.benchmarks.overhead;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shop under load: in its first minute, when compilers are busy too, and when it has settled.
 */
final class Shop implements Experiment {
  private static final double FIRST_SECONDS = 60;
  private static final double FIRST_RATE = 50;
  static final double WARM_UP_SECONDS = 5;
  static final double LONGEST_WARM_UP_SECONDS = 120;
  private static final double WINDOW_SECONDS = 30;
  private static final double RATE_SECONDS = 10;
  private static final double RATE = 200;

  @Override
  public String name() {
    return "shop";
  }

  @Override
  public String about() {
    return "The shop on one processor, its load on the other: CPU of a request and the 99th percentile of the response time at"
        + " a fixed rate in the first minute after the start; then, settled, CPU and allocated bytes of a request and the"
        + " throughput when each answer is followed by the next request, the 99th percentile at a fixed rate, and what"
        + " is resident in the end. Response times count from when a request was due.";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("first_minute_cpu_seconds_per_request", "first minute: CPU µs", 1e-6, 0),
        new Column("first_minute_p99_seconds", "p99 ms", 1e-3, 1),
        new Column("steady_cpu_seconds_per_request", "settled: CPU µs", 1e-6, 1),
        new Column("allocated_bytes_per_request", "allocated B", 1, 0),
        new Column("requests_per_second", "requests/s", 1, 0),
        new Column("steady_p99_seconds", "p99 ms", 1e-3, 2),
        new Column("resident_bytes", "resident MB", 1e6, 0),
        new Column("requests_seen_share", "reported, % of requests", 0.01, 1));
  }

  @Override
  public List<Variant> variants() {
    return Variant.UNDER_LOAD;
  }

  @Override
  public int rounds() {
    return 20;
  }

  @Override
  public void measure(
      Setup setup, Variant variant, int round, Map<String, Double> values, List<String> problems)
      throws Exception {
    HeapLog heap = new HeapLog();
    try (Subject subject = Subject.start(setup, Application.SHOP, variant, true, heap.option())) {
      Load load = subject.load(customers());
      double cpuSeconds = subject.cpuSeconds();
      Load.Outcome first = subject.noted(load.atRate(FIRST_RATE, FIRST_SECONDS));
      values.put(
          "first_minute_cpu_seconds_per_request",
          (subject.cpuSeconds() - cpuSeconds) / first.answered());
      values.put("first_minute_p99_seconds", first.quantileSeconds(0.99));

      subject.warmUp(
          LONGEST_WARM_UP_SECONDS, () -> subject.noted(load.closed(WARM_UP_SECONDS)), values);
      subject.collect();
      HeapLog.Mark begin = heap.mark();
      cpuSeconds = subject.cpuSeconds();
      Load.Outcome steady = subject.noted(load.closed(WINDOW_SECONDS));
      values.put(
          "steady_cpu_seconds_per_request",
          (subject.cpuSeconds() - cpuSeconds) / steady.answered());
      values.put("requests_per_second", steady.perSecond());
      subject.collect();
      HeapLog.Mark end = heap.mark();
      double allocatedBytes = end.allocatedBytes() - begin.allocatedBytes();
      if (allocatedBytes <= 0) {
        problems.add("the collector's log tells of no allocation");
      }
      values.put("allocated_bytes_per_request", allocatedBytes / steady.answered());
      values.put("live_heap_bytes", end.liveBytes());

      Load.Outcome even = subject.noted(load.atRate(RATE, RATE_SECONDS));
      values.put("steady_p99_seconds", even.quantileSeconds(0.99));
      values.put("resident_bytes", Proc.residentBytes(subject.pid()));
      subject.prove(values, problems);
    } finally {
      heap.delete();
    }
  }

  /** Mostly product pages out of the cache, some lists and searches out of the database. */
  static byte[][] customers() {
    List<byte[]> requests = new ArrayList<>();
    for (int product = 1; product <= 60; product++) {
      requests.add(Wire.get("/products/" + product));
      switch (product % 6) {
        case 0 -> requests.add(Wire.get("/products"));
        case 1 -> requests.add(Wire.get("/search?q=a"));
        case 2, 3 -> requests.add(Wire.get("/products/" + product + "/reviews"));
        case 4 -> requests.add(Wire.get("/price-history"));
        default -> requests.add(Wire.get("/search?q=e"));
      }
    }
    return requests.toArray(byte[][]::new);
  }
}
