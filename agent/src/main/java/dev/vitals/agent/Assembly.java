package dev.vitals.agent;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.history.Forecast;
import dev.vitals.history.Interval;
import dev.vitals.host.HostReading;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.Panel;
import dev.vitals.judge.Standing;
import dev.vitals.judge.Transition;
import dev.vitals.judge.Triage;
import dev.vitals.pipeline.Aggregator;
import dev.vitals.pipeline.Events;
import dev.vitals.pipeline.FamilySource;
import dev.vitals.pipeline.Lookback;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The aggregator's work: leads events to their series, judges at the end of each tick, and puts the
 * snapshot together.
 *
 * <p><i>Threads:</i> the aggregator alone, but for {@link #host}, {@link #judgeBy}, {@link #tell},
 * {@link #standing} and {@link #slowDatabase}.
 */
final class Assembly implements Aggregator.Work {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Log log;
  private final TransitionLog transitions;
  private final WindowSpan span;
  private final Intake intake;
  private final Intervals intervals;
  private final List<FamilySource> sources = new CopyOnWriteArrayList<>();

  /** Null until the rules are read. */
  private volatile Judging wanted;

  private volatile Audience audience = Audience.NOBODY;
  private Judging judging;
  private Panel.State state;

  /** Null as long as the rules are. */
  private Forecast forecast;

  /** Null before the first look, as is the state: what judges is not loaded before main. */
  private volatile Standing standing;

  private List<Family> judged = List.of();
  private volatile HostReading host = HostReading.NONE;
  private String lastFailure = "";

  Assembly(Log log, Intake intake) {
    this.log = log;
    this.transitions = new TransitionLog(log::note);
    this.span = new WindowSpan(1, System.nanoTime());
    this.intake = intake;
    this.intervals = new Intervals(intake);
  }

  /** Who is told of each tick, and asked what people have said. */
  interface Audience {
    /** Before anybody is there. */
    Audience NOBODY =
        new Audience() {
          @Override
          public Triage.Orders orders() {
            return Triage.Orders.NONE;
          }

          @Override
          public Panel.State remembering(Panel.State state) {
            return state;
          }

          @Override
          public void judged(Panel.Result result, Interval interval) {
            // There is nobody to hear it.
          }
        };

    /** <i>Cost:</i> a look, at each tick. */
    Triage.Orders orders();

    /** The state with what an earlier run left, where that has not been handed over yet. */
    Panel.State remembering(Panel.State state);

    /** <i>Cost:</i> no I/O. */
    void judged(Panel.Result result, Interval interval);
  }

  /** From the next tick on. <i>Threads:</i> any. */
  void tell(Audience newAudience) {
    audience = newAudience;
  }

  /** How the process stands as of the newest tick. <i>Threads:</i> any. */
  Standing standing() {
    Standing newest = standing;
    return newest == null ? Standing.NONE : newest;
  }

  /** Adds metrics to the exposition. <i>Threads:</i> any. */
  void add(FamilySource source) {
    sources.add(source);
  }

  /** Judges by these rules from the next tick on. <i>Threads:</i> any. */
  void judgeBy(Judging newJudging) {
    wanted = newJudging;
  }

  /** A database operation counts as slow from here on. <i>Threads:</i> any. */
  void slowDatabase(long nanos) {
    intake.jdbc.slowNanos(nanos);
  }

  /** The newest sample of the host. <i>Threads:</i> vitals-host. */
  void host(HostReading reading) {
    host = reading;
  }

  @Override
  public void accept(long attributes, long nanos) {
    int type = (int) (attributes & Events.TYPE_MASK);
    if (type == Events.HTTP_SERVER) {
      intake.http.accept(attributes, nanos);
    } else if (type == Events.DB_CLIENT) {
      intake.jdbc.accept(attributes, nanos);
    } else {
      intake.pools.accept(attributes, nanos);
    }
  }

  @Override
  public void drained() {
    intake.jdbc.drained();
    intake.pools.drained();
    intake.executors.drained();
  }

  @Override
  public void tick() {
    long nowNanos = System.nanoTime();
    lookBack();
    intake.http.tick();
    intake.jdbc.tick();
    intake.caches.tick();
    intake.pools.tick();
    intake.executors.tick();
    span.tick(nowNanos);
    if (judging == null) {
      return;
    }
    long now = System.currentTimeMillis();
    Audience told = audience;
    Panel.Result result =
        judging
            .panel()
            .look(
                told.remembering(state), evidence(now, nowNanos / NANOS_PER_MILLI), told.orders());
    state = result.state();
    standing = result.standing();
    judged = result.families();
    told.judged(
        result, intervals.newest(result.standing(), span.seconds(1), judging.intervalMillis()));
    transitions.tick(nowNanos);
    for (Transition transition : result.transitions()) {
      transitions.note(
          nowNanos,
          "alert " + transition.rule() + ' ' + transition.to() + ": " + transition.message());
    }
  }

  @Override
  public Snapshot snapshot() {
    long now = System.currentTimeMillis();
    List<Family> families = new ArrayList<>();
    intake.http.collect(families);
    intake.jdbc.collect(families);
    intake.caches.collect(families);
    intake.pools.collect(families);
    intake.executors.collect(families);
    for (FamilySource source : sources) {
      source.collect(families);
    }
    HostReading reading = host;
    families.addAll(reading.families());
    families.addAll(judged);
    intake.budget.collect(families);
    return new Snapshot(now, families, standing().active());
  }

  @Override
  public void failed(String step, Throwable cause) {
    String failure = step + " failed: " + cause;
    if (!failure.equals(lastFailure)) {
      lastFailure = failure;
      log.note(failure);
    }
  }

  /** Windows grow or shrink at the tick after new rules came. */
  private void lookBack() {
    Judging newJudging = wanted;
    if (newJudging != judging) {
      if (judging == null) {
        state = Panel.State.EMPTY;
        forecast = new Forecast();
      }
      judging = newJudging;
      Lookback lookback = newJudging.lookback();
      intake.http.lookBack(lookback);
      intake.jdbc.lookBack(lookback);
      intake.caches.lookBack(lookback);
      intake.pools.lookBack(lookback);
      intake.executors.lookBack(lookback);
      span.lookBack(lookback.longest());
    }
  }

  private Evidence evidence(long epochMillis, long steadyMillis) {
    HostReading reading = host;
    List<Evidence.Windows> windows = windows();
    // The first one is that of a tick.
    Map<String, Double> levels = Fullness.of(reading, windows.get(0).saturations());
    return new Evidence(
        epochMillis,
        steadyMillis,
        windows,
        reading.resources(),
        forecast.look(steadyMillis, levels));
  }

  private List<Evidence.Windows> windows() {
    List<Evidence.Windows> windows = new ArrayList<>();
    for (int length : judging.lengths()) {
      double seconds = span.seconds(length);
      List<OperationWindow> operations = new ArrayList<>();
      intake.http.windows(length, seconds, operations);
      intake.jdbc.windows(length, seconds, operations);
      List<CacheWindow> lookups = new ArrayList<>();
      intake.caches.windows(length, seconds, lookups);
      intake.pools.waits(length, seconds, operations);
      intake.executors.tasks(length, seconds, operations);
      List<SaturationWindow> saturations = new ArrayList<>();
      intake.pools.saturations(length, seconds, saturations);
      intake.executors.saturations(length, seconds, saturations);
      windows.add(
          new Evidence.Windows(
              length * judging.intervalMillis(), operations, lookups, saturations));
    }
    return windows;
  }
}
