package dev.vitals.agent;

import dev.vitals.config.Settings;
import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.host.HostReading;
import dev.vitals.judge.Judge;
import dev.vitals.judge.JudgeState;
import dev.vitals.judge.Judgement;
import dev.vitals.judge.Transition;
import dev.vitals.pipeline.Aggregator;
import dev.vitals.pipeline.CacheSeries;
import dev.vitals.pipeline.Events;
import dev.vitals.pipeline.FamilySource;
import dev.vitals.pipeline.HttpSeries;
import dev.vitals.pipeline.JdbcSeries;
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
  private final long intervalMillis;
  private final HttpSeries http;
  private final JdbcSeries jdbc;
  private final CacheSeries caches;
  private final SeriesBudget budget;
  private final List<FamilySource> sources = new ArrayList<>();
  private volatile Judge judge;
  private JudgeState state = JudgeState.EMPTY;
  private List<Alert> alerts = List.of();
  private List<Family> judged = List.of();
  private volatile HostReading host = HostReading.NONE;
  private String lastFailure = "";

  Assembly(
      Log log,
      Settings settings,
      HttpSeries http,
      JdbcSeries jdbc,
      CacheSeries caches,
      SeriesBudget budget,
      int windowTicks) {
    this.log = log;
    this.transitions = new TransitionLog(log::note);
    this.span = new WindowSpan(windowTicks, System.nanoTime());
    this.http = http;
    this.jdbc = jdbc;
    this.caches = caches;
    this.budget = budget;
    this.intervalMillis = settings.thresholds().intervalMillis();
    this.judge = new Judge(Rules.of(settings.thresholds()), intervalMillis);
  }

  /** Adds metrics to the exposition. Before the aggregator starts. */
  void add(FamilySource source) {
    sources.add(source);
  }

  /** Judges by these limits from the next tick on. <i>Threads:</i> any. */
  void judgeBy(Settings.Thresholds thresholds) {
    judge = new Judge(Rules.of(thresholds), intervalMillis);
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
    http.tick();
    jdbc.tick();
    caches.tick();
    span.tick(nowNanos);
    long now = System.currentTimeMillis();
    Judgement judgement =
        judge.evaluate(
            state,
            new Snapshot(now, List.of(), operations(), caches(), host.resources(), List.of()));
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
    return new Snapshot(now, families, operations(), caches(), reading.resources(), alerts);
  }

  @Override
  public void failed(String step, Throwable cause) {
    String failure = step + " failed: " + cause;
    if (!failure.equals(lastFailure)) {
      lastFailure = failure;
      log.note(failure);
    }
  }

  private List<OperationWindow> operations() {
    List<OperationWindow> operations = new ArrayList<>();
    http.windows(span.seconds(), operations);
    jdbc.windows(span.seconds(), operations);
    return operations;
  }

  private List<CacheWindow> caches() {
    List<CacheWindow> windows = new ArrayList<>();
    caches.windows(span.seconds(), windows);
    return windows;
  }
}
