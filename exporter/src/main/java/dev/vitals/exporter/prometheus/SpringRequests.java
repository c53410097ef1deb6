package dev.vitals.exporter.prometheus;

import static dev.vitals.exporter.prometheus.NamingRow.row;

import dev.vitals.exporter.prometheus.NamingRow.Column;
import dev.vitals.exporter.prometheus.NamingRow.Labels;
import java.util.List;

/** Requests as Spring Boot calls them: {@code http_server_requests_seconds}. */
final class SpringRequests {
  private static final String UNKNOWN = "UNKNOWN";
  private static final String NONE = "none";
  private static final String METHOD = "http_request_method";
  private static final String ROUTE = "http_route";
  private static final String STATUS = "http_response_status_code";
  private static final String ERROR = "error_type";

  private static final Column[] COLUMNS = {
    Column.of(
        "method",
        METHOD,
        "`_OTHER` is `UNKNOWN`",
        method -> method.equals("_OTHER") ? UNKNOWN : method),
    new Column(
        "uri",
        "`http_route`; without one `REDIRECTION` for 3xx, `NOT_FOUND` for 404, else `UNKNOWN`",
        SpringRequests::uri),
    Column.of(
        "status",
        STATUS,
        "`UNKNOWN` where there was none",
        status -> status.isEmpty() ? UNKNOWN : status),
    Column.of(
        "outcome",
        STATUS,
        "`INFORMATIONAL`, `SUCCESS`, `REDIRECTION`, `CLIENT_ERROR`, `SERVER_ERROR` or `UNKNOWN`",
        SpringRequests::outcome),
    Column.of(
        "exception",
        ERROR,
        "without its package; `none` where nothing was thrown",
        SpringRequests::exception)
  };

  static final List<NamingRow> ROWS =
      List.of(
          row(
              ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS,
              "http_server_requests_seconds",
              COLUMNS),
          row(
                  ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS,
                  "http_server_requests_seconds_max",
                  COLUMNS)
              .recentMaximum("Longest request of the last one or two minutes."));

  private SpringRequests() {}

  private static String uri(Labels labels) {
    String route = labels.get(ROUTE);
    if (!route.isEmpty()) {
      return route;
    }
    String status = labels.get(STATUS);
    if (status.startsWith("3")) {
      return "REDIRECTION";
    }
    return status.equals("404") ? "NOT_FOUND" : UNKNOWN;
  }

  private static String outcome(String status) {
    return switch (status.isEmpty() ? ' ' : status.charAt(0)) {
      case '1' -> "INFORMATIONAL";
      case '2' -> "SUCCESS";
      case '3' -> "REDIRECTION";
      case '4' -> "CLIENT_ERROR";
      case '5' -> "SERVER_ERROR";
      default -> UNKNOWN;
    };
  }

  /** An error type is empty, a status, the name of an exception's class or {@code _OTHER}. */
  private static String exception(String errorType) {
    if (errorType.isEmpty() || Character.isDigit(errorType.charAt(0))) {
      return NONE;
    }
    String name = errorType.substring(errorType.lastIndexOf('.') + 1);
    String simpleName = name.substring(name.lastIndexOf('$') + 1);
    boolean isAnonymous = simpleName.isEmpty() || Character.isDigit(simpleName.charAt(0));
    return isAnonymous ? errorType : simpleName;
  }
}
