package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
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
  private static final int GAUGES_AND_COUNTERS = 9;
  private static final int LINES = GAUGES_AND_COUNTERS + 2 * (TaskTimes.BUCKETS + 2);

  /** Names that most applications do with. */
  private static final int EXECUTORS = 12;

  /** So many tasks of an executor are watched while they wait, at each tick. */
  private static final long WATCHED_PER_TICK = 10_000;

  private final ExecutorRecorder recorder;
  private final ExecutorDiscovery discovery;
  private final SeriesBudget.Share share;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private boolean discovered;

  public ExecutorSeries(
      ExecutorRecorder recorder, ExecutorDiscovery discovery, SeriesBudget budget) {
    this.recorder = recorder;
    this.discovery = discovery;
    this.share = budget.shareOfFew(ExecutorMetrics.EXECUTOR_ACTIVE_THREADS, LINES, EXECUTORS);
  }

  /** Lets go of collected executors: an application may make one for each request. */
  public void drained() {
    recorder.executors().expunge(this::retire);
  }

  /** Ends a tick: decides how many tasks are watched. */
  public void tick() {
    drained();
    List<ExecutorCounts> live = new ArrayList<>();
    recorder.executors().forEach((executor, counts) -> live.add(counts));
    recorder.waits().expunge(live);
    update();
    for (ExecutorCounts counts : live) {
      ExecutorTotals now = new ExecutorTotals();
      now.add(counts);
      long ended = now.completed();
      counts.sample(ended - counts.endedAtTick, WATCHED_PER_TICK);
      counts.endedAtTick = ended;
    }
  }

  @Override
  public void collect(List<Family> into) {
    update();
    Shown shown = new Shown();
    Line overflow = new Line(true);
    for (Map.Entry<String, Line> entry : lines.entrySet()) {
      Line line = entry.getValue();
      if (line.admitted) {
        shown.add(List.of(entry.getKey()), line);
      } else {
        overflow.now.add(line.now);
        overflow.reading.add(line.reading);
      }
    }
    if (overflow.now.isUsed() || overflow.reading.size >= 0L) {
      shown.add(Sample.OVERFLOW, overflow);
    }
    shown.addTo(into);
  }

  private void update() {
    if (!discovered) {
      discovered = true;
      discovery.discover();
    }
    for (Line line : lines.values()) {
      line.now = new ExecutorTotals();
      line.now.add(line.retired);
      line.reading = new ExecutorReading();
    }
    ExecutorTotals ended = new ExecutorTotals();
    ended.add(recorder.ended());
    recorder.executors().forEach(this::read);
    if (ended.isUsed()) {
      line(ExecutorNames.PER_TASK_NAME).now.add(ended);
    }
    // One that ended after that was read, and before it was visited, is in neither.
    for (Line line : lines.values()) {
      line.now.untimed = Math.max(line.now.untimed, line.untimed);
      line.untimed = line.now.untimed;
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
    Line line = line(counts.name);
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
      counts.name = name == null ? ExecutorNames.PER_TASK_NAME : name;
    }
    line(counts.name).retired.add(last);
  }

  /** What the thread was called before any task could change it, if that was seen. */
  private static String threadName(ExecutorCounts counts, ExecutorReading reading) {
    return counts.threadName != null ? counts.threadName : reading.threadName;
  }

  private Line line(String name) {
    Line line = lines.get(name);
    if (line == null) {
      boolean admitted = share.admit();
      if (!admitted) {
        share.overflowed();
      }
      line = new Line(admitted);
      lines.put(name, line);
    }
    return line;
  }

  private static final class Line {
    final ExecutorTotals retired = new ExecutorTotals();
    final boolean admitted;
    ExecutorTotals now = new ExecutorTotals();
    long untimed;
    ExecutorReading reading = new ExecutorReading();

    Line(boolean admitted) {
      this.admitted = admitted;
    }
  }

  /** The samples of a snapshot, by metric. */
  private static final class Shown {
    private static final List<Metric> METRICS =
        List.of(
            ExecutorMetrics.EXECUTOR_ACTIVE_THREADS,
            ExecutorMetrics.EXECUTOR_POOL_SIZE_THREADS,
            ExecutorMetrics.EXECUTOR_POOL_CORE_THREADS,
            ExecutorMetrics.EXECUTOR_POOL_MAX_THREADS,
            ExecutorMetrics.EXECUTOR_QUEUED_TASKS,
            ExecutorMetrics.EXECUTOR_QUEUE_REMAINING_TASKS,
            ExecutorMetrics.EXECUTOR_COMPLETED_TASKS_TOTAL,
            ExecutorMetrics.VITALS_EXECUTOR_REJECTED_TASKS_TOTAL,
            ExecutorMetrics.EXECUTOR_SECONDS,
            ExecutorMetrics.EXECUTOR_IDLE_SECONDS,
            ExecutorMetrics.VITALS_EXECUTOR_STEALS_TOTAL);

    private final Map<String, Family> families = new LinkedHashMap<>();

    Shown() {
      for (Metric metric : METRICS) {
        families.put(metric.name(), new Family(metric, new ArrayList<>()));
      }
    }

    void add(List<String> labelValues, Line line) {
      ExecutorReading reading = line.reading;
      known(ExecutorMetrics.EXECUTOR_ACTIVE_THREADS, labelValues, reading.active);
      known(ExecutorMetrics.EXECUTOR_POOL_SIZE_THREADS, labelValues, reading.size);
      known(ExecutorMetrics.EXECUTOR_POOL_CORE_THREADS, labelValues, reading.core);
      known(ExecutorMetrics.EXECUTOR_POOL_MAX_THREADS, labelValues, reading.max);
      known(ExecutorMetrics.EXECUTOR_QUEUED_TASKS, labelValues, reading.queued);
      known(ExecutorMetrics.EXECUTOR_QUEUE_REMAINING_TASKS, labelValues, reading.remaining);
      ExecutorTotals now = line.now;
      if (now.steals > 0L) {
        known(ExecutorMetrics.VITALS_EXECUTOR_STEALS_TOTAL, labelValues, now.steals);
      }
      if (!now.countsTasks()) {
        return;
      }
      known(ExecutorMetrics.EXECUTOR_COMPLETED_TASKS_TOTAL, labelValues, now.completed());
      known(ExecutorMetrics.VITALS_EXECUTOR_REJECTED_TASKS_TOTAL, labelValues, now.rejected);
      if (now.hasRuns()) {
        add(ExecutorMetrics.EXECUTOR_SECONDS, now.runs(labelValues));
      }
      if (now.hasWaits()) {
        add(ExecutorMetrics.EXECUTOR_IDLE_SECONDS, now.waits(labelValues));
      }
    }

    void addTo(List<Family> into) {
      into.addAll(families.values());
    }

    private void known(Metric metric, List<String> labelValues, long value) {
      if (value >= 0L) {
        add(metric, new Sample.Point(labelValues, value));
      }
    }

    private void add(Metric metric, Sample sample) {
      families.get(metric.name()).samples().add(sample);
    }
  }
}
