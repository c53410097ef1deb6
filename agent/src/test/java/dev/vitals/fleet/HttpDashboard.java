package dev.vitals.fleet;

import static dev.vitals.fleet.Panel.graph;
import static dev.vitals.fleet.Panel.heatmap;
import static dev.vitals.fleet.Panel.table;

/** Requests by route. */
final class HttpDashboard {
  private HttpDashboard() {}

  static Dashboard dashboard() {
    String route = ",http_route=~\"$route\"";
    String count = "http_server_request_duration_seconds_count{@" + route;
    String bucket = "http_server_request_duration_seconds_bucket{@" + route;
    return new Dashboard(
            "http", "Vitals / HTTP", "Requests by route: how many, how slow, how many fail.")
        .variable(
            "route",
            "Route",
            "label_values(http_server_request_duration_seconds_count{@}, http_route)")
        .row("By route")
        .add(
            graph(
                    "Requests",
                    "reqps",
                    "Requests that ended, by route; without one: no handler was found. A route"
                        + " that grows alone is a client that repeats itself.")
                .of(
                    "sum by (http_route) (rate(" + count + "}[$__rate_interval]))",
                    "{{http_route}}"))
        .add(
            graph(
                    "Errors",
                    "percentunit",
                    "Share that ended with 5xx or an exception, by route. One route: its code or"
                        + " what it calls. All routes: something they share.")
                .limits(0.1, 0.2)
                .of(
                    "(sum by (http_route) (rate("
                        + count
                        + ",error_type!=\"\"}[$__rate_interval])) or 0 * sum by (http_route) (rate("
                        + count
                        + "}[$__rate_interval]))) / sum by (http_route) (rate("
                        + count
                        + "}[$__rate_interval]))",
                    "{{http_route}}"))
        .add(
            graph(
                    "p95",
                    "s",
                    "95 of 100 requests are faster, by route. Compare with the statements of the"
                        + " database dashboard at the same time.")
                .limits(2, 5)
                .of(
                    "histogram_quantile(0.95, sum by (http_route, le) (rate("
                        + bucket
                        + "}[$__rate_interval])))",
                    "{{http_route}}"))
        .add(
            graph(
                    "Time spent",
                    "s",
                    "Seconds of requests per second, by route: how many are on their way on"
                        + " average. The largest area is where a gain counts most.")
                .stacked()
                .of(
                    "sum by (http_route) (rate(http_server_request_duration_seconds_sum{@"
                        + route
                        + "}[$__rate_interval]))",
                    "{{http_route}}"))
        .row("All of them")
        .add(
            heatmap(
                    "Durations",
                    "s",
                    "How many requests took how long. Two bands: two kinds of requests, often with"
                        + " and without a cache.")
                .of("sum by (le) (increase(" + bucket + "}[$__rate_interval]))", "{{le}}"))
        .add(
            graph(
                    "p50, p95, p99",
                    "s",
                    "Half, 95 and 99 of 100 requests are faster. Only p99 rises: a few wait for a"
                        + " lock, a collection or a new connection.")
                .of(quantile("0.5", bucket), "p50")
                .of(quantile("0.95", bucket), "p95")
                .of(quantile("0.99", bucket), "p99"))
        .add(
            graph(
                    "Status codes",
                    "reqps",
                    "Requests by status. Many 4xx: clients ask for what is not there or may not;"
                        + " many 5xx: see the types of errors.")
                .stacked()
                .of(
                    "sum by (http_response_status_code) (rate(" + count + "}[$__rate_interval]))",
                    "{{http_response_status_code}}"))
        .add(
            graph(
                    "Types of errors",
                    "reqps",
                    "What failed requests failed with: the class of the exception, else the status."
                        + " The most frequent one is the one to look for in the log.")
                .of(
                    "sum by (error_type) (rate(" + count + ",error_type!=\"\"}[$__rate_interval]))",
                    "{{error_type}}"))
        .add(
            graph(
                    "Being served now",
                    "short",
                    "Requests that have begun and not ended, by instance. A line that only rises:"
                        + " requests hang, take a thread dump.")
                .of("sum by (instance) (http_server_active_requests{@})", "{{instance}}"))
        .add(
            graph(
                    "Instances",
                    "s",
                    "p95 by instance. One above the others: its machine or its JVM; all together:"
                        + " the code or what they share.")
                .of(
                    "histogram_quantile(0.95, sum by (instance, le) (rate("
                        + bucket
                        + "}[$__rate_interval])))",
                    "{{instance}}"))
        .add(
            table(
                    "Slowest routes",
                    "s",
                    "The 20 routes with the highest p95 of the last five minutes. Start where much"
                        + " time is spent too.")
                .of(
                    "topk(20, histogram_quantile(0.95, sum by (job, http_route, le) (rate("
                        + bucket
                        + "}[5m]))))",
                    ""));
  }

  private static String quantile(String share, String bucket) {
    return "histogram_quantile("
        + share
        + ", sum by (le) (rate("
        + bucket
        + "}[$__rate_interval])))";
  }
}
