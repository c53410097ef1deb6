package dev.vitals.api;

import dev.vitals.history.Point;
import dev.vitals.history.Report;
import java.math.BigDecimal;
import java.util.List;

/** The operations of a report as RFC 4180 has tables; what is not known is empty. */
final class ReportCsv {
  private static final String HEAD =
      "part,metric,scope,from,length_seconds,total_seconds,count,errors,rate,"
          + "mean_seconds,p50_seconds,p95_seconds,p99_seconds,max_seconds\r\n";
  private static final double MILLIS_PER_SECOND = 1e3;

  private final StringBuilder table = new StringBuilder(HEAD);

  private ReportCsv() {}

  static String of(Report report) {
    ReportCsv csv = new ReportCsv();
    for (Report.Operations operations : report.operations()) {
      csv.line("total", operations.metric(), operations.total());
      csv.lines("by_time", operations.metric(), operations.byTime());
      csv.lines("by_errors", operations.metric(), operations.byErrors());
      csv.steps("slowest", operations.metric(), operations.slowest());
      csv.steps("worst", operations.metric(), operations.worst());
    }
    return csv.table.toString();
  }

  private void lines(String part, String metric, List<Report.Line> lines) {
    for (Report.Line line : lines) {
      line(part, metric, line);
    }
  }

  private void line(String part, String metric, Report.Line line) {
    row(part, metric, line.scope(), line.totalSeconds(), line.point());
  }

  private void steps(String part, String metric, List<Point> points) {
    for (Point point : points) {
      row(part, metric, "", point.mean() * point.count(), point);
    }
  }

  private void row(String part, String metric, String scope, double totalSeconds, Point point) {
    text(part);
    text(metric);
    text(scope);
    text(Envelope.time(point.startMillis()));
    number(point.lengthMillis() / MILLIS_PER_SECOND);
    number(totalSeconds);
    number(point.count());
    number(point.errors());
    number(point.rate());
    number(point.mean());
    number(point.p50());
    number(point.p95());
    number(point.p99());
    number(point.max());
    table.setLength(table.length() - 1);
    table.append("\r\n");
  }

  /** A table of a program that calculates must not take a text for a formula. */
  private void text(String text) {
    table.append('"');
    if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      table.append('\'');
    }
    table.append(text.replace("\"", "\"\"")).append("\",");
  }

  private void number(double value) {
    if (Double.isFinite(value)) {
      table.append(new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString());
    }
    table.append(',');
  }
}
