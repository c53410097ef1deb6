package dev.vitals.fleet;

import static dev.vitals.fleet.Panel.graph;

/** Caches: whether they help. */
final class CacheDashboard {
  private CacheDashboard() {}

  static Dashboard dashboard() {
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
}
