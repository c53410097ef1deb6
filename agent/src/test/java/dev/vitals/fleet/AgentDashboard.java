package dev.vitals.fleet;

import static dev.vitals.fleet.Panel.graph;
import static dev.vitals.fleet.Panel.stat;
import static dev.vitals.fleet.Panel.table;

/** Vitals itself. */
final class AgentDashboard {
  private AgentDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
            "agent",
            "Vitals / Agent",
            "Vitals itself: what it costs, and whether its numbers are whole.")
        .row("Are the numbers whole")
        .add(
            stat(
                    "Events lost",
                    "short",
                    "Events given up in the last hour so that the application never waits. Above 0"
                        + " counts are too low: raise queue.capacity.")
                .limits(1, 1000)
                .wide(6)
                .of("sum(increase(vitals_events_dropped_total{@}[1h]))", ""))
        .add(
            stat(
                    "Without a series of their own",
                    "short",
                    "Observations of the last hour that went to an overflow series. Above 0: raise"
                        + " metrics.limits.series, or find the label with too many values.")
                .limits(1, 1000)
                .wide(6)
                .of("sum(increase(vitals_series_overflow_total{@}[1h]))", ""))
        .add(
            stat(
                    "Failures of instrumentations",
                    "short",
                    "Since the start; the application never sees them. Above 0: status of the"
                        + " instance names the reason, report it.")
                .limits(1, 100)
                .wide(6)
                .of("sum(vitals_instrumentation_errors_total{@})", ""))
        .add(
            stat(
                    "Objects refused",
                    "short",
                    "Uses of caches and the like in the last hour beyond as many as are remembered."
                        + " Above 0: an application makes one for every request.")
                .limits(1, 1000)
                .wide(6)
                .of("sum(increase(vitals_objects_refused_total{@}[1h]))", ""))
        .add(
            graph(
                    "Events",
                    "ops",
                    "Events that reached their series, and those that were dropped. Dropped ones in"
                        + " peaks: raise queue.capacity; always: tell us.")
                .of(
                    "sum by (type) (rate(vitals_events_aggregated_total{@}[$__rate_interval]))",
                    "{{type}}")
                .of(
                    "sum by (type, reason)"
                        + " (rate(vitals_events_dropped_total{@}[$__rate_interval]))",
                    "dropped {{type}} {{reason}}"))
        .add(
            graph(
                    "Queue",
                    "percentunit",
                    "How full the queue of events is. Near 100 % events are dropped soon.")
                .limits(0.5, 0.9)
                .of(
                    "max by (instance, queue) (vitals_queue_size{@})"
                        + " / max by (instance, queue) (vitals_queue_capacity{@})",
                    "{{instance}} {{queue}}"))
        .add(
            graph(
                    "Age of the oldest event",
                    "s",
                    "How long an event waits. Seconds: the aggregator gets no CPU, the machine is"
                        + " too full.")
                .of("max by (instance) (vitals_drain_lag_seconds{@})", "{{instance}}"))
        .add(
            graph(
                    "Series",
                    "short",
                    "Lines with a value in an exposition. Near metrics.limits.series new ones go to"
                        + " overflow series.")
                .of("max by (instance) (vitals_exposed_series{@})", "{{instance}}"))
        .row("What it costs")
        .add(
            graph(
                    "CPU",
                    "percentunit",
                    "CPU of the agent's threads, of one processor; what woven code costs is not in"
                        + " it. Above 5 %: scrape less often, or look which component it is.")
                .of(
                    "sum by (instance, component)"
                        + " (rate(vitals_cpu_seconds_total{@}[$__rate_interval]))",
                    "{{instance}} {{component}}"))
        .add(
            graph(
                    "Allocation",
                    "Bps",
                    "Bytes the agent's threads allocate, scrapes for the most part. Scrape less"
                        + " often where it matters.")
                .of(
                    "sum by (instance, component)"
                        + " (rate(vitals_allocated_bytes_total{@}[$__rate_interval]))",
                    "{{instance}} {{component}}"))
        .add(
            graph(
                    "Time to answer a scrape",
                    "s",
                    "99 of 100 scrapes are faster. More than a second: too many series, or a JVM"
                        + " that hardly runs.")
                .of(
                    "histogram_quantile(0.99, sum by (instance, le)"
                        + " (rate(vitals_scrape_duration_seconds_bucket{@}[$__rate_interval])))",
                    "{{instance}}"))
        .add(
            graph(
                    "Size of a scrape",
                    "bytes",
                    "Body as it was sent. Large and not compressed: something between Prometheus"
                        + " and the agent takes Accept-Encoding away.")
                .of("max by (instance) (vitals_scrape_size_bytes{@})", "{{instance}}"))
        .row("Whom it tells, what it keeps")
        .add(
            graph(
                    "Messages",
                    "ops",
                    "Messages to receivers of alerts. Failures without success: nobody is told"
                        + " there; the log of the agent names the reason, once.")
                .of(
                    "sum by (instance, receiver, result)"
                        + " (rate(vitals_notifications_total{@}[$__rate_interval]))",
                    "{{instance}} {{receiver}} {{result}}"))
        .add(
            graph(
                    "Past that was not kept",
                    "ops",
                    "Intervals that did not reach the directory of history. Above 0: the disk is"
                        + " full, slow or gone; the log of the agent says which.")
                .of(
                    "sum by (instance, result)"
                        + " (rate(vitals_history_intervals_total{@,result!=\"written\"}[$__rate_interval]))",
                    "{{instance}} {{result}}"))
        .row("What it does")
        .add(
            graph(
                    "Alerts",
                    "short",
                    "Changes of state of rules within five minutes. The same rule again and again"
                        + " flaps: give it a longer hold or another limit.")
                .of(
                    "sum by (rule, to) (increase(vitals_alert_transitions_total{@}[5m]))",
                    "{{rule}} {{to}}"))
        .add(
            graph(
                    "Scrapes",
                    "ops",
                    "Scrapes by status code. 401: the token is wrong; 421: the host name is not in"
                        + " server.allowed-hosts.")
                .of("sum by (code) (rate(vitals_scrapes_total{@}[$__rate_interval]))", "{{code}}"))
        .add(
            graph(
                    "Weaving",
                    "s",
                    "Time spent weaving classes per second; over soon after a start. For ever:"
                        + " classes are loaded for ever, exclude them (exclude-classes).")
                .of(
                    "sum by (instance) (rate(vitals_transform_seconds_total{@}[$__rate_interval]))",
                    "{{instance}}"))
        .add(
            graph(
                    "Threads of the agent",
                    "short",
                    "At most a handful. More: tell us which, with a thread dump.")
                .of("max by (instance) (vitals_threads{@})", "{{instance}}"))
        .add(
            table(
                    "Classes woven",
                    "short",
                    "Classes by instrumentation. An application that uses a library and has 0 here:"
                        + " its version may not be known, see docs.")
                .wide(12)
                .of("sum by (job, instrumentation) (vitals_classes_transformed_total{@}) > 0", ""))
        .add(
            table(
                    "Versions",
                    "short",
                    "Which version of Vitals runs where. Different ones for long: finish the"
                        + " roll-out.")
                .wide(12)
                .of("count by (job, version) (vitals_build_info{@})", ""));
  }
}
