package dev.vitals.exporter.model;

import java.util.Map;

/** What the HTTP API tells of judgement and history. */
public interface Documents {
  /** Where there is nothing to tell. */
  Documents NONE =
      (topic, parameters) ->
          new Document(
              503,
              "application/json; charset=utf-8",
              "{\"status\":\"error\",\"error\":\"nothing is judged here\"}");

  /**
   * The document about a topic as of now.
   *
   * <p><i>Threads:</i> any. <i>Errors:</i> what is asked wrongly is a document with status 400 or
   * 404 that says what would be right; it never repeats what was asked.
   *
   * @param parameters of the query, decoded, each name once
   */
  Document read(Topic topic, Map<String, String> parameters);

  /** What can be asked for; the path stands below {@code /api/v1/performance}. */
  enum Topic {
    INDEX("", "Everything in short, and what else there is to ask for."),
    METRICS(
        "/metrics",
        "What is measured now, by route, statement, cache, pool, executor and resource. `?top=20` shows so"
            + " many of each."),
    SUMMARY("/metrics/summary", "The most important numbers, with the score."),
    HEALTH(
        "/health",
        "The score, its parts with their reasons, and how many alerts there are. With"
            + " `?strict=true` it is 503 while a critical alert fires."),
    SLA("/sla", "How promises are kept: state, compliance, error budget and burn rate."),
    ALERTS(
        "/alerts",
        "The rules that are violated now, and those that were."
            + " `?severity=low|medium|high|critical` shows one severity."),
    INCIDENTS(
        "/incidents",
        "What is one matter now, and what was, with its duration and MTTR, and where there is a"
            + " bundle of it."),
    SILENCES("/silences", "Silences, maintenance windows and acknowledgements."),
    CACHE("/cache", "Every cache since the start, and each level of them."),
    CACHE_STATS("/cache/stats", "All caches together since the start."),
    REPORT("/report", "What happened: `?period=30m|24h|7d` and `&format=json|html|md|csv`."),
    HISTORY(
        "/history",
        "One series: `?metric=&scope=&from=&to=&step=`, times in ISO 8601 or seconds since 1970;"
            + " `&format=hlog` is its histograms as a log of HdrHistogram."),
    RECOMMENDATIONS(
        "/recommendations",
        "What to do about it. `?priority=low|medium|high|critical` shows one priority."),
    TUNING("/tuning", "What was tuned.");

    private final String path;
    private final String purpose;

    Topic(String path, String purpose) {
      this.path = path;
      this.purpose = purpose;
    }

    public String path() {
      return path;
    }

    /** One sentence, in Markdown. */
    public String purpose() {
      return purpose;
    }
  }

  /**
   * @param status an HTTP status
   * @param contentType with its charset
   */
  record Document(int status, String contentType, String body) {}
}
