package dev.vitals.api;

import dev.vitals.history.Point;
import dev.vitals.history.Report;
import dev.vitals.history.Trend;
import dev.vitals.judge.SlaStatus;
import dev.vitals.operate.AlertEvent;
import dev.vitals.operate.IncidentHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report for programs. */
final class ReportJson {
  private ReportJson() {}

  static Map<String, Object> of(Reported reported) {
    Report report = reported.report();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("service", reported.about().service());
    data.put("period", reported.period().text());
    data.put("from", Envelope.time(reported.period().fromEpochMillis()));
    data.put("to", Envelope.time(reported.period().toEpochMillis()));
    data.put("resolution_seconds", Numbers.seconds(report.resolutionMillis()));
    data.put("covered_seconds", Numbers.seconds(report.coveredMillis()));
    data.put("health_score", Health.score(reported.standing()));
    List<Object> operations = new ArrayList<>();
    for (Report.Operations each : report.operations()) {
      operations.add(fields(each));
    }
    data.put("operations", operations);
    data.put("count", operations.size());
    List<Object> trends = new ArrayList<>();
    for (Trend trend : report.trends()) {
      trends.add(fields(trend));
    }
    data.put("trends", trends);
    data.put("alerts", alerts(reported));
    data.put("rules", IncidentsDocument.rules(reported.past()));
    data.put("limits", LimitReviewForms.fields(reported.review()));
    List<Object> slas = new ArrayList<>();
    for (SlaStatus status : reported.standing().slas()) {
      slas.add(fields(status));
    }
    data.put("slas", slas);
    return data;
  }

  /** How many alerts of the period there are in a state. */
  static int count(IncidentHistory past, AlertEvent.State state) {
    int count = 0;
    for (AlertEvent event : past.alerts()) {
      count += event.state() == state ? 1 : 0;
    }
    return count;
  }

  private static Map<String, Object> alerts(Reported reported) {
    IncidentHistory past = reported.past();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("fired", count(past, AlertEvent.State.FIRING));
    fields.put("resolved", count(past, AlertEvent.State.RESOLVED));
    fields.put("active", Health.firing(reported.standing()).size());
    fields.put("incidents_closed", past.incidents().size());
    fields.put("mttr_seconds", Numbers.rounded(past.meanTimeToResolveSeconds()));
    return fields;
  }

  private static Map<String, Object> fields(Report.Operations operations) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("metric", operations.metric());
    fields.put("availability_percent", Numbers.finePercent(operations.availability()));
    fields.put("total", fields(operations.total()));
    fields.put("by_time", lines(operations.byTime()));
    fields.put("by_errors", lines(operations.byErrors()));
    fields.put("slowest", steps(operations.slowest()));
    fields.put("worst", steps(operations.worst()));
    return fields;
  }

  private static List<Object> lines(List<Report.Line> lines) {
    List<Object> list = new ArrayList<>();
    for (Report.Line line : lines) {
      list.add(fields(line));
    }
    return list;
  }

  private static Map<String, Object> fields(Report.Line line) {
    Point point = line.point();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scope", line.scope());
    fields.put("total_seconds", Numbers.rounded(line.totalSeconds()));
    fields.put("count", point.count());
    fields.put("errors", point.errors());
    fields.put("error_rate", Numbers.finePercent(Numbers.ratio(point.errors(), point.count())));
    fields.put("rate", Numbers.rounded(point.rate()));
    fields.put("mean_ms", Numbers.ms(point.mean()));
    fields.put("p50_ms", Numbers.ms(point.p50()));
    fields.put("p95_ms", Numbers.ms(point.p95()));
    fields.put("p99_ms", Numbers.ms(point.p99()));
    fields.put("max_ms", Numbers.ms(point.max()));
    return fields;
  }

  private static List<Object> steps(List<Point> points) {
    List<Object> list = new ArrayList<>();
    for (Point point : points) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("timestamp", Envelope.time(point.startMillis()));
      fields.put("length_seconds", Numbers.seconds(point.lengthMillis()));
      fields.put("count", point.count());
      fields.put("errors", point.errors());
      fields.put("p95_ms", Numbers.ms(point.p95()));
      list.add(fields);
    }
    return list;
  }

  private static Map<String, Object> fields(Trend trend) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("metric", trend.metric());
    fields.put("scope", trend.scope());
    fields.put("statistic", trend.statistic());
    fields.put("from", Numbers.rounded(trend.from()));
    fields.put("to", Numbers.rounded(trend.to()));
    fields.put("per_hour", Numbers.rounded(trend.perHour()));
    fields.put("hours_to_full", Numbers.rounded(hoursToFull(trend)));
    return fields;
  }

  /** Until a resource is used up; NaN for anything else. */
  static double hoursToFull(Trend trend) {
    return Remembered.canRunOut(trend.metric()) ? trend.hoursToFull() : Double.NaN;
  }

  private static Map<String, Object> fields(SlaStatus status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", status.sla().name());
    fields.put("scope", status.scope());
    fields.put("state", Severities.word(status.state()));
    fields.put("compliance_percent", Numbers.finePercent(status.compliance()));
    fields.put("error_budget_left_percent", Numbers.finePercent(status.budgetLeft()));
    return fields;
  }
}
