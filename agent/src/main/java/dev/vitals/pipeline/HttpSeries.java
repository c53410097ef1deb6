package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.exporter.prometheus.RecentMaximum;
import java.util.ArrayList;
import java.util.List;

/**
 * The series of requests: unpacks what {@link HttpRecorder} packed.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
public final class HttpSeries implements FamilySource {
  private static final int SERVER_ERROR = 500;

  private final Dictionary routes;
  private final Dictionary errorTypes;
  private final HttpRecorder recorder;
  private final Timing.Buckets buckets;
  private final SeriesBudget.Share share;
  private Lookback lookback;
  private final LongTable<Child> children = new LongTable<>();
  private final LongTable<LatencyWindow> windows = new LongTable<>();
  private final LatencyWindow overall;
  private final Timing overflow;
  private final RecentMaximum longestOverflow = new RecentMaximum();
  private long turnedNanos = System.nanoTime();
  private long aggregated;

  public HttpSeries(
      HttpRecorder recorder,
      Dictionary routes,
      Dictionary errorTypes,
      Timing.Buckets buckets,
      SeriesBudget budget,
      Lookback lookback) {
    this.recorder = recorder;
    this.routes = routes;
    this.errorTypes = errorTypes;
    this.buckets = buckets;
    this.share =
        budget.share(ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS, buckets.lines());
    this.lookback = lookback;
    this.overall = new LatencyWindow(lookback);
    this.overflow = new Timing(buckets);
  }

  public void accept(long attributes, long nanos) {
    aggregated++;
    Child child = children.get(attributes);
    if (child == null) {
      child = admit(attributes);
    }
    boolean failed =
        bits(attributes, HttpRecorder.ERROR_SHIFT, 16) != 0
            || bits(attributes, HttpRecorder.STATUS_SHIFT, 10) >= SERVER_ERROR;
    if (child == null) {
      overall.record(nanos, failed);
      overflow.record(nanos);
      longestOverflow.record(nanos);
      share.overflowed();
      return;
    }
    child.timing.record(nanos);
    child.longest.record(nanos);
    child.window.record(nanos, failed);
  }

  public long aggregated() {
    return aggregated;
  }

  public void tick() {
    // Summed once a tick, not counted twice a request.
    windows.forEach((route, window) -> overall.include(window));
    overall.tick();
    windows.forEach((route, window) -> window.tick());
    long nowNanos = System.nanoTime();
    if (nowNanos - turnedNanos >= RecentMaximum.TURN_NANOS) {
      turnedNanos = nowNanos;
      longestOverflow.turn();
      children.forEach((attributes, child) -> child.longest.turn());
    }
  }

  /** Looks back over other lengths from now on. */
  public void lookBack(Lookback newLookback) {
    lookback = newLookback;
    overall.lookBack(newLookback);
    windows.forEach((route, window) -> window.lookBack(newLookback));
  }

  /** Sliding windows: of all requests, of each route and, with an empty scope, of none. */
  public void windows(int length, double windowSeconds, List<OperationWindow> into) {
    add(
        overall.window(
            OperationWindow.Kind.HTTP_SERVER, OperationWindow.ALL, length, windowSeconds),
        into);
    windows.forEach(
        (key, window) -> {
          int route = (int) (key - 1);
          String text = route == Dictionary.OTHER ? "other" : routes.text(route);
          add(window.window(OperationWindow.Kind.HTTP_SERVER, text, length, windowSeconds), into);
        });
  }

  /** The tick that ended last: of all requests, with an empty scope, and of each route. */
  public void newest(LatencyTick.Reader reader) {
    overall.newest("", reader);
    windows.forEach(
        (key, window) -> {
          int route = (int) (key - 1);
          if (route != Dictionary.NONE) {
            window.newest(route == Dictionary.OTHER ? "other" : routes.text(route), reader);
          }
        });
  }

  @Override
  public void collect(List<Family> into) {
    List<Sample> samples = new ArrayList<>(children.size() + 1);
    children.forEach(
        (attributes, child) ->
            samples.add(child.timing.sample(child.labelValues, child.longest.value())));
    if (overflow.count() > 0) {
      samples.add(overflow.sample(Sample.OVERFLOW, longestOverflow.value()));
    }
    into.add(new Family(ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS, samples));
    recorder.collect(into);
  }

  private Child admit(long attributes) {
    int route = bits(attributes, HttpRecorder.ROUTE_SHIFT, 20);
    if (route == Dictionary.OTHER || !share.admit()) {
      return null;
    }
    LatencyWindow window = windows.get(route + 1L);
    if (window == null) {
      window = new LatencyWindow(lookback);
      windows.put(route + 1L, window);
    }
    int status = bits(attributes, HttpRecorder.STATUS_SHIFT, 10);
    int error = bits(attributes, HttpRecorder.ERROR_SHIFT, 16);
    String statusText = status == 0 ? "" : Integer.toString(status);
    String errorText = error == Dictionary.OTHER ? "_OTHER" : errorTypes.text(error);
    if (errorText.isEmpty() && status >= SERVER_ERROR) {
      errorText = statusText;
    }
    Child child =
        new Child(
            List.of(
                HttpRecorder.METHODS[bits(attributes, HttpRecorder.METHOD_SHIFT, 4)],
                HttpRecorder.SCHEMES[bits(attributes, HttpRecorder.SCHEME_SHIFT, 2)],
                routes.text(route),
                statusText,
                errorText),
            new Timing(buckets),
            new RecentMaximum(),
            window);
    children.put(attributes, child);
    return child;
  }

  private static void add(OperationWindow window, List<OperationWindow> into) {
    if (window != null) {
      into.add(window);
    }
  }

  private static int bits(long attributes, int shift, int width) {
    return (int) (attributes >>> shift) & ((1 << width) - 1);
  }

  private record Child(
      List<String> labelValues, Timing timing, RecentMaximum longest, LatencyWindow window) {}
}
