package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.exporter.prometheus.ExecutorMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of executors. Those of one name are summed; what a collected executor counted stays in
 * its series, so that counters never fall.
 *
 * <p>An executor appears with its first thread or task. It is named then, and keeps the name.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
public final class ExecutorSeries implements FamilySource {
  private static final int GAUGES_AND_COUNTERS = 11;
  private static final int LINES = GAUGES_AND_COUNTERS + 2 * (TaskTimes.BUCKETS + 2);

  /** Names that most applications do with. */
  private static final int EXECUTORS = 12;

  /** So many tasks of an executor are watched while they wait, at each tick. */
  private static final long WATCHED_PER_TICK = 10_000;

  private static final long LOOK_NANOS = 1_000_000_000L;
  private static final long DISCOVERY_NANOS = 10_000_000_000L;

  private final ExecutorRecorder recorder;
  private final ExecutorDiscovery discovery;
  private final SeriesBudget.Share share;
  private final Map<String, ExecutorLine> lines = new LinkedHashMap<>();
  private final Cadence looks = new Cadence(LOOK_NANOS);
  private final Cadence discoveries = new Cadence(DISCOVERY_NANOS);
  private Lookback lookback;
  private boolean discovered;

  public ExecutorSeries(
      ExecutorRecorder recorder,
      ExecutorDiscovery discovery,
      SeriesBudget budget,
      Lookback lookback) {
    this.recorder = recorder;
    this.discovery = discovery;
    this.share = budget.shareOfFew(ExecutorMetrics.EXECUTOR_ACTIVE_THREADS, LINES, EXECUTORS);
    this.lookback = lookback;
  }

  /**
   * Lets go of collected executors, for an application may make one for each request, and looks how
   * the others stand and for new fork-join pools, unless that was a moment ago.
   */
  public void drained() {
    recorder.executors().expunge(this::retire);
    if (discoveries.isDue()) {
      discovery.discoverForkJoin();
    }
    if (looks.isDue()) {
      look();
    }
  }

  /** Ends a tick: moves the windows on, and decides how many tasks are watched. */
  public void tick() {
    recorder.executors().expunge(this::retire);
    List<ExecutorCounts> live = new ArrayList<>();
    recorder.executors().forEach((executor, counts) -> live.add(counts));
    recorder.waits().expunge(live);
    look();
    for (ExecutorLine line : lines.values()) {
      line.tick();
    }
    for (ExecutorCounts counts : live) {
      ExecutorTotals now = new ExecutorTotals();
      now.add(counts);
      long ended = now.completed();
      counts.sample(ended - counts.endedAtTick, WATCHED_PER_TICK);
      counts.endedAtTick = ended;
    }
  }

  /** Looks back over other lengths from now on. */
  public void lookBack(Lookback newLookback) {
    lookback = newLookback;
    for (ExecutorLine line : lines.values()) {
      line.lookBack(newLookback);
    }
  }

  /** What became of tasks within the last so many ticks, how long they ran and waited. */
  public void tasks(int length, double windowSeconds, List<OperationWindow> into) {
    for (Map.Entry<String, ExecutorLine> entry : lines.entrySet()) {
      ExecutorLine line = entry.getValue();
      if (line.admitted) {
        add(line.tasks.tasks(entry.getKey(), length, windowSeconds), into);
        add(line.tasks.runs(entry.getKey(), length, windowSeconds), into);
        add(line.tasks.waits(entry.getKey(), length, windowSeconds), into);
      }
    }
  }

  /** How busy each executor was within the last so many ticks. */
  public void saturations(int length, double windowSeconds, List<SaturationWindow> into) {
    for (Map.Entry<String, ExecutorLine> entry : lines.entrySet()) {
      ExecutorLine line = entry.getValue();
      if (line.admitted && line.isThere()) {
        into.add(
            line.saturation.window(
                SaturationWindow.Kind.EXECUTOR, entry.getKey(), length, windowSeconds));
      }
    }
  }

  @Override
  public void collect(List<Family> into) {
    update();
    ExecutorFamilies families = new ExecutorFamilies();
    ExecutorLine overflow = new ExecutorLine(true, lookback);
    for (Map.Entry<String, ExecutorLine> entry : lines.entrySet()) {
      ExecutorLine line = entry.getValue();
      if (line.admitted) {
        families.add(List.of(entry.getKey()), line);
      } else {
        overflow.now.add(line.now);
        overflow.reading.add(line.reading);
      }
    }
    if (overflow.now.isUsed() || overflow.reading.size >= 0L) {
      families.add(Sample.OVERFLOW, overflow);
    }
    families.addTo(into);
  }

  private void look() {
    update();
    for (ExecutorLine line : lines.values()) {
      line.looked();
    }
  }

  private void update() {
    if (!discovered) {
      discovered = true;
      discovery.discover();
    }
    for (ExecutorLine line : lines.values()) {
      line.reset();
    }
    recorder.executors().forEach(this::read);
    ThreadsPerTask threads = recorder.threadsPerTask();
    if (threads.isUsed()) {
      ExecutorLine line = line(ExecutorNames.PER_TASK_NAME);
      line.now.untimed += threads.completed();
      line.reading.active = threads.alive();
      line.reading.size = line.reading.active;
    }
  }

  private void read(Object executor, ExecutorCounts counts) {
    ExecutorReading reading = ExecutorReader.read(executor);
    counts.steals = Math.max(counts.steals, reading.steals);
    ExecutorTotals now = new ExecutorTotals();
    now.add(counts);
    if (counts.name == null) {
      boolean used = now.isUsed() || reading.size > 0L;
      counts.name = used ? ExecutorNames.of(executor, counts, threadName(counts, reading)) : null;
    }
    if (counts.name == null) {
      return;
    }
    if (reading.active >= 0L) {
      counts.active = reading.active;
    } else if (reading.size >= 0L) {
      reading.active = Math.min(counts.active, reading.size);
    }
    ExecutorLine line = line(counts.name);
    line.now.add(now);
    if (!reading.terminated) {
      line.reading.add(reading);
    }
  }

  private void retire(ExecutorCounts counts) {
    recorder.release();
    ExecutorTotals last = new ExecutorTotals();
    last.add(counts);
    if (!last.isUsed()) {
      return;
    }
    if (counts.name == null) {
      String name = ExecutorNames.of(null, counts, counts.threadName);
      counts.name = name == null ? ExecutorNames.POOL : name;
    }
    line(counts.name).retired.add(last);
  }

  /** What the thread was called before any task could change it, if that was seen. */
  private static String threadName(ExecutorCounts counts, ExecutorReading reading) {
    return counts.threadName != null ? counts.threadName : reading.threadName;
  }

  private static void add(OperationWindow window, List<OperationWindow> into) {
    if (window != null) {
      into.add(window);
    }
  }

  private ExecutorLine line(String name) {
    ExecutorLine line = lines.get(name);
    if (line == null) {
      boolean admitted = share.admit();
      if (!admitted) {
        share.overflowed();
      }
      line = new ExecutorLine(admitted, lookback);
      lines.put(name, line);
    }
    return line;
  }
}
