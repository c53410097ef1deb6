package dev.vitals.api;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.judge.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What happened lately: the window of a minute, or the one that is next to it. */
final class Operations {
  private static final long WANTED_MILLIS = 60_000;
  private static final Evidence.Windows NOTHING = new Evidence.Windows(0, List.of(), List.of());

  private final Evidence.Windows windows;

  Operations(Evidence evidence) {
    windows = lately(evidence);
  }

  double windowSeconds() {
    for (OperationWindow window : windows.operations()) {
      return window.windowSeconds();
    }
    for (CacheWindow window : windows.caches()) {
      return window.windowSeconds();
    }
    return windows.millis() / 1e3;
  }

  /** All of a kind together; null where nothing happened. */
  OperationWindow all(OperationWindow.Kind kind) {
    for (OperationWindow window : windows.operations()) {
      if (window.kind() == kind && window.scope().equals(OperationWindow.ALL)) {
        return window;
      }
    }
    return null;
  }

  /** All together, then those that took the most time. */
  List<Object> list(OperationWindow.Kind kind, int most) {
    return list(kind, most, window -> window.count() * window.meanSeconds());
  }

  /** All together, then those with the longest P95. */
  List<Object> slowest(OperationWindow.Kind kind, int most) {
    return list(kind, most, OperationWindow::p95Seconds);
  }

  /** All together, then those with the most errors, as far as there are any. */
  List<Object> failing(OperationWindow.Kind kind, int most) {
    int failing = 0;
    for (OperationWindow window : windows.operations()) {
      failing += window.kind() == kind && window.errors() > 0 ? 1 : 0;
    }
    return list(kind, Math.min(most, failing), OperationWindow::errors);
  }

  private List<Object> list(
      OperationWindow.Kind kind, int most, ToDoubleFunction<OperationWindow> size) {
    List<OperationWindow> found = new ArrayList<>();
    for (OperationWindow window : windows.operations()) {
      if (window.kind() == kind && window.count() > 0) {
        found.add(window);
      }
    }
    found.sort(
        Comparator.comparingDouble(
            window ->
                window.scope().equals(OperationWindow.ALL)
                    ? Double.NEGATIVE_INFINITY
                    : -size.applyAsDouble(window)));
    List<Object> list = new ArrayList<>();
    for (OperationWindow window : found.subList(0, Math.min(most, found.size()))) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("scope", window.scope().isEmpty() ? "(no route)" : window.scope());
      fields.putAll(fields(window));
      list.add(fields);
    }
    return list;
  }

  /** The caches with the most lookups. */
  List<Object> caches(int most) {
    List<CacheWindow> found = new ArrayList<>(windows.caches());
    found.sort(Comparator.comparingLong(window -> -window.hits() - window.misses()));
    List<Object> list = new ArrayList<>();
    for (CacheWindow window : found.subList(0, Math.min(most, found.size()))) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("cache", window.cache());
      fields.put("hits", window.hits());
      fields.put("misses", window.misses());
      double lookups = (double) window.hits() + window.misses();
      fields.put("hit_rate", Numbers.percent(Numbers.ratio(window.hits(), lookups)));
      list.add(fields);
    }
    return list;
  }

  /** The pools of connections that are fullest, and how long was waited for them. */
  List<Object> pools(int most) {
    List<Object> list = new ArrayList<>();
    for (SaturationWindow window : fullest(SaturationWindow.Kind.POOL, most)) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("pool", window.scope());
      fields.put("used", Numbers.rounded(window.used()));
      addPlaces(window, "waiting", fields);
      OperationWindow waits = of(OperationWindow.Kind.POOL_WAIT, window.scope());
      fields.put("waits", waits == null ? 0L : waits.count());
      fields.put("gave_up", waits == null ? 0L : waits.errors());
      addTimes("wait", waits, fields);
      list.add(fields);
    }
    return list;
  }

  /** The executors that are busiest, and how long tasks waited for a thread. */
  List<Object> executors(int most) {
    List<Object> list = new ArrayList<>();
    for (SaturationWindow window : fullest(SaturationWindow.Kind.EXECUTOR, most)) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("executor", window.scope());
      fields.put("active", Numbers.rounded(window.used()));
      addPlaces(window, "queued", fields);
      OperationWindow tasks = of(OperationWindow.Kind.EXECUTOR_TASK, window.scope());
      fields.put("completed", tasks == null ? 0L : tasks.count() - tasks.errors());
      fields.put("refused", tasks == null ? 0L : tasks.errors());
      OperationWindow runs = of(OperationWindow.Kind.EXECUTOR_RUN, window.scope());
      fields.put("failed", runs == null ? null : runs.errors());
      addTimes("run", runs, fields);
      addTimes("wait", of(OperationWindow.Kind.EXECUTOR_WAIT, window.scope()), fields);
      list.add(fields);
    }
    return list;
  }

  private List<SaturationWindow> fullest(SaturationWindow.Kind kind, int most) {
    List<SaturationWindow> found = new ArrayList<>();
    for (SaturationWindow window : windows.saturations()) {
      if (window.kind() == kind) {
        found.add(window);
      }
    }
    found.sort(Comparator.comparingDouble(Operations::order));
    return found.subList(0, Math.min(most, found.size()));
  }

  private static void addPlaces(
      SaturationWindow window, String waiting, Map<String, Object> fields) {
    fields.put("max", Numbers.rounded(window.max()));
    fields.put("utilization", Numbers.percent(window.utilisation()));
    fields.put(waiting, Numbers.rounded(window.waiting()));
  }

  private static void addTimes(String of, OperationWindow times, Map<String, Object> fields) {
    fields.put(of + "_mean_ms", times == null ? null : Numbers.ms(times.meanSeconds()));
    fields.put(of + "_p95_ms", times == null ? null : Numbers.ms(times.p95Seconds()));
    fields.put(of + "_max_ms", times == null ? null : Numbers.ms(times.maxSeconds()));
  }

  private OperationWindow of(OperationWindow.Kind kind, String scope) {
    for (OperationWindow window : windows.operations()) {
      if (window.kind() == kind && window.scope().equals(scope)) {
        return window;
      }
    }
    return null;
  }

  /**
   * @param window null gives null
   */
  static Map<String, Object> fields(OperationWindow window) {
    if (window == null) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("count", window.count());
    fields.put("errors", window.errors());
    fields.put("error_rate", Numbers.finePercent(errorRatio(window)));
    fields.put("rate", Numbers.rounded(rate(window)));
    fields.put("mean_ms", Numbers.ms(window.meanSeconds()));
    fields.put("p50_ms", Numbers.ms(window.p50Seconds()));
    fields.put("p90_ms", Numbers.ms(window.p90Seconds()));
    fields.put("p95_ms", Numbers.ms(window.p95Seconds()));
    fields.put("p99_ms", Numbers.ms(window.p99Seconds()));
    fields.put("p999_ms", Numbers.ms(window.p999Seconds()));
    fields.put("min_ms", Numbers.ms(window.minSeconds()));
    fields.put("max_ms", Numbers.ms(window.maxSeconds()));
    return fields;
  }

  /** NaN where nothing happened. */
  static double errorRatio(OperationWindow window) {
    return Numbers.ratio(window.errors(), window.count());
  }

  /** Per second. */
  static double rate(OperationWindow window) {
    return Numbers.ratio(window.count(), window.windowSeconds());
  }

  private static double order(SaturationWindow window) {
    double taken = window.utilisation() + window.queue();
    return Double.isNaN(taken) ? 0 : -taken;
  }

  private static Evidence.Windows lately(Evidence evidence) {
    Evidence.Windows best = NOTHING;
    for (Evidence.Windows each : evidence.windows()) {
      boolean isCloser =
          best.millis() < WANTED_MILLIS
              ? each.millis() > best.millis()
              : each.millis() >= WANTED_MILLIS && each.millis() < best.millis();
      if (isCloser) {
        best = each;
      }
    }
    return best;
  }
}
