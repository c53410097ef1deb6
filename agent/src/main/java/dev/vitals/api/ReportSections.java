package dev.vitals.api;

import dev.vitals.exporter.model.Alert;
import dev.vitals.history.Point;
import dev.vitals.history.Report;
import dev.vitals.history.Trend;
import dev.vitals.judge.HealthScore;
import dev.vitals.judge.SlaStatus;
import dev.vitals.operate.AlertEvent;
import dev.vitals.operate.IncidentHistory;
import java.util.ArrayList;
import java.util.List;

/** A report for people, as sections that HTML and Markdown can both show. */
final class ReportSections {
  private static final List<String> LINE =
      List.of(
          "scope",
          "time s",
          "calls",
          "errors",
          "errors %",
          "per second",
          "mean ms",
          "p50 ms",
          "p95 ms",
          "p99 ms",
          "max ms");
  private static final List<String> STEP = List.of("from", "calls", "errors", "p95 ms");
  private static final double MILLIS_PER_SECOND = 1e3;

  private final Reported reported;
  private final List<Section> sections = new ArrayList<>();

  private ReportSections(Reported reported) {
    this.reported = reported;
  }

  static String title(Reported reported) {
    return "Performance of " + reported.about().service();
  }

  static List<Section> of(Reported reported) {
    ReportSections report = new ReportSections(reported);
    report.addOverview();
    report.addScore();
    for (Report.Operations operations : reported.report().operations()) {
      report.addOperations(operations);
    }
    report.addTrends();
    report.addActive();
    report.addRules();
    report.add("Review of limits", LimitReviewForms.HEAD, LimitReviewForms.rows(reported.review()));
    report.addSlas();
    return report.sections;
  }

  private void addOverview() {
    Period period = reported.period();
    IncidentHistory past = reported.past();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("period", period.text()));
    rows.add(List.of("from", Envelope.time(period.fromEpochMillis())));
    rows.add(List.of("to", Envelope.time(period.toEpochMillis())));
    rows.add(List.of("measured", seconds(reported.report().coveredMillis())));
    rows.add(List.of("resolution", seconds(reported.report().resolutionMillis())));
    Object score = Health.score(reported.standing());
    rows.add(List.of("health score", score == null ? "-" : score.toString()));
    rows.add(List.of("alerts fired", "" + ReportJson.count(past, AlertEvent.State.FIRING)));
    rows.add(List.of("alerts resolved", "" + ReportJson.count(past, AlertEvent.State.RESOLVED)));
    rows.add(List.of("incidents closed", "" + past.incidents().size()));
    rows.add(List.of("mean time to resolve", text(past.meanTimeToResolveSeconds(), " s")));
    add("Overview", List.of("what", "value"), rows);
  }

  private void addScore() {
    List<List<String>> rows = new ArrayList<>();
    for (HealthScore.Line line : reported.standing().score().parts()) {
      rows.add(List.of(line.part().word(), Numbers.text(line.score()), line.reason()));
    }
    add("Health", List.of("component", "score", "reason"), rows);
  }

  private void addOperations(Report.Operations operations) {
    List<List<String>> total = new ArrayList<>();
    total.add(row(operations.total()));
    String metric = operations.metric();
    add(metric + ": availability " + text(operations.availability() * 100, " %"), LINE, total);
    add(metric + ": most time", LINE, rows(operations.byTime()));
    add(metric + ": most errors", LINE, rows(operations.byErrors()));
    add(metric + ": slowest times", STEP, steps(operations.slowest()));
    add(metric + ": times with most errors", STEP, steps(operations.worst()));
  }

  private void addTrends() {
    List<List<String>> rows = new ArrayList<>();
    for (Trend trend : reported.report().trends()) {
      rows.add(
          List.of(
              trend.metric(),
              trend.scope().isEmpty() ? "(all)" : trend.scope(),
              trend.statistic(),
              Numbers.text(trend.from()),
              Numbers.text(trend.to()),
              Numbers.text(trend.perHour()),
              text(ReportJson.hoursToFull(trend), "")));
    }
    add(
        "Trends",
        List.of("metric", "scope", "statistic", "from", "to", "per hour", "hours to full"),
        rows);
  }

  private void addActive() {
    List<List<String>> rows = new ArrayList<>();
    for (Alert alert : Health.firing(reported.standing())) {
      rows.add(
          List.of(
              alert.rule(),
              alert.scope(),
              Severities.word(alert.severity()),
              Envelope.time(alert.sinceEpochMillis()),
              alert.message()));
    }
    add("Alerts that fire now", List.of("rule", "scope", "severity", "since", "message"), rows);
  }

  private void addRules() {
    List<List<String>> rows = new ArrayList<>();
    for (IncidentHistory.OfRule rule : reported.past().rules()) {
      rows.add(
          List.of(
              rule.rule(),
              "" + rule.fired(),
              "" + rule.resolved(),
              text(rule.meanDurationSeconds(), "")));
    }
    add("Alerts by rule", List.of("rule", "fired", "resolved", "mean duration s"), rows);
  }

  private void addSlas() {
    List<List<String>> rows = new ArrayList<>();
    for (SlaStatus status : reported.standing().slas()) {
      rows.add(
          List.of(
              status.sla().name(),
              status.scope(),
              Severities.word(status.state()),
              text(status.compliance() * 100, ""),
              text(status.budgetLeft() * 100, "")));
    }
    add(
        "Service levels now",
        List.of("name", "scope", "state", "compliance %", "error budget left %"),
        rows);
  }

  /** What has nothing to show is left out. */
  private void add(String title, List<String> head, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      sections.add(new Section(title, head, rows));
    }
  }

  private static List<List<String>> rows(List<Report.Line> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (Report.Line line : lines) {
      rows.add(row(line));
    }
    return rows;
  }

  private static List<String> row(Report.Line line) {
    Point point = line.point();
    return List.of(
        line.scope().isEmpty() ? "(all)" : line.scope(),
        Numbers.text(line.totalSeconds()),
        "" + point.count(),
        "" + point.errors(),
        Numbers.text(Numbers.ratio(point.errors(), point.count()) * 100),
        Numbers.text(point.rate()),
        Numbers.text(point.mean() * MILLIS_PER_SECOND),
        Numbers.text(point.p50() * MILLIS_PER_SECOND),
        Numbers.text(point.p95() * MILLIS_PER_SECOND),
        Numbers.text(point.p99() * MILLIS_PER_SECOND),
        Numbers.text(point.max() * MILLIS_PER_SECOND));
  }

  private static List<List<String>> steps(List<Point> points) {
    List<List<String>> rows = new ArrayList<>();
    for (Point point : points) {
      rows.add(
          List.of(
              Envelope.time(point.startMillis()),
              "" + point.count(),
              "" + point.errors(),
              Numbers.text(point.p95() * MILLIS_PER_SECOND)));
    }
    return rows;
  }

  private static String seconds(long millis) {
    return Long.toString(Numbers.seconds(millis)) + " s";
  }

  private static String text(double value, String unit) {
    return Double.isNaN(value) ? "-" : Numbers.text(value) + unit;
  }
}
