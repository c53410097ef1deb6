package dev.vitals.fleet;

import static dev.vitals.fleet.Panel.graph;
import static dev.vitals.fleet.Panel.heatmap;
import static dev.vitals.fleet.Panel.stat;
import static dev.vitals.fleet.Panel.table;

/** What the application does: all of it at a glance, then requests, statements and caches. */
final class ApplicationDashboards {
  private static final String ERRORS =
      "(sum by (job) (rate(http_server_request_duration_seconds_count{@,error_type!=\"\"}"
          + "[$__rate_interval])) or 0 * sum by (job)"
          + " (rate(http_server_request_duration_seconds_count{@}[$__rate_interval])))"
          + " / sum by (job) (rate(http_server_request_duration_seconds_count{@}[$__rate_interval]))";

  private ApplicationDashboards() {}

  static Dashboard overview() {
    return new Dashboard(
            "overview",
            "Vitals / Overview",
            "Is anything wrong, where, and since when: one line per service.")
        .row("Now")
        .add(
            stat(
                    "Instances that answer",
                    "short",
                    "Instances Prometheus could scrape. Fewer than you run: look for VitalsDown,"
                        + " then at the log of the application.")
                .of("count(vitals_build_info{@})", ""))
        .add(
            stat(
                    "Alerts that fire",
                    "short",
                    "Rules the agents themselves find broken. The table below names them; their"
                        + " dashboard shows the cause.")
                .limits(1, 5)
                .of("sum(vitals_alert_active{@,state=\"firing\"}) or vector(0)", ""))
        .add(
            stat(
                    "Requests",
                    "reqps",
                    "Requests that ended, of all services. Much less than at this time yesterday:"
                        + " they may not arrive, look at what is in front.")
                .of(
                    "sum(rate(http_server_request_duration_seconds_count{@}[$__rate_interval]))",
                    ""))
        .add(
            stat(
                    "Failing requests",
                    "percentunit",
                    "Share of requests that ended with 5xx or an exception. The HTTP dashboard says"
                        + " at which route and of what type.")
                .limits(0.1, 0.2)
                .of("max(" + ERRORS + ")", ""))
        .add(
            stat(
                    "p95 of requests",
                    "s",
                    "95 of 100 requests of the slowest service are faster. The HTTP dashboard says"
                        + " which route it is, the database dashboard whether statements are why.")
                .limits(2, 5)
                .of(
                    "max(histogram_quantile(0.95, sum by (job, le)"
                        + " (rate(http_server_request_duration_seconds_bucket{@}"
                        + "[$__rate_interval]))))",
                    ""))
        .add(
            stat(
                    "Fullest heap",
                    "percentunit",
                    "Heap in use after a collection, of the fullest instance: garbage is not in"
                        + " it. Near 100 %: give more heap, or look for a leak on the JVM dashboard.")
                .limits(0.9, 0.95)
                .of(
                    "max(sum by (job, instance)"
                        + " (jvm_memory_used_after_last_gc_bytes{@,jvm_memory_type=\"heap\"})"
                        + " / sum by (job, instance)"
                        + " (jvm_memory_limit_bytes{@,jvm_memory_type=\"heap\","
                        + "jvm_memory_pool_name!~\"(ZGC|Shenandoah) Young Gen.*\"}))",
                    ""))
        .add(
            table(
                    "What fires",
                    "short",
                    "One line per broken rule and scope. Start with critical; what is listed for"
                        + " many instances at once has one cause.")
                .of(
                    "sum by (job, instance, rule, scope, severity)"
                        + " (vitals_alert_active{@,state=\"firing\"}) > 0",
                    ""))
        .row("Requests")
        .add(
            graph(
                    "Rate",
                    "reqps",
                    "Requests per second of each service. A fall to zero is an outage even where"
                        + " nothing fails.")
                .wide(8)
                .of(
                    "sum by (job)"
                        + " (rate(http_server_request_duration_seconds_count{@}[$__rate_interval]))",
                    "{{job}}"))
        .add(
            graph(
                    "Errors",
                    "percentunit",
                    "Share of requests that failed, by service. A step up right after a deployment:"
                        + " take it back.")
                .wide(8)
                .limits(0.1, 0.2)
                .of(ERRORS, "{{job}}"))
        .add(
            graph(
                    "p95",
                    "s",
                    "95 of 100 requests are faster, by service. Rising with the rate: something is"
                        + " exhausted; rising alone: something behind has become slow.")
                .wide(8)
                .limits(2, 5)
                .of(
                    "histogram_quantile(0.95, sum by (job, le)"
                        + " (rate(http_server_request_duration_seconds_bucket{@}"
                        + "[$__rate_interval])))",
                    "{{job}}"))
        .row("Behind them")
        .add(
            graph(
                    "p95 of statements",
                    "s",
                    "95 of 100 JDBC calls are faster, by service. When it rises together with the"
                        + " p95 of requests, go on to the database dashboard.")
                .wide(8)
                .of(
                    "histogram_quantile(0.95, sum by (job, le)"
                        + " (rate(db_client_operation_duration_seconds_bucket{@}"
                        + "[$__rate_interval])))",
                    "{{job}}"))
        .add(
            graph(
                    "Hit rate of caches",
                    "percentunit",
                    "Share of lookups a cache could answer, by service. A fall sends the load to"
                        + " what is behind the cache: see the caches dashboard.")
                .wide(8)
                .of(
                    "sum by (job) (rate(cache_gets_total{@,result=\"hit\"}[$__rate_interval]))"
                        + " / sum by (job) (rate(cache_gets_total{@}[$__rate_interval]))",
                    "{{job}}"))
        .add(
            graph(
                    "CPU",
                    "percentunit",
                    "CPU of the processors a JVM may use, of the busiest instance of each service."
                        + " Above 90 % everything waits: add instances or find what computes.")
                .wide(8)
                .limits(0.8, 0.9)
                .of("max by (job) (jvm_cpu_recent_utilization_ratio{@})", "{{job}}"));
  }

  static Dashboard http() {
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

  static Dashboard database() {
    String chosen = ",db_query_summary=~\"$statement\"";
    String count = "db_client_operation_duration_seconds_count{@" + chosen;
    String bucket = "db_client_operation_duration_seconds_bucket{@" + chosen;
    String sum = "db_client_operation_duration_seconds_sum{@" + chosen;
    String pool = "{{job}} {{db_client_connection_pool_name}}";
    return new Dashboard(
            "database",
            "Vitals / Database",
            "JDBC calls by statement: how many, how slow, how many fail; and pools.")
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
                    ""))
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
                    pool))
        .add(
            graph(
                    "Waiting",
                    "short",
                    "Threads that wait for a connection, by pool. Now and then a few: the pool is"
                        + " just large enough. All the time: see the use time.")
                .of(
                    "sum by (job, db_client_connection_pool_name)"
                        + " (db_client_connection_pending_requests{@})",
                    pool))
        .add(
            graph(
                    "Wait time",
                    "s",
                    "95 of 100 get a connection faster, by pool. It is part of the duration of"
                        + " requests and not of statements.")
                .of(poolTime("wait"), pool))
        .add(
            graph(
                    "Use time",
                    "s",
                    "95 of 100 connections are given back faster, by pool. Much longer than"
                        + " statements take: something else is done while they are held.")
                .of(poolTime("use"), pool))
        .add(
            graph(
                    "Gave up",
                    "ops",
                    "Waits for a connection that were given up, by pool: each is a failure of the"
                        + " application. A larger pool helps only if the database can take it.")
                .of(
                    "sum by (job, db_client_connection_pool_name)"
                        + " (rate(db_client_connection_timeouts_total{@}[$__rate_interval]))",
                    pool))
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
                    pool));
  }

  private static String poolTime(String what) {
    return "histogram_quantile(0.95, sum by (job, db_client_connection_pool_name, le)"
        + " (rate(db_client_connection_"
        + what
        + "_time_seconds_bucket{@}[$__rate_interval])))";
  }

  static Dashboard caches() {
    String chosen = ",cache=~\"$cache\"";
    String by = "sum by (cache, cache_level) (rate(";
    String name = "{{cache}} {{cache_level}}";
    return new Dashboard(
            "caches", "Vitals / Caches", "Caches: how often they help, and why they do not.")
        .variable("cache", "Cache", "label_values(cache_gets_total{@}, cache)")
        .row("Do they help")
        .add(
            graph(
                    "Hit rate",
                    "percentunit",
                    "Share of lookups a cache could answer. Low with many evictions: too small;"
                        + " low without: wrong keys or too short a life.")
                .of(
                    by
                        + "cache_gets_total{@"
                        + chosen
                        + ",result=\"hit\"}[$__rate_interval])) / "
                        + by
                        + "cache_gets_total{@"
                        + chosen
                        + "}[$__rate_interval]))",
                    name))
        .add(
            graph(
                    "Lookups",
                    "ops",
                    "Lookups per second, hits and misses. A cache nobody asks costs memory for"
                        + " nothing.")
                .of(
                    "sum by (cache, cache_level, result) (rate(cache_gets_total{@"
                        + chosen
                        + "}[$__rate_interval]))",
                    name + " {{result}}"))
        .add(
            graph(
                    "Misses",
                    "ops",
                    "Lookups that had to go on to what is behind. A peak after a deployment is a"
                        + " cold cache: warm it before it takes load.")
                .of(
                    by + "cache_gets_total{@" + chosen + ",result=\"miss\"}[$__rate_interval]))",
                    name))
        .add(
            graph(
                    "Entries",
                    "short",
                    "Entries as the cache estimates them. A line that only rises is a cache"
                        + " without a limit: give it one.")
                .of(
                    "sum by (cache, cache_level, instance) (cache_size{@" + chosen + "})",
                    name + " {{instance}}"))
        .row("What happens to entries")
        .add(
            graph(
                    "Puts",
                    "ops",
                    "Entries put in. As many as lookups: what is put in is not found again, look at"
                        + " the keys.")
                .wide(8)
                .of(by + "cache_puts_total{@" + chosen + "}[$__rate_interval]))", name))
        .add(
            graph(
                    "Evictions",
                    "ops",
                    "Entries a cache gave up by itself. Many with a low hit rate: it is too small"
                        + " for what is asked.")
                .wide(8)
                .of(by + "cache_evictions_total{@" + chosen + "}[$__rate_interval]))", name))
        .add(
            graph(
                    "Removals",
                    "ops",
                    "Entries the application removed. Peaks with misses after them: something"
                        + " clears more than it must.")
                .wide(8)
                .of(by + "vitals_cache_removals_total{@" + chosen + "}[$__rate_interval]))", name))
        .row("Loads")
        .add(
            graph(
                    "p95 of loads",
                    "s",
                    "95 of 100 values are loaded faster. This is what a miss costs whoever asks.")
                .of(
                    "histogram_quantile(0.95, sum by (cache, cache_level, le)"
                        + " (rate(vitals_cache_load_duration_seconds_bucket{@"
                        + chosen
                        + "}[$__rate_interval])))",
                    name))
        .add(
            graph(
                    "Loads that failed",
                    "ops",
                    "Loads that ended with an exception: who asked got it too. Look at what the"
                        + " loader calls.")
                .of(
                    by + "cache_load_total{@" + chosen + ",result=\"failure\"}[$__rate_interval]))",
                    name));
  }

  private static String quantile(String share, String bucket) {
    return "histogram_quantile("
        + share
        + ", sum by (le) (rate("
        + bucket
        + "}[$__rate_interval])))";
  }
}
