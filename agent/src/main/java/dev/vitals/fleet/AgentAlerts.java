package dev.vitals.fleet;

import java.util.List;

/**
 * What nobody configures and only Prometheus can see: that an instance has gone, that an agent
 * loses events, and that its alerts reach nobody.
 */
final class AgentAlerts {
  private static final String LABELS = "job=\"shop\",instance=\"shop-1:9464\"";

  static final List<String> NAMES = List.of("VitalsDown", "VitalsLosesEvents", "VitalsTellsNobody");

  private static final String DOWN =
      "It was scraped within the last hour and is not any more: the application ended, hangs, or"
          + " its endpoint cannot be reached.";

  private static final String LOSES =
      "Its queue of events is full again and again, so counts of requests and statements are too"
          + " low.";

  private static final String TELLS_NOBODY =
      "Messages of its own to a receiver of alerts failed, and none arrived; its log and"
          + " vitals_notifications_total name the receiver.";

  private static final String MESSAGES = "vitals_notifications_total";

  private AgentAlerts() {}

  static void append(String runbook, StringBuilder out) {
    out.append("  - name: vitals-agent\n    rules:\n");
    out.append("      - alert: VitalsDown\n");
    RuleText.expression(
        "up == 0\nand on (job, instance)\n"
            + "max by (job, instance) (max_over_time(vitals_build_info[1h]))",
        out);
    out.append("        for: 1m\n        labels:\n");
    RuleText.line("severity", "critical", out);
    out.append("        annotations:\n");
    RuleText.line("summary", "{{ $labels.job }}, {{ $labels.instance }} does not answer", out);
    RuleText.line("description", DOWN, out);
    RuleText.line("runbook_url", runbook + "#vitalsdown", out);
    out.append("      - alert: VitalsLosesEvents\n");
    RuleText.expression("sum by (job, instance) (rate(vitals_events_dropped_total[5m])) > 0", out);
    out.append("        for: 5m\n        labels:\n");
    RuleText.line("severity", "warning", out);
    out.append("        annotations:\n");
    RuleText.line(
        "summary", "Vitals in {{ $labels.job }}, {{ $labels.instance }} counts too little", out);
    RuleText.line("description", LOSES, out);
    RuleText.line("runbook_url", runbook + "#vitalslosesevents", out);
    out.append("      - alert: VitalsTellsNobody\n");
    RuleText.expression(
        "max by (job, instance) (\n  "
            + messages("failure")
            + "\n  unless\n  "
            + messages("success")
            + "\n)",
        out);
    out.append("        for: 5m\n        labels:\n");
    RuleText.line("severity", "warning", out);
    out.append("        annotations:\n");
    RuleText.line(
        "summary", "Vitals in {{ $labels.job }}, {{ $labels.instance }} cannot tell anybody", out);
    RuleText.line("description", TELLS_NOBODY, out);
    RuleText.line("runbook_url", runbook + "#vitalstellsnobody", out);
  }

  private static String messages(String result) {
    return "sum by (job, instance, receiver) (increase("
        + MESSAGES
        + "{result=\""
        + result
        + "\"}[15m])) > 0";
  }

  static void appendTests(String runbook, StringBuilder out) {
    out.append(
        "  - name: \"VitalsDown: up, down for less and for more than a minute, up again\"\n");
    out.append("    interval: 15s\n    input_series:\n");
    RuleTests.series("up{" + LABELS + "}", "1+0x8 0+0x8 1+0x8", out);
    RuleTests.series("vitals_build_info{" + LABELS + ",version=\"1\"}", "1+0x8 _x8 1+0x8", out);
    out.append("    alert_rule_test:\n");
    RuleTests.none("VitalsDown", 120_000, out);
    RuleTests.none("VitalsDown", 180_000, out);
    RuleTests.some("VitalsDown", 195_000, out);
    RuleTests.expected(
        "critical",
        "",
        "shop, shop-1:9464 does not answer",
        DOWN,
        runbook + "#vitalsdown",
        Scope.WHOLE,
        out);
    RuleTests.none("VitalsDown", 300_000, out);
    out.append("  - name: \"VitalsDown: what never was under Vitals is none of its business\"\n");
    out.append("    interval: 15s\n    input_series:\n");
    RuleTests.series("up{" + LABELS + "}", "0+0x40", out);
    out.append("    alert_rule_test:\n");
    RuleTests.none("VitalsDown", 600_000, out);
    out.append(
        "  - name: \"VitalsLosesEvents: none lost, lost for less and for more than 5m, none\"\n");
    out.append("    interval: 15s\n    input_series:\n");
    RuleTests.series(
        "vitals_events_dropped_total{" + LABELS + ",type=\"db_client\",reason=\"queue_full\"}",
        "0+0x8 0+10x40 400+0x40",
        out);
    out.append("    alert_rule_test:\n");
    RuleTests.none("VitalsLosesEvents", 120_000, out);
    RuleTests.none("VitalsLosesEvents", 435_000, out);
    RuleTests.some("VitalsLosesEvents", 450_000, out);
    RuleTests.expected(
        "warning",
        "",
        "Vitals in shop, shop-1:9464 counts too little",
        LOSES,
        runbook + "#vitalslosesevents",
        Scope.WHOLE,
        out);
    RuleTests.none("VitalsLosesEvents", 1_080_000, out);
    out.append(
        "  - name: \"VitalsTellsNobody: no failure, failures for less and for more than 5m,"
            + " none\"\n");
    messages("0+0x8 0+1x60 60+0x100", "0+0x170", out);
    RuleTests.none("VitalsTellsNobody", 120_000, out);
    RuleTests.none("VitalsTellsNobody", 435_000, out);
    RuleTests.some("VitalsTellsNobody", 450_000, out);
    RuleTests.expected(
        "warning",
        "",
        "Vitals in shop, shop-1:9464 cannot tell anybody",
        TELLS_NOBODY,
        runbook + "#vitalstellsnobody",
        Scope.WHOLE,
        out);
    RuleTests.none("VitalsTellsNobody", 2_100_000, out);
    out.append("  - name: \"VitalsTellsNobody: a failure now and then is none\"\n");
    messages("0+0x8 0+1x60", "0+0x8 0+1x60", out);
    RuleTests.none("VitalsTellsNobody", 600_000, out);
  }

  private static void messages(String failures, String successes, StringBuilder out) {
    String labels = LABELS + ",receiver=\"team\",channel=\"slack\",result=";
    out.append("    interval: 15s\n    input_series:\n");
    RuleTests.series(MESSAGES + "{" + labels + "\"failure\"}", failures, out);
    RuleTests.series(MESSAGES + "{" + labels + "\"success\"}", successes, out);
    out.append("    alert_rule_test:\n");
  }
}
