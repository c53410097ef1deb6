package dev.vitals.benchmarks.overhead;

import static dev.vitals.benchmarks.overhead.Variant.ELASTIC;
import static dev.vitals.benchmarks.overhead.Variant.EMPTY;
import static dev.vitals.benchmarks.overhead.Variant.NONE;
import static dev.vitals.benchmarks.overhead.Variant.OTEL;
import static dev.vitals.benchmarks.overhead.Variant.OTEL_SCOPED;
import static dev.vitals.benchmarks.overhead.Variant.VITALS;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What issue and design ask of whole applications. */
final class Targets {
  private static final double MEGABYTE = 1e6;

  static final List<Target> ALL =
      List.of(
          Target.atMost(
              "T7",
              "CPU of one JDBC statement, share of OpenTelemetry's",
              0.15,
              3,
              share("slope", "statement_seconds", NONE, OTEL)),
          Target.atMost(
              "T7",
              "the same, share of OpenTelemetry scoped",
              0.25,
              3,
              share("slope", "statement_seconds", NONE, OTEL_SCOPED)),
          Target.atMost(
              "T8",
              "CPU of a request of the shop at steady state, share of OpenTelemetry's excess",
              0.2,
              3,
              share("shop", "steady_cpu_seconds_per_request", NONE, OTEL)),
          Target.atMost(
              "T8",
              "the same, excess over no agent in per cent",
              3,
              2,
              percent("shop", "steady_cpu_seconds_per_request")),
          Target.atMost(
              "T8",
              "the same in the first minute, in per cent",
              10,
              2,
              percent("shop", "first_minute_cpu_seconds_per_request")),
          Target.atMost(
              "T9",
              "bytes allocated for a request of the shop, excess",
              300,
              0,
              excess("shop", "allocated_bytes_per_request", 1)),
          Target.atMost(
              "T9",
              "the same, share of OpenTelemetry's excess",
              0.02,
              4,
              share("shop", "allocated_bytes_per_request", NONE, OTEL)),
          Target.atLeast(
              "T11",
              "throughput with a full queue and a consumer that stands still, to no agent",
              0.98,
              3,
              ratio("overflow", "requests_per_second")),
          Target.atMost(
              "T11",
              "events neither accepted nor dropped",
              0,
              0,
              samples -> samples.values("overflow", VITALS, "events_lost_track_of")),
          Target.atMost(
              "T12",
              "CPU of the start, excess over the empty agent, share of OpenTelemetry's",
              0.25,
              3,
              share("startup", "cpu_seconds", EMPTY, OTEL)),
          Target.atMost(
              "T12", "the same, wall", 0.25, 3, share("startup", "wall_seconds", EMPTY, OTEL)),
          Target.atMost(
              "T12",
              "CPU of the start, excess over the empty agent, share of Elastic's",
              0.4,
              3,
              share("startup", "cpu_seconds", EMPTY, ELASTIC)),
          Target.atMost(
              "T12", "the same, wall", 0.4, 3, share("startup", "wall_seconds", EMPTY, ELASTIC)),
          Target.atMost(
              "T13",
              "classes that no longer come from the archive",
              0,
              0,
              samples -> samples.values("classes", VITALS, "classes_lost_from_archive")),
          Target.atMost(
              "T14",
              "size of the jar in MB",
              10,
              2,
              samples ->
                  samples.paired(
                      "startup",
                      "jar_bytes",
                      List.of(VITALS),
                      each -> each.get(VITALS) / MEGABYTE)),
          Target.atMost(
              "T14",
              "the same, share of Elastic's, the smallest full peer",
              1,
              2,
              samples ->
                  samples.paired(
                      "startup",
                      "jar_bytes",
                      List.of(VITALS, ELASTIC),
                      each -> each.get(VITALS) / each.get(ELASTIC))),
          Target.atMost(
              "T14",
              "threads of its own",
              4,
              0,
              samples -> samples.values("startup", VITALS, "own_threads")),
          Target.atMost(
              "T14",
              "resident memory of the shop under load, excess in MB",
              25,
              1,
              excess("shop", "resident_bytes", MEGABYTE)),
          Target.atMost(
              "T14",
              "the same, share of OpenTelemetry's excess",
              0.3,
              3,
              share("shop", "resident_bytes", NONE, OTEL)),
          Target.atMost(
              "T14",
              "live heap at 500 keys, excess in MB",
              8,
              2,
              excess("footprint", "live_heap_bytes", MEGABYTE)),
          Target.atMost(
              "T15",
              "the application's 99th percentile with a scrape every second, to without",
              1.03,
              3,
              samples -> samples.values("scrape", VITALS, "p99_ratio")),
          Target.atMost(
              "T16",
              "idle, in per cent of one core",
              0.1,
              3,
              samples ->
                  samples.paired(
                      "idle", "own_cores", List.of(VITALS), each -> 100 * each.get(VITALS))),
          Target.atMost(
              "T17",
              "a task with a request and statements: excess on virtual threads to that on platform threads",
              1.2,
              3,
              Targets::virtualToPlatform),
          Target.atMost(
              "T17",
              "growth of the live heap over a million virtual threads, excess in MB",
              1,
              2,
              excess("virtual-threads", "live_heap_growth_bytes", MEGABYTE)));

  private Targets() {}

  private static Interval virtualToPlatform(Samples samples) {
    Interval platform = excess("virtual-threads", "platform_seconds_per_task", 1).apply(samples);
    return samples.paired(
        "virtual-threads",
        "virtual_seconds_per_task",
        List.of(NONE, VITALS),
        each -> (each.get(VITALS) - each.get(NONE)) / platform.median());
  }

  private static Function<Samples, Interval> share(
      String experiment, String value, Variant base, Variant peer) {
    ToDoubleFunction<Map<Variant, Double>> share =
        each -> (each.get(VITALS) - each.get(base)) / (each.get(peer) - each.get(base));
    return samples -> samples.paired(experiment, value, List.of(VITALS, base, peer), share);
  }

  private static Function<Samples, Interval> excess(String experiment, String value, double unit) {
    return samples ->
        samples.paired(
            experiment,
            value,
            List.of(NONE, VITALS),
            each -> (each.get(VITALS) - each.get(NONE)) / unit);
  }

  private static Function<Samples, Interval> ratio(String experiment, String value) {
    return samples ->
        samples.paired(
            experiment, value, List.of(NONE, VITALS), each -> each.get(VITALS) / each.get(NONE));
  }

  private static Function<Samples, Interval> percent(String experiment, String value) {
    return samples ->
        samples.paired(
            experiment,
            value,
            List.of(NONE, VITALS),
            each -> 100 * (each.get(VITALS) / each.get(NONE) - 1));
  }
}
