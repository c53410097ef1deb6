package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;
import java.util.Map;

/** Alerts as a judge would hand them in. */
final class Notices {
  /** 2026-11-21T12:00:00Z. */
  static final long NOON = 1_795_262_400_000L;

  static final Origin ORIGIN =
      new Origin("shop", "10.0.0.7:9464", "shop-web", () -> "http://10.0.0.7:9464");

  static final Map<String, String> GROUP_LABELS =
      Map.of(
          "job", "shop",
          "instance", "10.0.0.7:9464",
          "service", "shop-web",
          "alertname", "VitalsHttpLatencyP95");

  private Notices() {}

  static Notice firing(String scope, Alert.Severity severity) {
    return new Notice(
        "http-latency-p95",
        "http_route",
        scope,
        severity,
        true,
        2.5,
        2,
        "P95 latency of " + scope + " is 2.5 s, above the limit of 2 s",
        "",
        NOON,
        0);
  }

  static Notice firing(String scope) {
    return firing(scope, Alert.Severity.MEDIUM);
  }

  static Notice ended(String scope) {
    return firing(scope).ended(NOON + 90_000);
  }

  /** One of the whole process. */
  static Notice process(String rule, Alert.Severity severity) {
    return new Notice(
        rule, "", "", severity, true, 0.97, 0.95, rule + " is 97 %", "Look at it.", NOON, 0);
  }
}
