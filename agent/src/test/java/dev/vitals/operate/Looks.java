package dev.vitals.operate;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Panel;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Standing;
import dev.vitals.judge.Triage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A panel that looks every ten seconds, at what a test puts there. */
final class Looks {
  /** 2026-11-21T12:00:00Z. */
  static final long NOON = 1_795_262_400_000L;

  static final List<Rule> RULES =
      List.of(
          Rule.rule("cpu", Measure.CPU, 0.8, 0.9, 1),
          Rule.rule("db", Measure.DB_LATENCY, 1, 2, 1),
          Rule.rule("misses", Measure.CACHE_MISS_RATE, 0.3, 0.5, 1),
          Rule.rule("slow", Measure.HTTP_LATENCY, 1, 2, 1));

  private static final long INTERVAL_MILLIS = 10_000;

  long nowMillis = NOON;
  Supplier<Triage.Orders> orders = () -> Triage.Orders.NONE;
  Consumer<Panel.Result> heard = result -> {};
  volatile Standing standing = Standing.NONE;
  private final List<OperationWindow> operations = new ArrayList<>();
  private final List<CacheWindow> caches = new ArrayList<>();
  private double hostCpu = Double.NaN;
  private double disk = Double.NaN;
  private Panel panel = panel(RULES);
  private Panel.State state = Panel.State.EMPTY;

  /** From now on nothing is seen. */
  Looks nothing() {
    operations.clear();
    caches.clear();
    hostCpu = Double.NaN;
    disk = Double.NaN;
    return this;
  }

  Looks http(String route, double p95Seconds) {
    operations.add(operation(OperationWindow.Kind.HTTP_SERVER, route, p95Seconds));
    return this;
  }

  Looks db(String statement, double p95Seconds) {
    operations.add(operation(OperationWindow.Kind.DB_CLIENT, statement, p95Seconds));
    return this;
  }

  Looks cache(String name, long hits, long misses) {
    caches.add(new CacheWindow(name, 60, hits, misses));
    return this;
  }

  Looks cpu(double host) {
    hostCpu = host;
    return this;
  }

  Looks disk(double full) {
    disk = full;
    return this;
  }

  Looks judgeBy(List<Rule> rules) {
    panel = panel(rules);
    return this;
  }

  /** Another process begins to look; it sees nothing yet. */
  void restart() {
    nothing();
    state = Panel.State.EMPTY;
    standing = Standing.NONE;
  }

  /** Looks so often; what comes of the last look. */
  Panel.Result look(int times) {
    Panel.Result result = null;
    for (int time = 0; time < times; time++) {
      nowMillis += INTERVAL_MILLIS;
      result = panel.look(state, evidence(), orders.get());
      state = result.state();
      standing = result.standing();
      heard.accept(result);
    }
    return result;
  }

  /** As many looks as it takes to fire and to recover. */
  Panel.Result untilItCounts() {
    return look(4);
  }

  private Evidence evidence() {
    return new Evidence(
        nowMillis,
        List.of(
            new Evidence.Windows(INTERVAL_MILLIS, operations, caches),
            new Evidence.Windows(Rule.WINDOW_MILLIS, operations, caches)),
        new ResourceWindow(Double.NaN, Double.NaN, Double.NaN, hostCpu, disk));
  }

  private static Panel panel(List<Rule> rules) {
    return new Panel(rules, List.of(), INTERVAL_MILLIS, 15 * 60_000);
  }

  private static OperationWindow operation(
      OperationWindow.Kind kind, String scope, double p95Seconds) {
    return new OperationWindow(
        kind,
        scope,
        60,
        100,
        0,
        0.1,
        0.1,
        p95Seconds,
        p95Seconds,
        p95Seconds,
        0.1,
        0.1,
        p95Seconds);
  }
}
