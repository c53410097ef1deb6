package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.Buckets;
import dev.vitals.pool.Dbcp2Instrumentation;
import dev.vitals.pool.HikariInstrumentation;
import dev.vitals.pool.TomcatJdbcInstrumentation;
import dev.vitals.probe.Probe;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.Weaver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Weaves pools in this JVM and shows what comes of it. */
final class PoolWatch implements AutoCloseable {
  private static final AtomicInteger SESSIONS = new AtomicInteger(700);

  private final WeaveFailures weaving = new WeaveFailures();
  final List<String> failures = weaving.said;
  final Events events = new Events(4_096, 1);
  final PoolRecorder recorder = new PoolRecorder(events);
  final PoolSeries series =
      new PoolSeries(
          recorder,
          new Timing.Buckets(Buckets.POOL),
          new SeriesBudget(100, 10_000, 0),
          new Lookback(1));
  private final int session = SESSIONS.incrementAndGet();
  private Weaver weaver;

  void weave() {
    Probe.deliverTo(new Recorder(session, null, null, null, null, recorder, null, 3, weaving));
    weaver =
        new Weaver(
            ByteBuddyAgent.install(),
            session,
            List.of(
                new HikariInstrumentation(),
                new TomcatJdbcInstrumentation(),
                new Dbcp2Instrumentation()),
            Exclusions.NONE,
            weaving);
    weaver.install(true);
  }

  void tick() {
    events.drain(series::accept);
    series.drained();
    series.tick();
  }

  /** The name of the only pool there is. */
  String onlyPool() {
    Set<String> names = new TreeSet<>();
    for (Family family : families()) {
      for (Sample sample : family.samples()) {
        names.add(sample.labelValues().get(0));
      }
    }
    assertEquals(1, names.size(), names.toString());
    return names.iterator().next();
  }

  /** Of a histogram its count; null where there is no such series. */
  Double value(String metric, String... labels) {
    Sample sample = sample(metric, labels);
    return sample == null
        ? null
        : sample instanceof Sample.Distribution times
            ? (double) times.count()
            : ((Sample.Point) sample).value();
  }

  double sum(String metric, String... labels) {
    return ((Sample.Distribution) sample(metric, labels)).sum();
  }

  private Sample sample(String metric, String... labels) {
    for (Family family : families()) {
      if (family.metric().name().equals(metric)) {
        for (Sample sample : family.samples()) {
          if (sample.labelValues().equals(List.of(labels))) {
            return sample;
          }
        }
      }
    }
    return null;
  }

  private List<Family> families() {
    events.drain(series::accept);
    List<Family> families = new ArrayList<>();
    series.collect(families);
    return families;
  }

  @Override
  public void close() {
    if (weaver != null) {
      weaver.reset();
    }
    Probe.deliverTo(null);
  }
}
