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
  SILENCES(
      "/api/v1/performance/silences",
      Access.OPERATE,
      "Takes a silence, or ends one, as the JSON in the body says."),
  ACKNOWLEDGEMENTS(
      "/api/v1/performance/acknowledgements",
      Access.OPERATE,
      "Takes the alerts that the JSON in the body names as seen."),
  RELOAD(
      "/api/v1/performance/reload",
      Access.ADMINISTER,
      "Reads the configuration file again. The body is `{}`."),
  CONFIGURATION(
      "/api/v1/performance/config", Access.REVEAL, "The configuration, without its secrets."),
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
    OPEN(null, List.of("GET", "HEAD")),
    /** GET and HEAD, by viewers, and by anybody where reading takes no credentials. */
    READ(Role.VIEWER, List.of("GET", "HEAD")),
    /** POST of JSON, by operators. */
    OPERATE(Role.OPERATOR, List.of("POST")),
    /** POST of JSON, by admins. */
    ADMINISTER(Role.ADMIN, List.of("POST")),
    /** GET, by admins: it shows what viewers may not see. */
    REVEAL(Role.ADMIN, List.of("GET")),
    /** POST from this machine with the control token. */
    CONTROL(null, List.of("POST"));

    /** What the caller must at least be; null where that is not how it is decided. */
    final Role role;

    final List<String> methods;

    Access(Role role, List<String> methods) {
      this.role = role;
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

  /** Whether it may take long: one of these is answered at a time, so one worker is left. */
  boolean isExpensive() {
    return access == Access.OPERATE || access == Access.ADMINISTER || access == Access.REVEAL;
  }
}
