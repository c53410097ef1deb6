package dev.vitals.agent;

import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.host.HostReading;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.JudgeState;
import dev.vitals.judge.Judgement;
import dev.vitals.judge.Transition;
import dev.vitals.pipeline.Aggregator;
import dev.vitals.pipeline.CacheSeries;
import dev.vitals.pipeline.Events;
import dev.vitals.pipeline.FamilySource;
import dev.vitals.pipeline.HttpSeries;
import dev.vitals.pipeline.JdbcSeries;
import dev.vitals.pipeline.Lookback;
import dev.vitals.pipeline.SeriesBudget;
import java.util.ArrayList;
import java.util.List;

/**
 * The aggregator's work: leads events to their series, judges at the end of each tick, and puts the
 * snapshot together.
 *
 * <p><i>Threads:</i> the aggregator alone, but for {@link #host}, {@link #judgeBy} and {@link
 * #slowDatabase}.
 */
final class Assembly implements Aggregator.Work {
  private final Log log;
  private final TransitionLog transitions;
  private final WindowSpan span;
  private final HttpSeries http;
  private final JdbcSeries jdbc;
  private final CacheSeries caches;
  private final SeriesBudget budget;
  private final List<FamilySource> sources = new ArrayList<>();
  private volatile Judging wanted;
  private Judging judging;
  private JudgeState state = JudgeState.EMPTY;
  private List<Alert> alerts = List.of();
  private List<Family> judged = List.of();
  private volatile HostReading host = HostReading.NONE;
  private String lastFailure = "";

  Assembly(
      Log log,
      HttpSeries http,
      JdbcSeries jdbc,
      CacheSeries caches,
      SeriesBudget budget,
      Judging judging) {
    this.log = log;
    this.transitions = new TransitionLog(log::note);
    this.span = new WindowSpan(judging.lookback().longest(), System.nanoTime());
    this.http = http;
    this.jdbc = jdbc;
    this.caches = caches;
    this.budget = budget;
    this.judging = judging;
    this.wanted = judging;
  }

  /** Adds metrics to the exposition. Before the aggregator starts. */
  void add(FamilySource source) {
    sources.add(source);
  }

  /** Judges by these rules from the next tick on. <i>Threads:</i> any. */
  void judgeBy(Judging newJudging) {
    wanted = newJudging;
  }

  /** A database operation counts as slow from here on. <i>Threads:</i> any. */
  void slowDatabase(long nanos) {
    jdbc.slowNanos(nanos);
  }

  /** The newest sample of the host. <i>Threads:</i> vitals-host. */
  void host(HostReading reading) {
    host = reading;
  }

  @Override
  public void accept(long attributes, long nanos) {
    if ((attributes & Events.TYPE_MASK) == Events.HTTP_SERVER) {
      http.accept(attributes, nanos);
    } else {
      jdbc.accept(attributes, nanos);
    }
  }

  @Override
  public void drained() {
    jdbc.drained();
  }

  @Override
  public void tick() {
    long nowNanos = System.nanoTime();
    lookBack();
    http.tick();
    jdbc.tick();
    caches.tick();
    span.tick(nowNanos);
    long now = System.currentTimeMillis();
    Judgement judgement =
        judging.judge().evaluate(state, new Evidence(now, windows(), host.resources()));
    state = judgement.state();
    alerts = judgement.active();
    judged = judgement.families();
    transitions.tick(nowNanos);
    for (Transition transition : judgement.transitions()) {
      transitions.note(
          nowNanos,
          "alert " + transition.rule() + ' ' + transition.to() + ": " + transition.message());
    }
  }

  @Override
  public Snapshot snapshot() {
    long now = System.currentTimeMillis();
    List<Family> families = new ArrayList<>();
    http.collect(families);
    jdbc.collect(families);
    caches.collect(families);
    for (FamilySource source : sources) {
      source.collect(families);
    }
    HostReading reading = host;
    families.addAll(reading.families());
    families.addAll(judged);
    budget.collect(families);
    return new Snapshot(now, families, alerts);
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
      judging = newJudging;
      Lookback lookback = newJudging.lookback();
      http.lookBack(lookback);
      jdbc.lookBack(lookback);
      caches.lookBack(lookback);
      span.lookBack(lookback.longest());
    }
  }

  private List<Evidence.Windows> windows() {
    List<Evidence.Windows> windows = new ArrayList<>();
    for (int length : judging.lengths()) {
      double seconds = span.seconds(length);
      List<OperationWindow> operations = new ArrayList<>();
      http.windows(length, seconds, operations);
      jdbc.windows(length, seconds, operations);
      List<CacheWindow> lookups = new ArrayList<>();
      caches.windows(length, seconds, lookups);
      windows.add(new Evidence.Windows(length * judging.intervalMillis(), operations, lookups));
    }
    return windows;
  }
}
