package dev.vitals.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.api.About;
import dev.vitals.api.ApiDocuments;
import dev.vitals.exporter.model.Documents.Document;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.history.History;
import dev.vitals.history.HistorySettings;
import dev.vitals.judge.Standing;
import dev.vitals.judge.Triage;
import dev.vitals.notify.Letter;
import dev.vitals.notify.LetterCounts;
import dev.vitals.notify.Origin;
import dev.vitals.operate.Bundles;
import dev.vitals.operate.Keeping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyReportsTest {
  private static final TimeZone KATHMANDU = TimeZone.getTimeZone("Asia/Kathmandu");
  private static final List<String> NOBODY = List.of();
  private static final long DAY_MILLIS = 86_400_000;

  @TempDir Path root;

  private final List<String> log = new ArrayList<>();
  private final List<Letter> letters = new ArrayList<>();
  private final List<String> receivers = new ArrayList<>();
  private final List<String> periods = new ArrayList<>();
  private boolean isBroken;
  private long now = Instant.parse("2026-11-22T06:00:00Z").toEpochMilli();

  private final ApiDocuments documents =
      new ApiDocuments(
          new About("shop", "1", 0),
          () -> Standing.NONE,
          () -> Snapshot.EMPTY,
          new History(new HistorySettings("", "", HistorySettings.MEMORY_BYTES, 0), log::add),
          () -> Triage.Orders.NONE,
          new Bundles(
              new Keeping("", "shop", log::add),
              () -> now,
              (incident, standing, at) -> "{}",
              log::add),
          () -> now);
  private final DailyReports reports =
      new DailyReports(
          this::report,
          this::post,
          () -> new LetterCounts(5, 6, 7),
          new Origin("shop", "shop-1", "shop", () -> ""),
          () -> now,
          () -> TimeZone.getTimeZone("UTC"),
          log::add);

  @AfterEach
  void close() {
    reports.close();
  }

  @Test
  void a_report_is_written_every_day_when_it_is_due() throws IOException {
    reports.use(plan("html", root.toString(), 30, NOBODY));
    reports.look();
    reports.look();
    assertEquals(List.of("reports: the next one is due at 2026-11-22T07:00Z"), log);
    assertEquals(List.of("lock"), names());

    at("2026-11-22T07:00:03Z");
    at("2026-11-22T07:00:08Z");
    at("2026-11-23T07:00:01Z");

    assertEquals(List.of("lock", "report-2026-11-22.html", "report-2026-11-23.html"), names());
    String page = Files.readString(own("report-2026-11-22.html"));
    assertTrue(page.contains("<h1>Performance of shop</h1>"), page);
    assertTrue(page.contains("<tr><td>to</td><td>2026-11-22T07:00:03Z</td></tr>"), page);
    assertEquals(List.of("24h", "24h"), periods);
    assertEquals(List.of(), receivers);
    assertEquals(1, log.size(), log::toString);
    assertEquals(
        List.of("directory success 2", "directory failure 0", "directory lost 0"), counts());
  }

  @Test
  void the_jvms_zone_is_asked_no_earlier_than_at_the_second_look() {
    List<String> asked = new ArrayList<>();
    DailyReports late =
        new DailyReports(
            this::report,
            this::post,
            () -> new LetterCounts(0, 0, 0),
            new Origin("shop", "shop-1", "shop", () -> ""),
            () -> now,
            () -> {
              asked.add("once");
              return KATHMANDU;
            },
            log::add);
    late.use(plan("html", root.toString(), 30, NOBODY));
    late.look();
    assertEquals(List.of(), asked);
    late.look();
    assertEquals(List.of("once"), asked);
    assertEquals(List.of("reports: the next one is due at 2026-11-23T07:00+05:45"), log);
    late.close();
  }

  @Test
  void who_was_asked_for_in_time_is_not_late_because_nobody_looked() throws IOException {
    now = Instant.parse("2026-11-22T06:59:59Z").toEpochMilli();
    reports.use(plan("md", root.toString(), 30, NOBODY));

    at("2026-11-22T07:00:06Z");
    at("2026-11-22T07:00:11Z");

    assertEquals(List.of("lock", "report-2026-11-22.md"), names());
  }

  @Test
  void receivers_get_a_text_a_page_and_the_form_that_was_asked_for() {
    reports.use(plan("json", "", 30, List.of("ops", "archive")));
    reports.look();

    at("2026-11-22T07:00:00Z");

    assertEquals(List.of("ops", "archive"), receivers);
    Letter letter = letters.get(0);
    assertEquals("2026-11-22", letter.key());
    assertEquals("[REPORT] 2026-11-22 on shop (shop-1)", letter.title());
    assertEquals("application/json; charset=utf-8", letter.contentType());
    assertEquals(documents.read("/report?period=24h&format=json").body(), letter.body());
    assertEquals(documents.read("/report?period=24h&format=md").body(), letter.text());
    assertEquals(documents.read("/report?period=24h&format=html").body(), letter.html());
    assertEquals(List.of("receiver success 5", "receiver failure 6", "receiver lost 7"), counts());
  }

  @Test
  void a_disk_that_fails_is_said_once_counted_and_tried_again_every_minute() throws IOException {
    Path blocked = Files.createFile(root.resolve("file"));
    reports.use(plan("md", blocked.toString(), 30, NOBODY));
    reports.look();
    assertEquals(
        List.of(
            "reports: cannot write to "
                + blocked
                + ": there is no directory; a report is tried again every minute until the next one"
                + " is due"),
        log);

    at("2026-11-22T07:00:00Z");
    at("2026-11-22T07:00:05Z");
    at("2026-11-22T07:00:59Z");
    assertEquals("directory failure 1", counts().get(1));
    at("2026-11-22T07:01:00Z");
    assertEquals("directory failure 2", counts().get(1));
    // Nobody has to wait because the clock was set back.
    at("2026-11-22T05:00:00Z");
    assertEquals("directory failure 3", counts().get(1));
    assertEquals(2, log.size(), log::toString);

    Files.delete(blocked);
    at("2026-11-22T05:01:00Z");

    assertEquals("reports: " + blocked + " can be written to again", log.get(2));
    assertEquals(
        List.of("directory success 1", "directory failure 3", "directory lost 0"), counts());
    assertTrue(Files.exists(blocked.resolve("shop-reports-0/report-2026-11-22.md")));
    // It was made when it was due, and once.
    assertEquals(1, periods.size());
  }

  @Test
  void what_was_never_written_is_lost_when_the_next_is_due() throws IOException {
    Path blocked = Files.createFile(root.resolve("file"));
    reports.use(plan("md", blocked.toString(), 30, NOBODY));
    reports.look();
    at("2026-11-22T07:00:00Z");
    at("2026-11-23T07:00:00Z");
    Files.delete(blocked);
    now += 60_000;
    reports.look();

    assertEquals(
        List.of("directory success 1", "directory failure 2", "directory lost 1"), counts());
    assertTrue(Files.exists(blocked.resolve("shop-reports-0/report-2026-11-23.md")));
    assertFalse(Files.exists(blocked.resolve("shop-reports-0/report-2026-11-22.md")));
  }

  @Test
  void one_that_cannot_be_made_is_lost_and_the_next_day_is_another_chance() throws IOException {
    reports.use(plan("md", root.toString(), 30, List.of("ops")));
    reports.look();
    isBroken = true;
    at("2026-11-22T07:00:00Z");
    at("2026-11-22T07:00:05Z");
    at("2026-11-23T07:00:00Z");
    assertEquals(2, periods.size());
    assertEquals("reports: java.lang.IllegalStateException: broken", log.get(log.size() - 1));
    assertEquals(2, log.size(), log::toString);
    assertEquals("directory lost 2", counts().get(2));
    assertEquals("receiver lost 9", counts().get(5));
    assertEquals(List.of(), letters);

    isBroken = false;
    at("2026-11-24T07:00:00Z");

    assertEquals(List.of("lock", "report-2026-11-24.md"), names());
    assertEquals(1, letters.size());
  }

  @Test
  void new_settings_count_at_once_and_make_nothing_due_that_was_over() throws IOException {
    reports.use(plan("md", root.toString(), 30, NOBODY));
    reports.look();
    at("2026-11-22T07:00:00Z");
    // The same time: nothing is due again, and the new format is for the next day.
    reports.use(plan("csv", root.toString(), 1, NOBODY));
    reports.look();
    at("2026-11-22T07:30:00Z");
    assertEquals(List.of("lock", "report-2026-11-22.md"), names());
    assertEquals(1, log.size(), log::toString);

    // 07:00 in Kathmandu was at 01:15.
    reports.use(new ReportPlan(7 * 60, KATHMANDU, "1h", "csv", root.toString(), 1, NOBODY));
    reports.look();
    at("2026-11-22T07:31:00Z");
    assertEquals("reports: the next one is due at 2026-11-23T07:00+05:45", log.get(1));
    assertEquals(List.of("lock", "report-2026-11-22.md"), names());
    at("2026-11-23T01:15:00Z");
    assertEquals(List.of("lock", "report-2026-11-23.csv"), names());
    assertEquals(List.of("24h", "1h"), periods);

    reports.use(null);
    reports.look();
    now += 5 * DAY_MILLIS;
    reports.look();
    assertEquals(List.of("lock", "report-2026-11-23.csv"), names());
    assertEquals(List.of(), counts());
  }

  @Test
  void without_settings_nothing_happens() throws IOException {
    reports.look();
    now += 2 * DAY_MILLIS;
    reports.look();
    reports.use(null);
    now += 2 * DAY_MILLIS;
    reports.look();
    reports.look();

    assertEquals(List.of(), periods);
    assertEquals(List.of(), log);
    assertEquals(List.of(), counts());
    try (Stream<Path> files = Files.list(root)) {
      assertEquals(0, files.count());
    }
  }

  private void at(String moment) {
    now = Instant.parse(moment).toEpochMilli();
    reports.look();
  }

  private Function<String, Document> report(String period) {
    periods.add(period);
    if (isBroken) {
      throw new IllegalStateException("broken");
    }
    return documents.report(period)::in;
  }

  private void post(Letter letter, List<String> names) {
    if (!names.isEmpty()) {
      letters.add(letter);
    }
    receivers.addAll(names);
  }

  private static ReportPlan plan(String format, String directory, int keep, List<String> names) {
    return new ReportPlan(7 * 60, null, "24h", format, directory, keep, names);
  }

  private List<String> counts() {
    List<Family> families = new ArrayList<>();
    reports.collect(families);
    assertEquals(1, families.size());
    List<String> counts = new ArrayList<>();
    for (Sample sample : families.get(0).samples()) {
      assertEquals(families.get(0).metric().labels().size(), sample.labelValues().size());
      long value = (long) ((Sample.Point) sample).value();
      counts.add(String.join(" ", sample.labelValues()) + ' ' + value);
    }
    return counts;
  }

  private Path own(String name) {
    return root.resolve("shop-reports-0").resolve(name);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("shop-reports-0"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
