package dev.vitals.report;

import dev.vitals.exporter.model.Documents.Document;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.JudgementMetrics;
import dev.vitals.notify.Letter;
import dev.vitals.notify.LetterCounts;
import dev.vitals.notify.Origin;
import dev.vitals.pipeline.FamilySource;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes the report of the day when it is due, and sees to it that it arrives.
 *
 * <p><i>Threads:</i> {@link #look} one, which reads the past and waits for the disk, but for no
 * receiver; {@link #collect} the aggregator; the rest any. <i>Errors:</i> none reaches a caller:
 * what goes wrong is counted and said once. A file that cannot be written is tried again until the
 * next report is due.
 */
public final class DailyReports implements FamilySource, AutoCloseable {
  private static final long AGAIN_MILLIS = 60_000;

  private final Function<String, Function<String, Document>> reports;
  private final BiConsumer<Letter, List<String>> receivers;
  private final Supplier<LetterCounts> letters;
  private final Origin origin;
  private final ReportFolder folder;
  private final LongSupplier epochMillis;
  private final Supplier<TimeZone> zone;
  private final Consumer<String> log;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();

  /** Reports that failed before they were anywhere. */
  private final AtomicLong unmade = new AtomicLong();

  private volatile Wish newest = new Wish(null, 0);

  // Of the thread that looks.
  private Wish wish = newest;
  private Schedule.State state;
  private boolean isAnnounced;
  private boolean isInTrouble;
  private long triedMillis;
  private String lastFailure = "";

  /** Null where nothing waits. */
  private Unwritten unwritten;

  /**
   * @param reports makes one about a period, to be had in a format
   * @param receivers takes what is to be sent to them
   * @param letters what became of that
   * @param zone that of the JVM, asked as late as can be
   */
  public DailyReports(
      Function<String, Function<String, Document>> reports,
      BiConsumer<Letter, List<String>> receivers,
      Supplier<LetterCounts> letters,
      Origin origin,
      LongSupplier epochMillis,
      Supplier<TimeZone> zone,
      Consumer<String> log) {
    this.reports = reports;
    this.receivers = receivers;
    this.letters = letters;
    this.origin = origin;
    this.folder = new ReportFolder(origin.service());
    this.epochMillis = epochMillis;
    this.zone = zone;
    this.log = log;
  }

  /**
   * What is wanted, and since when.
   *
   * @param plan null for no reports
   */
  private record Wish(ReportPlan plan, long sinceMillis) {
    /** Null for none. */
    private TimeZone zone() {
      return plan == null ? null : plan.zone();
    }

    private int atMinute() {
      return plan == null ? -1 : plan.atMinute();
    }
  }

  /** A report that is not in the directory yet. */
  private record Unwritten(LocalDate day, String format, String text) {}

  /**
   * Takes other settings over; nothing is due for a time before that.
   *
   * @param plan null for no reports
   */
  public void use(ReportPlan plan) {
    newest = new Wish(plan, epochMillis.getAsLong());
  }

  /** Does what is due; to be called every few seconds. */
  public void look() {
    try {
      if (newest != wish) {
        begin(newest);
      } else if (wish.plan() != null) {
        turn(wish.plan());
      }
    } catch (RuntimeException | LinkageError failure) {
      String line = "reports: " + failure;
      if (!line.equals(lastFailure)) {
        log.accept(line);
      }
      lastFailure = line;
    }
  }

  @Override
  public void collect(List<Family> into) {
    List<Sample> samples = new ArrayList<>();
    ReportPlan plan = newest.plan();
    if (plan != null && !plan.directory().isEmpty()) {
      add(samples, "directory", new LetterCounts(written.get(), failed.get(), lost.get()));
    }
    if (plan != null && !plan.receivers().isEmpty()) {
      add(samples, "receiver", letters.get());
    }
    into.add(new Family(JudgementMetrics.VITALS_REPORTS_TOTAL, samples));
  }

  /** Lets go of the directory. */
  @Override
  public void close() {
    newest = new Wish(null, 0);
    folder.close();
  }

  private void begin(Wish newer) {
    boolean isSameTime =
        newer.atMinute() == wish.atMinute() && Objects.equals(newer.zone(), wish.zone());
    if (state == null) {
      state = Schedule.State.since(newer.sinceMillis());
    } else if (!isSameTime) {
      state = state.anew(newer.sinceMillis());
    }
    isAnnounced = isAnnounced && isSameTime;
    isInTrouble = false;
    wish = newer;
    String directory = newer.plan() == null ? "" : newer.plan().directory();
    if (directory.isEmpty()) {
      giveUp();
    }
    try {
      folder.use(directory);
    } catch (IOException | RuntimeException failure) {
      complain(directory, failure);
    }
  }

  private void turn(ReportPlan plan) {
    long nowMillis = epochMillis.getAsLong();
    ZoneId here = (plan.zone() == null ? zone.get() : plan.zone()).toZoneId();
    if (!isAnnounced) {
      isAnnounced = true;
      Instant next = Instant.ofEpochMilli(Schedule.next(nowMillis, plan.atMinute(), here));
      log.accept("reports: the next one is due at " + next.atZone(here).toOffsetDateTime());
    }
    Schedule.Look look = Schedule.look(state, nowMillis, plan.atMinute(), here);
    // At first: whatever becomes of it, it is not made again.
    state = look.state();
    if (look.due() != null) {
      make(plan, look.due());
    }
    // A clock that was set back does not stop it.
    boolean isTime = look.due() != null || Math.abs(nowMillis - triedMillis) >= AGAIN_MILLIS;
    if (unwritten != null && isTime) {
      triedMillis = nowMillis;
      write(plan);
    }
  }

  private void make(ReportPlan plan, LocalDate day) {
    giveUp();
    Letter letter;
    try {
      letter = letter(reports.apply(plan.period()), plan.format(), day);
    } catch (RuntimeException | LinkageError failure) {
      unmade.incrementAndGet();
      throw failure;
    }
    if (!plan.directory().isEmpty()) {
      unwritten = new Unwritten(day, plan.format(), letter.body());
    }
    receivers.accept(letter, plan.receivers());
  }

  private Letter letter(Function<String, Document> report, String format, LocalDate day) {
    Document document = report.apply(format);
    return new Letter(
        day.toString(),
        title(day),
        report.apply("md").body(),
        report.apply("html").body(),
        document.contentType(),
        document.body());
  }

  /** Such as {@code [REPORT] 2026-11-22 on shop (10.0.0.7:9464)}. */
  private String title(LocalDate day) {
    return "[REPORT] " + day + " on " + origin.service() + " (" + origin.instance().get() + ')';
  }

  private void write(ReportPlan plan) {
    try {
      folder.write(unwritten.day(), unwritten.format(), unwritten.text(), plan.keep());
      unwritten = null;
      written.incrementAndGet();
      if (isInTrouble) {
        log.accept("reports: " + plan.directory() + " can be written to again");
      }
      isInTrouble = false;
    } catch (IOException | RuntimeException failure) {
      failed.incrementAndGet();
      complain(plan.directory(), failure);
    }
  }

  private void complain(String directory, Exception failure) {
    if (!isInTrouble) {
      String said = failure instanceof IOException ? failure.getMessage() : null;
      String reason = said == null ? failure.toString() : said;
      log.accept(
          "reports: cannot write to "
              + directory
              + ": "
              + reason
              + "; a report is tried again every minute until the next one is due");
    }
    isInTrouble = true;
  }

  private void giveUp() {
    if (unwritten != null) {
      unwritten = null;
      lost.incrementAndGet();
    }
  }

  private void add(List<Sample> into, String destination, LetterCounts counts) {
    into.add(new Sample.Point(List.of(destination, "success"), counts.arrived()));
    into.add(new Sample.Point(List.of(destination, "failure"), counts.failed()));
    into.add(new Sample.Point(List.of(destination, "lost"), counts.lost() + unmade.get()));
  }
}
