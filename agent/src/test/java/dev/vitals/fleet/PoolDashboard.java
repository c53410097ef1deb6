package dev.vitals.fleet;

import static dev.vitals.fleet.Panel.graph;

/** Connections and threads that are shared, and who waits for them. */
final class PoolDashboard {
  private static final String POOL = "{{job}} {{db_client_connection_pool_name}}";
  private static final String EXECUTOR = "{{job}} {{name}}";

  private PoolDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
            "pools",
            "Vitals / Pools and executors",
            "Connections and threads: how many are taken, who waits for one, and for how long.")
        .row("Connection pools")
        .add(
            graph(
                    "Connections in use",
                    "percentunit",
                    "Share of the connections a pool may have that is in use, by pool. At 100 %:"
                        + " look whether anybody waits.")
                .of(
                    "sum by (job, db_client_connection_pool_name)"
                        + " (db_client_connection_count{@,db_client_connection_state=\"used\"})"
                        + " / sum by (job, db_client_connection_pool_name)"
                        + " (db_client_connection_max{@})",
                    POOL))
        .add(
            graph(
                    "Waiting",
                    "short",
                    "Threads that wait for a connection, by pool. Now and then a few: the pool is"
                        + " just large enough. All the time: see the use time.")
                .of(
                    "sum by (job, db_client_connection_pool_name)"
                        + " (db_client_connection_pending_requests{@})",
                    POOL))
        .add(
            graph(
                    "Wait time",
                    "s",
                    "95 of 100 get a connection faster, by pool. It is part of the duration of"
                        + " requests and not of statements.")
                .of(poolTime("wait"), POOL))
        .add(
            graph(
                    "Use time",
                    "s",
                    "95 of 100 connections are given back faster, by pool. Much longer than"
                        + " statements take: something else is done while they are held.")
                .of(poolTime("use"), POOL))
        .add(
            graph(
                    "Gave up",
                    "ops",
                    "Waits for a connection that were given up, by pool: each is a failure of the"
                        + " application. A larger pool helps only if the database can take it.")
                .of(
                    "sum by (job, db_client_connection_pool_name)"
                        + " (rate(db_client_connection_timeouts_total{@}[$__rate_interval]))",
                    POOL))
        .add(
            graph(
                    "Opened",
                    "ops",
                    "Connections that pools opened. Many all the time: they are closed too soon,"
                        + " by a short life or too few idle ones.")
                .of(
                    "sum by (job, db_client_connection_pool_name)"
                        + " (rate(db_client_connection_create_time_seconds_count{@}"
                        + "[$__rate_interval]))",
                    POOL))
        .row("Executors")
        .add(
            graph(
                    "Threads in use",
                    "percentunit",
                    "Share of the threads an executor may have that run a task, by executor. At"
                        + " 100 %: look at its queue.")
                .of(
                    "sum by (job, name) (executor_active_threads{@})"
                        + " / sum by (job, name) (executor_pool_max_threads{@})",
                    EXECUTOR))
        .add(
            graph(
                    "Queued",
                    "short",
                    "Tasks that wait for a thread, by executor. Those of a batch may; those of a"
                        + " server (http, qtp) are requests. A scheduled one keeps what has time.")
                .of("sum by (job, name) (executor_queued_tasks{@})", EXECUTOR))
        .add(
            graph(
                    "Wait for a thread",
                    "s",
                    "95 of 100 tasks begin faster, by executor. It is not part of the duration of"
                        + " requests where they are what waits.")
                .of(executorTime("executor_idle_seconds"), EXECUTOR))
        .add(
            graph(
                    "Run time",
                    "s",
                    "95 of 100 tasks are done faster, by executor. Longer, with a queue that"
                        + " grows: what the tasks call became slow.")
                .of(executorTime("executor_seconds"), EXECUTOR))
        .add(
            graph(
                    "Completed",
                    "ops",
                    "Tasks that ended, however they did, by executor. None while some are queued:"
                        + " its threads hang, take a thread dump.")
                .of(
                    "sum by (job, name) (rate(executor_completed_tasks_total{@}[$__rate_interval]))",
                    EXECUTOR))
        .add(
            graph(
                    "Failed and rejected",
                    "ops",
                    "Tasks that ended with an exception; those an executor had no room for; and"
                        + " those of them whose giver got an exception: each of these is work that"
                        + " was not done.")
                .of(
                    "sum by (job, name)"
                        + " (rate(vitals_executor_failed_tasks_total{@}[$__rate_interval]))",
                    "failed " + EXECUTOR)
                .of(
                    "sum by (job, name)"
                        + " (rate(vitals_executor_rejected_tasks_total{@}[$__rate_interval]))",
                    "rejected " + EXECUTOR)
                .of(
                    "sum by (job, name)"
                        + " (rate(vitals_executor_refused_tasks_total{@}[$__rate_interval]))",
                    "refused " + EXECUTOR));
  }

  private static String poolTime(String what) {
    return "histogram_quantile(0.95, sum by (job, db_client_connection_pool_name, le)"
        + " (rate(db_client_connection_"
        + what
        + "_time_seconds_bucket{@}[$__rate_interval])))";
  }

  private static String executorTime(String histogram) {
    return "histogram_quantile(0.95, sum by (job, name, le) (rate("
        + histogram
        + "_bucket{@}[$__rate_interval])))";
  }
}
