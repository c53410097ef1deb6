package dev.vitals.history;

import dev.vitals.judge.Baselines;
import dev.vitals.pipeline.IntervalLog;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * The past: an hour in memory, a month on disk where a directory is configured.
 *
 * <p><i>Threads:</i> {@link #accept} the aggregator; {@link #start} and {@link #stop} once; the
 * rest any. <i>Errors:</i> nothing here throws because of a disk. <i>Cost:</i> {@link #accept}
 * encodes fifty histograms and does no I/O; a question reads up to a hundred megabytes for a month,
 * on the thread that asks.
 */
public final class History {
  /** No series has more of them: steps of a longer period are longer. */
  public static final int MOST_POINTS = Points.MOST;

  private static final long LONGEST_RANGE_MILLIS = 400L * 24 * 3_600 * 1_000;

  private final IntervalPacker packer = new IntervalPacker();
  private final MemoryRing memory;
  private final EventLog events;
  private final Disk disk;
  private final Timeline timeline;

  /**
   * @param told what the user should know: a line each
   */
  public History(HistorySettings settings, Consumer<String> told) {
    boolean isOnDisk = !settings.directory().isEmpty();
    memory = new MemoryRing(settings.memoryBytes());
    events = new EventLog(isOnDisk);
    disk = isOnDisk ? new Disk(settings, events, told) : null;
    timeline = new Timeline(memory, () -> disk == null ? null : disk.archive());
  }

  /** Starts to write; returns the thread, or null where no directory is configured. */
  public Thread start(ThreadFactory threads) {
    if (disk == null) {
      return null;
    }
    Thread thread = threads.newThread(disk);
    thread.start();
    return thread;
  }

  /** Writes what waits, then ends the thread; does not wait for it. */
  public void stop() {
    if (disk != null) {
      disk.stop();
    }
  }

  /** Keeps an interval. <i>Threads:</i> the aggregator. */
  public void accept(Interval interval) {
    Block block = packer.pack(interval);
    memory.add(block);
    if (disk != null) {
      disk.offer(block);
    }
  }

  /**
   * Keeps what is usual over a restart, where a directory is configured. <i>Threads:</i> the
   * aggregator, at each of its looks; written when a quarter of an hour is over.
   */
  public void keep(Baselines baselines) {
    if (disk != null) {
      disk.keep(baselines);
    }
  }

  /**
   * What an earlier run learned, once: null afterwards, before it is read, and where there is
   * nothing. Nothing is written over it before it was taken. <i>Threads:</i> the aggregator.
   */
  public Baselines takeEarlierBaselines() {
    return disk == null ? null : disk.takeEarlier();
  }

  /** What happened, in the order it happened. */
  public EventLog events() {
    return events;
  }

  /**
   * One series as a row of points, of the finest resolution that reaches back to the start. Steps
   * in which nothing was measured are missing; a series that nobody knows has no points.
   *
   * @param scope empty for all together
   * @param stepMillis is made longer where the resolution is coarser, or for too many points
   */
  public List<Point> query(
      String metric, String scope, long fromMillis, long toMillis, long stepMillis) {
    return timeline.points(metric, scope, from(fromMillis, toMillis), toMillis, stepMillis);
  }

  /** The same of some series, in their order: the past is read once for all of them. */
  public List<List<Point>> query(List<Asked> asked, long fromMillis, long toMillis) {
    return timeline.points(asked, from(fromMillis, toMillis), toMillis);
  }

  /** The scopes of a metric that were there in the last hours, sorted. */
  public List<String> scopes(String metric) {
    Set<String> scopes = new TreeSet<>();
    timeline.names(
        name -> {
          if (name.metric().equals(metric)) {
            scopes.add(name.scope());
          }
          return false;
        });
    return new ArrayList<>(scopes);
  }

  /** The metrics that were there in the last hours, sorted. */
  public List<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    timeline.names(
        name -> {
          metrics.add(name.metric());
          return false;
        });
    return new ArrayList<>(metrics);
  }

  /** What happened in a period. */
  public Report report(long fromMillis, long toMillis) {
    long from = Math.min(from(fromMillis, toMillis), toMillis - 1);
    return new ReportBuilder(timeline, from, toMillis).build();
  }

  /**
   * The series that moved at a moment, those first that moved most.
   *
   * @param untilMillis what is later is not looked at
   */
  public List<Movement> moved(long atMillis, long untilMillis) {
    return new Movements(atMillis, untilMillis).in(timeline);
  }

  /**
   * Writes one series as HdrHistogram's interval log, in the order it was measured.
   *
   * @param out is flushed, not closed
   * @return how many intervals had a histogram
   */
  public int writeIntervalLog(
      String metric, String scope, long fromMillis, long toMillis, OutputStream out)
      throws IOException {
    long from = from(fromMillis, toMillis);
    String title = metric + (scope.isEmpty() ? "" : " of " + scope) + ", in microseconds";
    IntervalLog log = new IntervalLog(out, title, from);
    int[] written = {0};
    timeline.<RuntimeException>read(
        timeline.source(from),
        from,
        toMillis,
        name -> name.metric().equals(metric) && name.scope().equals(scope),
        block -> {
          for (Entry entry : block.entries()) {
            if (entry.latencies() != null) {
              log.add(block.startMillis(), block.spanMillis(), entry.latencies());
              written[0]++;
            }
          }
        });
    if (!log.end()) {
      throw new IOException("the log could not be written");
    }
    return written[0];
  }

  /** How it is doing. */
  public HistoryState state() {
    return new HistoryState(
        memory.bytes(),
        memory.blocks(),
        disk == null ? 0 : disk.bytes(),
        disk == null ? 0 : disk.written(),
        disk == null ? 0 : disk.dropped(),
        disk == null ? 0 : disk.failed(),
        disk == null ? 0 : disk.setAside(),
        packer.leftOut());
  }

  /** Keeps a question for all times from asking for a million points. */
  private static long from(long fromMillis, long toMillis) {
    return Math.max(fromMillis, Math.max(toMillis, 0L) - LONGEST_RANGE_MILLIS);
  }
}
