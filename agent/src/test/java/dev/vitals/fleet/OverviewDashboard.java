package dev.vitals.fleet;

import static dev.vitals.fleet.Panel.graph;
import static dev.vitals.fleet.Panel.stat;
import static dev.vitals.fleet.Panel.table;

/** All services at a glance. */
final class OverviewDashboard {
  private static final String ERRORS =
      "(sum by (job) (rate(http_server_request_duration_seconds_count{@,error_type!=\"\"}"
          + "[$__rate_interval])) or 0 * sum by (job)"
          + " (rate(http_server_request_duration_seconds_count{@}[$__rate_interval])))"
          + " / sum by (job) (rate(http_server_request_duration_seconds_count{@}[$__rate_interval]))";

  private OverviewDashboard() {}

  static Dashboard dashboard() {
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
}
