package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import java.util.ArrayList;
import java.util.List;

/**
 * The series of JDBC calls: unpacks what {@link JdbcRecorder} packed.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
public final class JdbcSeries implements FamilySource {
  private final JdbcNames names;
  private final JdbcRecorder recorder;
  private final Timing.Buckets buckets;
  private final SeriesBudget.Share share;
  private final SeriesBudget.Share slowShare;
  private Lookback lookback;
  private final LongTable<Child> children = new LongTable<>();
  private final LongTable<Shape> shapes = new LongTable<>();
  private final LongTable<Scope> scopes = new LongTable<>();
  private final LatencyWindow overall;
  private final Timing overflow;
  private long slowOverflow;
  private volatile long slowNanos;
  private long aggregated;

  /**
   * @param slowNanos what takes longer is counted as slow
   */
  public JdbcSeries(
      JdbcRecorder recorder,
      JdbcNames names,
      Timing.Buckets buckets,
      SeriesBudget budget,
      Lookback lookback,
      long slowNanos) {
    this.recorder = recorder;
    this.names = names;
    this.buckets = buckets;
    this.share =
        budget.share(ApplicationMetrics.DB_CLIENT_OPERATION_DURATION_SECONDS, buckets.lines());
    this.slowShare = budget.share(ApplicationMetrics.VITALS_DB_SLOW_OPERATIONS_TOTAL, 1);
    this.lookback = lookback;
    this.slowNanos = slowNanos;
    this.overall = new LatencyWindow(lookback);
    this.overflow = new Timing(buckets);
  }

  public void accept(long attributes, long nanos) {
    aggregated++;
    Child child = children.get(attributes);
    if (child == null) {
      child = admit(attributes);
    }
    boolean failed = JdbcNames.error(attributes) != Dictionary.NONE;
    if (child == null) {
      overall.record(nanos, failed);
      overflow.record(nanos);
      share.overflowed();
      if (nanos > slowNanos) {
        slowOverflow++;
      }
      return;
    }
    child.timing.record(nanos);
    child.shape.scope.window.record(nanos, failed);
    if (nanos > slowNanos) {
      slow(child.shape);
    }
  }

  public long aggregated() {
    return aggregated;
  }

  /** Another limit from now on. <i>Threads:</i> any. */
  public void slowNanos(long newSlowNanos) {
    slowNanos = newSlowNanos;
  }

  /** Forgets what was collected. */
  public void drained() {
    recorder.expunge();
  }

  public void tick() {
    // Summed once a tick, not counted twice a call.
    scopes.forEach((key, scope) -> overall.include(scope.window));
    overall.tick();
    scopes.forEach((key, scope) -> scope.window.tick());
  }

  /** Looks back over other lengths from now on. */
  public void lookBack(Lookback newLookback) {
    lookback = newLookback;
    overall.lookBack(newLookback);
    scopes.forEach((key, scope) -> scope.window.lookBack(newLookback));
  }

  /** Sliding windows: of all operations, with the scope (all), and of each summary. */
  public void windows(int length, double windowSeconds, List<OperationWindow> into) {
    add(
        overall.window(OperationWindow.Kind.DB_CLIENT, OperationWindow.ALL, length, windowSeconds),
        into);
    scopes.forEach(
        (key, scope) -> {
          if (!scope.name.isEmpty()) {
            add(
                scope.window.window(
                    OperationWindow.Kind.DB_CLIENT, scope.name, length, windowSeconds),
                into);
          }
        });
  }

  /** The tick that ended last: of all operations, with an empty scope, and of each summary. */
  public void newest(LatencyTick.Reader reader) {
    overall.newest("", reader);
    scopes.forEach(
        (key, scope) -> {
          if (!scope.name.isEmpty()) {
            scope.window.newest(scope.name, reader);
          }
        });
  }

  @Override
  public void collect(List<Family> into) {
    List<Sample> durations = new ArrayList<>(children.size() + 1);
    children.forEach((attributes, child) -> durations.add(child.timing.sample(child.labelValues)));
    if (overflow.count() > 0) {
      durations.add(overflow.sample(Sample.OVERFLOW));
    }
    into.add(new Family(ApplicationMetrics.DB_CLIENT_OPERATION_DURATION_SECONDS, durations));
    List<Sample> slow = new ArrayList<>();
    shapes.forEach(
        (key, shape) -> {
          if (shape.slow > 0) {
            slow.add(new Sample.Point(shape.labelValues, shape.slow));
          }
        });
    if (slowOverflow > 0) {
      slow.add(new Sample.Point(Sample.OVERFLOW, slowOverflow));
    }
    into.add(new Family(ApplicationMetrics.VITALS_DB_SLOW_OPERATIONS_TOTAL, slow));
  }

  private void slow(Shape shape) {
    if (shape.slow == 0L && !slowShare.admit()) {
      slowOverflow++;
      slowShare.overflowed();
      return;
    }
    shape.slow++;
  }

  private Child admit(long attributes) {
    int summary = JdbcNames.summary(attributes);
    if (summary == Dictionary.OTHER
        || JdbcNames.database(attributes) == Dictionary.OTHER
        || !share.admit()) {
      return null;
    }
    int operation = JdbcNames.operation(attributes);
    Shape shape = shape(attributes, operation, summary);
    Child child =
        new Child(
            List.of(
                shape.labelValues.get(0),
                shape.labelValues.get(1),
                shape.labelValues.get(2),
                shape.labelValues.get(3),
                names.errorText(JdbcNames.error(attributes))),
            new Timing(buckets),
            shape);
    children.put(attributes, child);
    return child;
  }

  private Shape shape(long attributes, int operation, int summary) {
    int database = JdbcNames.database(attributes);
    long key = JdbcNames.pack(operation, database, summary, Dictionary.NONE);
    Shape shape = shapes.get(key);
    if (shape == null) {
      int scopeOperation = operation == JdbcNames.BATCH ? operation : JdbcNames.STATEMENT;
      Scope scope = scope(scopeOperation, summary);
      shape =
          new Shape(
              List.of(
                  names.system(database),
                  names.namespace(database),
                  scope.name,
                  JdbcNames.OPERATION_NAMES[operation]),
              scope);
      shapes.put(key, shape);
    }
    return shape;
  }

  private Scope scope(int operation, int summary) {
    long key = JdbcNames.pack(operation, Dictionary.NONE, summary, Dictionary.NONE);
    Scope scope = scopes.get(key);
    if (scope == null) {
      String text = names.summaryText(summary);
      if (operation == JdbcNames.BATCH) {
        text = text.isEmpty() ? "BATCH" : "BATCH " + text;
      }
      scope = new Scope(text, new LatencyWindow(lookback));
      scopes.put(key, scope);
    }
    return scope;
  }

  private static void add(OperationWindow window, List<OperationWindow> into) {
    if (window != null) {
      into.add(window);
    }
  }

  /** A summary, whatever its database. */
  private record Scope(String name, LatencyWindow window) {}

  /** A summary, or what else is done, on a database. */
  private static final class Shape {
    final List<String> labelValues;
    final Scope scope;
    long slow;

    Shape(List<String> labelValues, Scope scope) {
      this.labelValues = labelValues;
      this.scope = scope;
    }
  }

  private record Child(List<String> labelValues, Timing timing, Shape shape) {}
}
