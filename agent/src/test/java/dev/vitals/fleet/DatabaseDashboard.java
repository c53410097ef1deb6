package dev.vitals.fleet;

import static dev.vitals.fleet.Panel.graph;
import static dev.vitals.fleet.Panel.heatmap;
import static dev.vitals.fleet.Panel.table;

/** JDBC calls by statement. */
final class DatabaseDashboard {
  private DatabaseDashboard() {}

  static Dashboard dashboard() {
    String chosen = ",db_query_summary=~\"$statement\"";
    String count = "db_client_operation_duration_seconds_count{@" + chosen;
    String bucket = "db_client_operation_duration_seconds_bucket{@" + chosen;
    String sum = "db_client_operation_duration_seconds_sum{@" + chosen;
    return new Dashboard(
            "database",
            "Vitals / Database",
            "JDBC calls by statement: how many, how slow, how many fail.")
        .variable(
            "statement",
            "Statement",
            "label_values(db_client_operation_duration_seconds_count{@}, db_query_summary)")
        .row("By statement")
        .add(
            graph(
                    "Time spent",
                    "s",
                    "Seconds in the database per second, by statement. The largest area is the"
                        + " statement to improve first, even when each call is fast.")
                .stacked()
                .of(
                    "topk(15, sum by (db_query_summary) (rate(" + sum + "}[$__rate_interval])))",
                    "{{db_query_summary}}"))
        .add(
            graph(
                    "Calls",
                    "ops",
                    "Calls by statement. Many times the rate of requests: a loop asks row by row"
                        + " (N+1), join or batch it.")
                .of(
                    "topk(15, sum by (db_query_summary) (rate(" + count + "}[$__rate_interval])))",
                    "{{db_query_summary}}"))
        .add(
            graph(
                    "p95",
                    "s",
                    "95 of 100 calls are faster, by statement. One rises: look at its plan and its"
                        + " indexes; all rise: the database or the way to it.")
                .of(
                    "topk(15, histogram_quantile(0.95, sum by (db_query_summary, le) (rate("
                        + bucket
                        + "}[$__rate_interval]))))",
                    "{{db_query_summary}}"))
        .add(
            graph(
                    "Slow calls",
                    "ops",
                    "Calls above the limit of db.slow-threshold (100 ms), by statement. Explain"
                        + " the most frequent one.")
                .of(
                    "topk(15, sum by (db_query_summary) (rate(vitals_db_slow_operations_total{@"
                        + chosen
                        + "}[$__rate_interval])))",
                    "{{db_query_summary}}"))
        .row("All of them")
        .add(
            heatmap(
                    "Durations",
                    "s",
                    "How many calls took how long. A band that moves up as a whole is the network"
                        + " or the server, not one statement.")
                .of("sum by (le) (increase(" + bucket + "}[$__rate_interval]))", "{{le}}"))
        .add(
            graph(
                    "Databases",
                    "ops",
                    "Calls by system and database. An unknown one: somebody configured a second"
                        + " connection.")
                .of(
                    "sum by (db_system_name, db_namespace) (rate("
                        + count
                        + "}[$__rate_interval]))",
                    "{{db_system_name}} {{db_namespace}}"))
        .add(
            graph(
                    "Errors",
                    "ops",
                    "Calls that failed, by what they failed with. Time-outs and refused connections"
                        + " are the server's, constraints the application's.")
                .of(
                    "sum by (error_type) (rate(" + count + ",error_type!=\"\"}[$__rate_interval]))",
                    "{{error_type}}"))
        .add(
            graph(
                    "Calls per request",
                    "short",
                    "JDBC calls for each HTTP request, by service. More than some ten: look for a"
                        + " loop around a statement.")
                .of(
                    "sum by (job) (rate(db_client_operation_duration_seconds_count{@}"
                        + "[$__rate_interval])) / sum by (job)"
                        + " (rate(http_server_request_duration_seconds_count{@}[$__rate_interval]))",
                    "{{job}}"))
        .add(
            table(
                    "Most expensive statements",
                    "s",
                    "The 20 statements that took most time in the last five minutes, in seconds per"
                        + " second. Improve them from the top.")
                .of(
                    "topk(20, sum by (job, db_namespace, db_query_summary) (rate("
                        + sum
                        + "}[5m])))",
                    ""));
  }
}
