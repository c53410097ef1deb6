package dev.vitals.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that is measured, in the order of a round: what is compared stands together. */
final class Plan {
  static final List<Measurement> ALL = new Plan().all;

  private static final String OURS = "dev.vitals.benchmarks.";
  private static final String PIPELINE = "dev.vitals.pipeline.";

  private final List<Measurement> all = new ArrayList<>();

  private Plan() {
    add("clock empty", "ClockBenchmark.empty");
    add("clock one", "ClockBenchmark.one");
    add("clock two", "ClockBenchmark.two");
    for (int threads = 1; threads <= 2; threads++) {
      recordPath(threads);
      cache(threads);
      handOff(threads);
    }
    http();
    silent();
    parts();
  }

  /** The measurement of that name. */
  static Measurement named(String name) {
    for (Measurement measurement : ALL) {
      if (measurement.name().equals(name)) {
        return measurement;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private void recordPath(int threads) {
    String by = " x" + threads;
    // Two threads share the processors with the aggregator: it needs the time to come up with them.
    Map<String, String> pause = Map.of("pause", threads == 1 ? "200" : "400");
    jdbc("plain" + by, "execute", AgentMode.NONE, threads, pause);
    jdbc("one clock" + by, "oneClock", AgentMode.NONE, threads, pause);
    jdbc("two clocks" + by, "twoClocks", AgentMode.NONE, threads, pause);
    jdbc("execute" + by, "execute", AgentMode.WOVEN, threads, pause);
    jdbc("prepared plain" + by, "executePrepared", AgentMode.NONE, threads, pause);
    jdbc("prepared" + by, "executePrepared", AgentMode.WOVEN, threads, pause);
  }

  private void jdbc(
      String name, String method, AgentMode agent, int threads, Map<String, String> pause) {
    all.add(
        new Measurement(
            "jdbc " + name,
            OURS + "JdbcBenchmark." + method,
            agent,
            threads,
            pause,
            agent == AgentMode.WOVEN));
  }

  private void cache(int threads) {
    String by = " x" + threads;
    add("cache plain" + by, "CacheBenchmark.hit", AgentMode.NONE, threads);
    add("cache two clocks" + by, "CacheBenchmark.twoClocks", AgentMode.NONE, threads);
    seen("cache hit" + by, "CacheBenchmark.hit", threads);
  }

  private void handOff(int threads) {
    String by = " x" + threads;
    add("hand-off plain" + by, PIPELINE + "HandOffBenchmark.plain", AgentMode.NONE, threads);
    add(
        "hand-off two clocks" + by,
        PIPELINE + "HandOffBenchmark.twoClocks",
        AgentMode.NONE,
        threads);
    for (String design : List.of("queue", "queues", "chunks", "frames")) {
      all.add(
          new Measurement(
              "hand-off " + design + by,
              PIPELINE + "HandOffBenchmark.handOver",
              AgentMode.NONE,
              threads,
              Map.of("design", design),
              false));
    }
  }

  private void http() {
    add("http plain", "HttpBenchmark.request", AgentMode.NONE, 1);
    add("http two clocks", "HttpBenchmark.twoClocks", AgentMode.NONE, 1);
    seen("http request", "HttpBenchmark.request", 1);
  }

  private void silent() {
    add("silent plain", "SilentBenchmark.execute");
    add("silent switched off", "SilentBenchmark.execute", AgentMode.SWITCHED_OFF, 1);
    for (String state : List.of(SilentBenchmark.INERT, SilentBenchmark.DETACHED)) {
      all.add(
          new Measurement(
              "silent " + state,
              OURS + "SilentBenchmark.execute",
              AgentMode.WOVEN,
              1,
              Map.of("state", state),
              false));
    }
  }

  private void parts() {
    for (String key :
        List.of(
            "knownText",
            "newText",
            "preparedStatement",
            "route",
            "summaryOfShortStatement",
            "summaryOfJoin")) {
      add("key " + key, PIPELINE + "KeyBenchmark." + key);
    }
    for (String part : List.of("buckets", "histogram", "event", "simpleclientHistogram")) {
      add("recording " + part, PIPELINE + "RecordingBenchmark." + part);
    }
    for (String part :
        List.of(
            "snapshot", "text", "textOfSimpleclient", "openMetrics", "openMetricsOfSimpleclient")) {
      add("scrape " + part, PIPELINE + "ScrapeBenchmark." + part);
    }
    for (String part :
        List.of(
            "classOfJdk",
            "classWithoutSuchMethod",
            "classWithSuchMethod",
            "classOfLibrary",
            "classThatIsWoven")) {
      add("match " + part, "dev.vitals.weave.MatchBenchmark." + part);
    }
  }

  private void add(String name, String benchmark) {
    add(name, benchmark, AgentMode.NONE, 1);
  }

  private void add(String name, String benchmark, AgentMode agent, int threads) {
    all.add(new Measurement(name, full(benchmark), agent, threads, Map.of(), false));
  }

  /** With the agent, which counts every call. */
  private void seen(String name, String benchmark, int threads) {
    all.add(new Measurement(name, full(benchmark), AgentMode.WOVEN, threads, Map.of(), true));
  }

  private static String full(String benchmark) {
    return benchmark.startsWith("dev.") ? benchmark : OURS + benchmark;
  }
}
