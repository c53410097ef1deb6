package dev.vitals.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures of the page, table by table. */
final class Figures {
  private Figures() {}

  /** What is promised of the record path and the scrape. */
  static List<Figure> targets(ToDoubleFunction<Sample> time) {
    List<Figure> all = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      String by = " x" + threads;
      String target = threads == 1 ? "T1" : "T2";
      String must = threads == 1 ? "<= 1.25" : "<= 1.35";
      String callers = threads == 1 ? ", one thread" : ", two threads";
      String plain = "jdbc plain" + by;
      String clocks = "jdbc two clocks" + by;
      all.add(
          new Figure(
              target,
              "a statement is executed" + callers,
              must,
              Figure.inClocks("jdbc execute" + by, plain, clocks, time)));
      all.add(
          new Figure(
              target,
              "a prepared statement is executed" + callers,
              must,
              Figure.inClocks(
                  "jdbc prepared" + by, "jdbc prepared plain" + by, clocks, plain, time)));
    }
    for (int threads = 1; threads <= 2; threads++) {
      String by = " x" + threads;
      all.add(
          new Figure(
              "T4",
              "a cache is hit, " + (threads == 1 ? "one thread" : "two threads"),
              "<= 0.35",
              Figure.inClocks(
                  "cache hit" + by, "cache plain" + by, "cache two clocks" + by, time)));
    }
    all.add(
        new Figure(
            "",
            "a request is served by filter and servlet",
            "",
            Figure.inClocks("http request", "http plain", "http two clocks", time)));
    return all;
  }

  /** Bytes the calling thread allocates for a call, on top of the bare call. */
  static List<Figure> bytes() {
    return List.of(
        bytes("a statement is executed", "jdbc execute x1", "jdbc plain x1"),
        bytes("a prepared statement is executed", "jdbc prepared x1", "jdbc prepared plain x1"),
        bytes("a request is served", "http request", "http plain"),
        bytes("a cache is hit", "cache hit x1", "cache plain x1"));
  }

  /** Nanoseconds on top of a class that was never woven. */
  static List<Figure> silent(ToDoubleFunction<Sample> time) {
    return List.of(
        silent("the instrumentation is switched off", "silent switched off", time),
        silent("the agent was detached", "silent detached", time),
        silent("woven, and nobody listens any more", "silent inert", time));
  }

  static List<Figure> handOffs(ToDoubleFunction<Sample> time) {
    List<Figure> all = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      String by = " x" + threads;
      String callers = threads == 1 ? ", one thread" : ", two threads";
      handOff(all, "A: one queue of events" + callers, "queue" + by, by, time);
      handOff(all, "B: two queues of events" + callers, "queues" + by, by, time);
      handOff(all, "C: chunks of longs (Vitals)" + callers, "chunks" + by, by, time);
      handOff(all, "D: a frame per 256 calls" + callers, "frames" + by, by, time);
    }
    return all;
  }

  /** A scrape of 15,000 lines beside simpleclient's own registry. */
  static List<Figure> scrapes(ToDoubleFunction<Sample> time) {
    return List.of(
        new Figure(
            "T15",
            "text 0.0.4",
            "<= 1",
            Figure.ratio("scrape text", "scrape textOfSimpleclient", time)),
        new Figure(
            "T15",
            "OpenMetrics 1.0",
            "<= 1",
            Figure.ratio("scrape openMetrics", "scrape openMetricsOfSimpleclient", time)));
  }

  /** Every measurement whose name begins so. */
  static List<Figure> each(String prefix, ToDoubleFunction<Sample> of) {
    List<Figure> all = new ArrayList<>();
    for (Measurement measurement : Plan.ALL) {
      if (measurement.name().startsWith(prefix)) {
        String what = measurement.name().substring(prefix.length());
        all.add(new Figure("", what, "", Figure.value(measurement.name(), of)));
      }
    }
    return all;
  }

  private static Figure bytes(String what, String measured, String plain) {
    return new Figure(
        "T3", what, "< 0.01", Figure.difference(measured, plain, Sample::callerBytes));
  }

  private static Figure silent(String what, String measured, ToDoubleFunction<Sample> time) {
    return new Figure("T5", what, "<= 3", Figure.difference(measured, "silent plain", time));
  }

  private static void handOff(
      List<Figure> all, String what, String design, String by, ToDoubleFunction<Sample> time) {
    all.add(
        new Figure(
            "",
            what,
            "",
            Figure.inClocks(
                "hand-off " + design, "hand-off plain" + by, "hand-off two clocks" + by, time)));
  }
}
