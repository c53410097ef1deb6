package dev.vitals.history;

import dev.vitals.pipeline.LatencyWindow;
import dev.vitals.pipeline.Lookback;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Intervals as an application could make them. */
final class Samples {
  static final String HTTP = "http_server_request_duration_seconds";
  static final String DB = "db_client_operation_duration_seconds";

  /** A round instant: the start of a day. */
  static final long START = 1_795_219_200_000L;

  static final long TICK = 10_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private Samples() {}

  /** Calls that took so many milliseconds each; a negative one failed. */
  static Series.Timing timing(String metric, String scope, long... millis) {
    LatencyWindow window = new LatencyWindow(new Lookback(1));
    for (long took : millis) {
      window.record(Math.abs(took) * NANOS_PER_MILLI, took < 0);
    }
    window.tick();
    return Series.Timing.of(metric, scope, window.newest());
  }

  /** Calls with a spread of times around a middle. */
  static Series.Timing spread(String scope, Random random, int calls, double middleMillis) {
    LatencyWindow window = new LatencyWindow(new Lookback(1));
    for (int call = 0; call < calls; call++) {
      window.record(
          (long) (middleMillis * Math.exp(random.nextGaussian()) * NANOS_PER_MILLI),
          random.nextInt(50) == 0);
    }
    window.tick();
    return Series.Timing.of(HTTP, scope, window.newest());
  }

  static Interval interval(long startMillis, Series... series) {
    return new Interval(startMillis, TICK, List.of(series));
  }

  /** The n-th interval from the start: a hundred calls, of which n modulo 7 failed. */
  static Interval plain(int n) {
    return plain(n, START + n * TICK);
  }

  static Interval plain(int n, long startMillis) {
    long[] millis = new long[100];
    for (int call = 0; call < millis.length; call++) {
      millis[call] = (call < n % 7 ? -1 : 1) * (10 + call + n % 10);
    }
    List<Series> series = new ArrayList<>();
    series.add(timing(HTTP, "", millis));
    series.add(timing(HTTP, "/orders", millis));
    series.add(new Series.Gauge("jvm_memory_used_bytes", "", 1e6 + n));
    series.add(new Series.Count("cache_gets_total", "prices", 3));
    return new Interval(startMillis, TICK, series);
  }
}
