package dev.vitals.history;

import static dev.vitals.history.Samples.DB;
import static dev.vitals.history.Samples.HTTP;
import static dev.vitals.history.Samples.START;
import static dev.vitals.history.Samples.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final History history =
      new History(new HistorySettings("", "", HistorySettings.MEMORY_BYTES, 0), Assertions::fail);

  @Test
  void a_report_names_what_took_the_time_and_what_failed() {
    for (int n = 0; n < 60; n++) {
      List<Series> series = new ArrayList<>();
      long slow = n / 6 == 5 ? 900 : 10;
      series.add(Samples.timing(HTTP, "", slow, 200, -1, 5));
      series.add(Samples.timing(HTTP, "/fast", slow, 5));
      series.add(Samples.timing(HTTP, "/slow", 200));
      series.add(Samples.timing(HTTP, "/broken", -1));
      series.add(Samples.timing(DB, "SELECT orders", 3, 4));
      series.add(new Series.Gauge("heap", "", 5));
      history.accept(new Interval(START + n * TICK, TICK, series));
    }
    Report report = history.report(START, START + 60 * TICK);
    assertEquals(600_000, report.coveredMillis());
    assertEquals(10_000, report.resolutionMillis());
    assertEquals(2, report.operations().size());
    Report.Operations db = report.operations().get(0);
    assertEquals(DB, db.metric());
    assertEquals(120, db.total().point().count());
    assertEquals(1.0, db.availability());
    assertEquals(List.of(), db.byErrors());
    Report.Operations http = report.operations().get(1);
    assertEquals(0.75, http.availability());
    assertEquals(240, http.total().point().count());
    assertEquals(List.of("/slow", "/fast", "/broken"), scopes(http.byTime()));
    assertEquals(List.of("/broken"), scopes(http.byErrors()));
    assertEquals(12.0, http.byTime().get(0).totalSeconds(), 0.001);
    assertEquals(0.2, http.byTime().get(0).point().p50(), 0.002);
    assertEquals(START + 5 * 60_000, http.slowest().get(0).startMillis());
    assertEquals(10, http.slowest().size());
    assertEquals(6, http.worst().get(0).errors());
  }

  @Test
  void a_report_tells_what_rose_and_fell() {
    for (int n = 0; n < 60; n++) {
      List<Series> series = new ArrayList<>();
      series.add(Samples.timing(HTTP, "", 100 + n));
      series.add(Samples.timing(HTTP, "/a", 100 + n));
      series.add(new Series.Gauge("heap", "", 0.3 + 0.005 * n));
      series.add(new Series.Gauge("level", "", 5));
      history.accept(new Interval(START + n * TICK, TICK, series));
    }
    List<Trend> trends = history.report(START, START + 60 * TICK).trends();
    assertEquals(
        List.of("heap mean", HTTP + " p95"),
        trends.stream().map(each -> each.metric() + ' ' + each.statistic()).sorted().toList());
    Trend heap = trends.stream().filter(each -> each.metric().equals("heap")).findFirst().get();
    assertEquals(1.8, heap.perHour(), 1e-6);
    assertEquals(0.595, heap.to(), 1e-6);
    assertEquals(0.225, heap.hoursToFull(), 1e-6);
  }

  @Test
  void an_empty_period_has_an_empty_report() {
    history.accept(Samples.plain(0));
    Report report = history.report(START - 1_000_000, START);
    assertEquals(List.of(), report.operations());
    assertEquals(List.of(), report.trends());
    assertEquals(0, report.coveredMillis());
    assertEquals(List.of(), history.report(START, START - 5).operations());
  }

  @Test
  void the_interval_log_is_read_back_by_its_own_reader() throws IOException {
    Random random = new Random(3);
    for (int n = 0; n < 30; n++) {
      history.accept(
          new Interval(START + n * TICK, TICK, List.of(Samples.spread("/a", random, 50 + n, 30))));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int written = history.writeIntervalLog(HTTP, "/a", START + 5 * TICK, START + 25 * TICK, out);
    assertEquals(20, written);
    List<Point> points = history.query(HTTP, "/a", START + 5 * TICK, START + 25 * TICK, TICK);
    HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(out.toByteArray()));
    for (int n = 0; n < 20; n++) {
      Histogram histogram = (Histogram) reader.nextIntervalHistogram();
      assertEquals(START + (n + 5) * TICK, histogram.getStartTimeStamp());
      assertEquals(START + (n + 6) * TICK, histogram.getEndTimeStamp());
      assertEquals(points.get(n).count(), histogram.getTotalCount());
      double p95 = histogram.getValueAtPercentile(95) / 1e6;
      assertEquals(points.get(n).p95(), p95, 1e-9);
    }
    assertEquals(null, reader.nextIntervalHistogram());
  }

  @Test
  void a_log_that_cannot_be_written_is_told() {
    history.accept(Samples.plain(0));
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left on device");
          }
        };
    Assertions.assertThrows(
        IOException.class, () -> history.writeIntervalLog(HTTP, "", START, START + TICK, full));
  }

  @Test
  void scopes_and_metrics_are_listed() {
    history.accept(Samples.plain(0));
    assertEquals(List.of("", "/orders"), history.scopes(HTTP));
    assertEquals(List.of(), history.scopes("nothing"));
    assertTrue(history.metrics().contains("cache_gets_total"));
  }

  private static List<String> scopes(List<Report.Line> lines) {
    List<String> scopes = new ArrayList<>();
    for (Report.Line line : lines) {
      scopes.add(line.scope());
    }
    return scopes;
  }
}
