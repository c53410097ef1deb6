package dev.vitals.api;

import dev.vitals.cli.Json;
import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.Documents;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.exporter.prometheus.JvmMetrics;
import dev.vitals.history.History;
import dev.vitals.history.HistorySettings;
import dev.vitals.history.Interval;
import dev.vitals.history.Series;
import dev.vitals.host.ThreadDump;
import dev.vitals.judge.Acknowledgement;
import dev.vitals.judge.AlertMatcher;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.Handled;
import dev.vitals.judge.HealthScore;
import dev.vitals.judge.MaintenanceWindow;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Silence;
import dev.vitals.judge.Sla;
import dev.vitals.judge.SlaStatus;
import dev.vitals.judge.Standing;
import dev.vitals.judge.Triage;
import dev.vitals.operate.Bundles;
import dev.vitals.operate.Keeping;
import dev.vitals.pipeline.LatencyTick;
import dev.vitals.pipeline.LatencyWindow;
import dev.vitals.pipeline.Lookback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Assertions;

/** An application of which everything is known, and the questions about it. */
final class World {
  static final long NOW = Instant.parse("2026-11-21T15:00:00Z").toEpochMilli();
  static final long TICK = 10_000;

  /** What a browser, a table of a calculation and Markdown would all misunderstand. */
  static final String HOSTILE = "=<script>alert(\"1\")</script>|'&*_`\n";

  static final About ABOUT = new About("shop", "0.1.0", NOW - 3_600_000);

  private static final double UNKNOWN = Double.NaN;
  private static final LatencyTick HUNDRED_CALLS = hundredCalls();

  final History history =
      new History(
          new HistorySettings("", "", HistorySettings.MEMORY_BYTES, 0), line -> Assertions.fail());
  final Bundles bundles =
      new Bundles(
          new Keeping("", "shop", line -> Assertions.fail()),
          () -> NOW,
          (incident, look, at) -> bundle(incident),
          line -> Assertions.fail(line));
  Standing standing = Standing.NONE;
  Snapshot snapshot = Snapshot.EMPTY;
  Triage.Orders orders = Triage.Orders.NONE;

  /** Nothing was measured yet. */
  static World empty() {
    return new World();
  }

  /** The shop of the documentation, with an hour behind it. */
  static World shop() {
    World world = new World();
    Alert slow = alert("http-latency-p95", "/checkout", Alert.Severity.MEDIUM, 2, 2.2);
    Handled handled = new Handled(slow, "mi9z1k-1", "", "", "", false);
    world.standing = standing(evidence(), List.of(slow), List.of(handled), List.of(checkout()));
    world.snapshot = new Snapshot(NOW, families(), List.of(slow));
    world.orders = orders();
    for (int tick = 360; tick > 0; tick--) {
      world.remember(NOW - tick * TICK, "/checkout");
    }
    world.alertEnded("http-error-rate", "");
    world.history.events().append(closed());
    return world;
  }

  Documents.Document read(String target) {
    return new ApiDocuments(
            ABOUT, () -> standing, () -> snapshot, history, () -> orders, bundles, () -> NOW)
        .read(target);
  }

  /** What would be captured of an incident now. */
  String bundle(String incident) {
    return BundleDocument.of(ABOUT, incident, standing, () -> snapshot, World::threads, NOW);
  }

  /** Two that wait for a third, and others that do not. */
  static ThreadDump threads() {
    return new ThreadDump(
        6,
        List.of(
            thread(1, "vitals-host", Thread.State.WAITING, "", -1, ""),
            thread(2, "timer", Thread.State.TIMED_WAITING, "java.util.TaskQueue@2a", -1, ""),
            thread(3, "main", Thread.State.RUNNABLE, "", -1, ""),
            thread(4, "exec-1", Thread.State.TIMED_WAITING, "", -1, ""),
            thread(5, "exec-2", Thread.State.BLOCKED, "java.lang.Object@1f", 4, "exec-1"),
            thread(6, "exec-3", Thread.State.BLOCKED, "java.lang.Object@1f", 4, "exec-1")));
  }

  static ThreadDump.Facts thread(
      long id, String name, Thread.State state, String waitsFor, long ownerId, String owner) {
    List<String> stack = List.of("com.example.Checkout.total(Checkout.java:42)");
    return new ThreadDump.Facts(id, name, state, waitsFor, ownerId, owner, stack);
  }

  /** What a document says, once it is clear that it says anything. */
  @SuppressWarnings("unchecked")
  Map<String, Object> data(String target) {
    Documents.Document document = read(target);
    Assertions.assertEquals(200, document.status(), document.body());
    Assertions.assertEquals("application/json; charset=utf-8", document.contentType());
    Map<String, Object> envelope = (Map<String, Object>) Json.read(document.body());
    Assertions.assertEquals(List.of("status", "timestamp", "data"), List.copyOf(envelope.keySet()));
    Assertions.assertEquals("success", envelope.get("status"));
    Assertions.assertEquals(Instant.ofEpochMilli(NOW).toString(), envelope.get("timestamp"));
    return (Map<String, Object>) envelope.get("data");
  }

  /** An interval with a hundred calls of a scope, two of which failed. */
  void remember(long startMillis, String scope) {
    List<Series> series = new ArrayList<>();
    series.add(timing(Remembered.HTTP, ""));
    series.add(timing(Remembered.HTTP, scope));
    series.add(timing(Remembered.DATABASE, ""));
    series.add(timing(Remembered.DATABASE, "SELECT orders"));
    series.addAll(Remembered.of(standing, TICK));
    history.accept(new Interval(startMillis, TICK, series));
  }

  void alertEnded(String rule, String scope) {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("event", "alert");
    event.put("state", "firing");
    event.put("rule", rule);
    event.put("scope", scope);
    event.put("severity", "critical");
    event.put("epoch_ms", Long.toString(NOW - 1_800_000));
    event.put("started_epoch_ms", Long.toString(NOW - 1_800_000));
    event.put("message", "Error rate is 30 %, above the critical limit of 20 %");
    event.put("value", "0.3");
    event.put("threshold", "0.2");
    event.put("incident", "mi9y0a-1");
    history.events().append(event);
    event.put("state", "resolved");
    event.put("epoch_ms", Long.toString(NOW - 1_200_000));
    event.put("message", "Error rate is 0 % again, below the warning limit of 10 %");
    event.put("value", "0.0");
    history.events().append(event);
  }

  static Alert alert(
      String rule, String scope, Alert.Severity severity, double threshold, double value) {
    return new Alert(
        rule,
        scope,
        severity,
        Alert.State.FIRING,
        "http_server_request_duration_seconds",
        threshold,
        value,
        "P95 latency of " + scope + " is 2.2 s, above the warning limit of 2 s",
        NOW - 100_000);
  }

  static Standing standing(
      Evidence evidence, List<Alert> active, List<Handled> handled, List<SlaStatus> slas) {
    List<HealthScore.Line> lines = new ArrayList<>();
    for (HealthScore.Part part : HealthScore.Part.values()) {
      lines.add(new HealthScore.Line(part, 60, "P95 latency of /checkout is 2.2 s"));
    }
    HealthScore score = new HealthScore(87.5, lines);
    return new Standing(Rule.defaults(), evidence, active, handled, slas, score);
  }

  static Evidence evidence() {
    OperationWindow all = window(OperationWindow.Kind.HTTP_SERVER, OperationWindow.ALL, 1_400);
    List<OperationWindow> operations =
        List.of(
            window(OperationWindow.Kind.HTTP_SERVER, "/checkout", 700),
            window(OperationWindow.Kind.HTTP_SERVER, "", 10),
            all,
            window(OperationWindow.Kind.DB_CLIENT, "SELECT orders", 2_800),
            window(OperationWindow.Kind.DB_CLIENT, OperationWindow.ALL, 2_800),
            window(OperationWindow.Kind.POOL_WAIT, "orders", 2_800),
            window(OperationWindow.Kind.EXECUTOR_TASK, "mails", 300),
            window(OperationWindow.Kind.EXECUTOR_RUN, "mails", 297),
            window(OperationWindow.Kind.EXECUTOR_WAIT, "mails", 300));
    List<SaturationWindow> pools =
        List.of(
            new SaturationWindow(SaturationWindow.Kind.POOL, "idle", 60, 0, 5, 0),
            new SaturationWindow(SaturationWindow.Kind.POOL, "orders", 60, 6, 10, 0.5),
            new SaturationWindow(SaturationWindow.Kind.EXECUTOR, "timer", 60, 0, 1, UNKNOWN),
            new SaturationWindow(SaturationWindow.Kind.EXECUTOR, "mails", 60, 3, 4, 1.5));
    List<CacheWindow> caches =
        List.of(new CacheWindow("idle", 60, 0, 0), new CacheWindow("books", 60, 120, 30));
    return new Evidence(
        NOW,
        List.of(
            new Evidence.Windows(TICK, List.of(), List.of(new CacheWindow("books", 10, 20, 5))),
            new Evidence.Windows(300_000, List.of(), List.of()),
            new Evidence.Windows(60_000, operations, caches, pools)),
        new ResourceWindow(0.785, UNKNOWN, 0.452, 0.6, 0.71));
  }

  private static OperationWindow window(OperationWindow.Kind kind, String scope, long count) {
    return new OperationWindow(
        kind,
        scope,
        60,
        count,
        count / 100,
        0.009,
        0.03,
        0.0452,
        0.0897,
        0.12,
        0.0125,
        0.001,
        0.13);
  }

  static SlaStatus checkout() {
    Sla sla =
        new Sla(
            "checkout",
            OperationWindow.Kind.HTTP_SERVER,
            new ScopePattern("/checkout"),
            0.5,
            2,
            0.999,
            86_400_000,
            60_000,
            0.8,
            20);
    return new SlaStatus(
        sla, "/checkout", SlaStatus.State.WARNING, 0.42, 0.9, 0.9995, 0.992, 0.4, 0.5);
  }

  static List<Family> families() {
    List<Family> families = new ArrayList<>();
    families.add(
        family(
            ApplicationMetrics.CACHE_GETS_TOTAL,
            point(1_250, "books", "l1", "caffeine", "hit"),
            point(150, "books", "l1", "caffeine", "miss"),
            point(77)));
    families.add(
        family(ApplicationMetrics.CACHE_EVICTIONS_TOTAL, point(25, "books", "l1", "caffeine")));
    families.add(family(ApplicationMetrics.CACHE_SIZE, point(1_250, "books", "l1", "caffeine")));
    families.add(
        family(ApplicationMetrics.VITALS_CACHE_MAX_SIZE, point(2_000, "books", "l1", "caffeine")));
    families.add(family(ApplicationMetrics.HTTP_SERVER_ACTIVE_REQUESTS, point(23, "GET", "http")));
    families.add(family(ApplicationMetrics.VITALS_DB_SLOW_OPERATIONS_TOTAL));
    families.add(
        family(
            JvmMetrics.JVM_GC_DURATION_SECONDS,
            new Sample.Distribution(
                List.of("G1", "end"), new double[] {1}, new long[] {145}, 145, 0.3625)));
    families.add(
        family(
            JvmMetrics.JVM_MEMORY_USED_BYTES,
            point(100, "Eden", "heap"),
            point(42, "Old", "heap"),
            point(7, "Metaspace", "non_heap")));
    families.add(family(JvmMetrics.JVM_THREAD_COUNT, point(6, "", "true"), point(10, "", "false")));
    return families;
  }

  static Family family(Metric metric, Sample... samples) {
    return new Family(metric, List.of(samples));
  }

  static Sample point(double value, String... labelValues) {
    return new Sample.Point(Arrays.asList(labelValues), value);
  }

  private static Triage.Orders orders() {
    return new Triage.Orders(
        List.of(
            new Silence(
                "s-1",
                List.of(AlertMatcher.parse("rule=cpu"), AlertMatcher.parse("scope=~host|process")),
                NOW - 3_600_000,
                NOW + 3_600_000,
                "olga",
                "load test")),
        List.of(
            new MaintenanceWindow(
                "nightly",
                Set.of(MaintenanceWindow.Day.MONDAY),
                0,
                60,
                TimeZone.getTimeZone("UTC"),
                List.of())),
        List.of(new Acknowledgement("http-latency-p95", "/checkout", "olga", NOW - 60_000)));
  }

  private static Map<String, String> closed() {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("event", "incident");
    event.put("state", "closed");
    event.put("incident", "mi9y0a-1");
    event.put("severity", "critical");
    event.put("epoch_ms", Long.toString(NOW - 1_200_000));
    event.put("started_epoch_ms", Long.toString(NOW - 1_800_000));
    event.put("rules", "http-error-rate");
    event.put("told", "true");
    return event;
  }

  private static Series.Timing timing(String metric, String scope) {
    return Series.Timing.of(metric, scope, HUNDRED_CALLS);
  }

  /** Of 1 to 100 ms, of which the two longest failed. */
  private static LatencyTick hundredCalls() {
    LatencyWindow window = new LatencyWindow(new Lookback(1));
    for (int call = 1; call <= 100; call++) {
      window.record(call * 1_000_000L, call > 98);
    }
    window.tick();
    return window.newest();
  }
}
