package dev.vitals.agent;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.AgentMetrics;
import dev.vitals.pipeline.Aggregator;
import dev.vitals.pipeline.Events;
import dev.vitals.pipeline.FamilySource;
import dev.vitals.pipeline.Recorder;
import dev.vitals.pipeline.WeaveStatistics;
import java.util.ArrayList;
import java.util.List;

/** What the agent says about itself. <i>Threads:</i> the aggregator alone. */
final class SelfMetrics implements FamilySource {
  private static final String QUEUE = "events";
  private static final String[] TYPES = {"", "http_server", "db_client", "pool"};

  private final Identity identity;
  private final Events events;
  private final Aggregator aggregator;
  private final AggregatedCounts aggregated;
  private final Recorder recorder;
  private final WeaveStatistics weaving;
  private final List<String> names;
  private final boolean[] enabled;
  private final OwnThreads ownThreads;

  /** How many events of a type reached their series. */
  interface AggregatedCounts {
    long of(int type);
  }

  SelfMetrics(
      Identity identity,
      Events events,
      Aggregator aggregator,
      AggregatedCounts aggregated,
      Recorder recorder,
      WeaveStatistics weaving,
      List<String> names,
      boolean[] enabled,
      OwnThreads ownThreads) {
    this.identity = identity;
    this.events = events;
    this.aggregator = aggregator;
    this.aggregated = aggregated;
    this.recorder = recorder;
    this.weaving = weaving;
    this.names = names;
    this.enabled = enabled;
    this.ownThreads = ownThreads;
  }

  @Override
  public void collect(List<Family> into) {
    identity.collect(into);
    collectEvents(into);
    collectInstrumentations(into);
    ownThreads.collect(into);
  }

  private void collectEvents(List<Family> into) {
    List<Sample> produced = new ArrayList<>();
    List<Sample> accepted = new ArrayList<>();
    List<Sample> dropped = new ArrayList<>();
    List<Sample> reached = new ArrayList<>();
    for (int type = 1; type < Events.TYPES; type++) {
      long done = aggregated.of(type);
      long lost = events.dropped(type);
      reached.add(point(done, TYPES[type]));
      accepted.add(point(done, TYPES[type]));
      dropped.add(point(lost, TYPES[type], "queue_full"));
      produced.add(point(done + lost, TYPES[type]));
    }
    into.add(new Family(AgentMetrics.VITALS_EVENTS_PRODUCED_TOTAL, produced));
    into.add(new Family(AgentMetrics.VITALS_EVENTS_ACCEPTED_TOTAL, accepted));
    into.add(new Family(AgentMetrics.VITALS_EVENTS_DROPPED_TOTAL, dropped));
    into.add(new Family(AgentMetrics.VITALS_EVENTS_AGGREGATED_TOTAL, reached));
    into.add(one(AgentMetrics.VITALS_QUEUE_SIZE, events.size(), QUEUE));
    into.add(one(AgentMetrics.VITALS_QUEUE_CAPACITY, events.capacity(), QUEUE));
    into.add(one(AgentMetrics.VITALS_DRAIN_LAG_SECONDS, aggregator.lagSeconds(), QUEUE));
  }

  private void collectInstrumentations(List<Family> into) {
    List<Sample> classes = new ArrayList<>();
    List<Sample> on = new ArrayList<>();
    List<Sample> errors = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      String name = names.get(index);
      on.add(point(enabled[index] ? 1 : 0, name));
      classes.add(point(weaving.transformed(index), name));
      errors.add(point(recorder.adviceFailures(index), name, "advice"));
      addPhases(errors, index, name);
    }
    addPhases(errors, -1, "");
    into.add(new Family(AgentMetrics.VITALS_CLASSES_TRANSFORMED_TOTAL, classes));
    into.add(new Family(AgentMetrics.VITALS_INSTRUMENTATION_ENABLED, on));
    into.add(new Family(AgentMetrics.VITALS_INSTRUMENTATION_ERRORS_TOTAL, errors));
    into.add(one(AgentMetrics.VITALS_TRANSFORM_SECONDS_TOTAL, weaving.seconds()));
  }

  private void addPhases(List<Sample> errors, int instrumentation, String name) {
    for (int phase = 0; phase < WeaveStatistics.PHASES.length; phase++) {
      errors.add(
          point(weaving.failures(instrumentation, phase), name, WeaveStatistics.PHASES[phase]));
    }
  }

  private static Family one(Metric metric, double value, String... labelValues) {
    return new Family(metric, List.of(point(value, labelValues)));
  }

  private static Sample point(double value, String... labelValues) {
    return new Sample.Point(List.of(labelValues), value);
  }
}
