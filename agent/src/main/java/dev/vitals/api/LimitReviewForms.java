package dev.vitals.api;

import dev.vitals.judge.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The review of limits for programs and for people. */
final class LimitReviewForms {
  static final List<String> HEAD =
      List.of(
          "rule",
          "scope",
          "fired",
          "flaps",
          "firing s",
          "mean duration s",
          "warning",
          "critical",
          "median",
          "p99",
          "suggestion",
          "reason");

  private LimitReviewForms() {}

  static List<Object> fields(List<LimitReview.Line> lines) {
    List<Object> all = new ArrayList<>();
    for (LimitReview.Line line : lines) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("rule", line.firings().rule());
      fields.put("scope", line.firings().scope());
      fields.put("fired", line.firings().alerts().size());
      fields.put("flaps", line.firings().flaps());
      fields.put("firing_seconds", Numbers.seconds(line.firings().firingMillis()));
      fields.put("mean_duration_seconds", Numbers.rounded(line.firings().meanDurationSeconds()));
      fields.put(
          "unit", line.rule() == null ? "" : AlertsDocument.word(line.rule().measure().unit()));
      fields.put("warning", line.mildestLimit());
      fields.put("critical", line.criticalLimit());
      fields.put("median", line.median());
      fields.put("p99", line.p99());
      fields.put("suggestion", line.advice().verdict().word());
      fields.put("suggested_warning", line.advice().limit());
      fields.put("reason", line.advice().reason());
      all.add(fields);
    }
    return all;
  }

  static List<List<String>> rows(List<LimitReview.Line> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (LimitReview.Line line : lines) {
      String suggested = text(line.rule(), line.advice().limit());
      rows.add(
          List.of(
              line.firings().rule(),
              line.firings().scope(),
              "" + line.firings().alerts().size(),
              "" + line.firings().flaps(),
              "" + Numbers.seconds(line.firings().firingMillis()),
              Numbers.text(line.firings().meanDurationSeconds()),
              text(line.rule(), line.mildestLimit()),
              text(line.rule(), line.criticalLimit()),
              text(line.rule(), line.median()),
              text(line.rule(), line.p99()),
              suggested.equals("-") ? line.advice().verdict().word() : suggested,
              line.advice().reason()));
    }
    return rows;
  }

  private static String text(Rule rule, double value) {
    return Double.isNaN(value) ? "-" : rule.quantity(value);
  }
}
