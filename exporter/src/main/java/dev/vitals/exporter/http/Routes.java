package dev.vitals.exporter.http;

import java.util.List;

/** Every path the endpoint answers; any other is 404. */
enum Routes {
  METRICS(
      "/metrics",
      Access.READ,
      "All metrics, in OpenMetrics 1.0 where `Accept` names `application/openmetrics-text`, else in"
          + " Prometheus text 0.0.4; with gzip where it is accepted. `?name[]=` (repeatable) picks"
          + " samples by name."),
  HEALTHY("/-/healthy", Access.OPEN, "200 while the endpoint runs."),
  READY("/-/ready", Access.OPEN, "200 once there is something to read, before that 503."),
  ALERTS(
      "/api/v1/performance/alerts",
      Access.READ,
      "The rules that are violated now. `?severity=low|medium|high|critical` shows one severity;"
          + " any other value is 400."),
  ALERTS_UNVERSIONED(
      "/api/performance/alerts", Access.READ, "The same as `/api/v1/performance/alerts`."),
  CONTROL_STATUS(
      "/-/control/status", Access.CONTROL, "What the agent is and does, as the CLI shows it."),
  CONTROL_METRICS("/-/control/metrics", Access.CONTROL, "The metrics in Prometheus text 0.0.4."),
  CONTROL_RECONFIGURE(
      "/-/control/reconfigure",
      Access.CONTROL,
      "Takes the agent arguments in the request body over, without a restart."),
  CONTROL_DETACH(
      "/-/control/detach",
      Access.CONTROL,
      "Gives the application its original classes back and ends the agent, once this is answered.");

  static final String CONTROL_PREFIX = "/-/control/";
  static final String API_PREFIX = "/api/";

  /** Who may ask, and how. */
  enum Access {
    /** GET and HEAD, by anybody who reaches the endpoint. */
    OPEN(List.of("GET", "HEAD")),
    /** GET and HEAD, with the read token where one is configured. */
    READ(List.of("GET", "HEAD")),
    /** POST from this machine with the control token. */
    CONTROL(List.of("POST"));

    final List<String> methods;

    Access(List<String> methods) {
      this.methods = methods;
    }
  }

  final String path;
  final Access access;
  final String purpose;

  Routes(String path, Access access, String purpose) {
    this.path = path;
    this.access = access;
    this.purpose = purpose;
  }

  /** The route of exactly this path, or null. */
  static Routes of(String path) {
    for (Routes route : values()) {
      if (route.path.equals(path)) {
        return route;
      }
    }
    return null;
  }

  /** What {@link dev.vitals.exporter.model.Control} is asked. */
  String verb() {
    return path.substring(CONTROL_PREFIX.length());
  }
}
