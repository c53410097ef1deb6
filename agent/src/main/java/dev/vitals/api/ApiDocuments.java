package dev.vitals.api;

import dev.vitals.exporter.http.Query;
import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.Documents;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.history.History;
import dev.vitals.history.Report;
import dev.vitals.judge.Standing;
import dev.vitals.judge.Triage;
import dev.vitals.operate.Bundles;
import dev.vitals.operate.IncidentHistory;
import dev.vitals.report.ReportTerms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All that the API tells.
 *
 * <p><i>Threads:</i> any; it keeps nothing. <i>Cost:</i> a report and history read the past on the
 * thread that asks; what shows counts since the start takes a snapshot.
 */
public final class ApiDocuments implements Documents {
  private static final String MOST = "top";
  private static final int USUAL_SCOPES = 100;
  private static final int MOST_SCOPES = 1_000;

  private final About about;
  private final Supplier<Standing> standing;
  private final Supplier<Snapshot> snapshot;
  private final History history;
  private final Supplier<Triage.Orders> orders;
  private final Bundles bundles;
  private final LongSupplier epochMillis;

  /**
   * @param standing of the newest look
   * @param snapshot a new one
   * @param orders what people have said
   */
  public ApiDocuments(
      About about,
      Supplier<Standing> standing,
      Supplier<Snapshot> snapshot,
      History history,
      Supplier<Triage.Orders> orders,
      Bundles bundles,
      LongSupplier epochMillis) {
    this.about = about;
    this.standing = standing;
    this.snapshot = snapshot;
    this.history = history;
    this.orders = orders;
    this.bundles = bundles;
    this.epochMillis = epochMillis;
  }

  @Override
  public Document read(Topic topic, Map<String, String> parameters) {
    try {
      return read(topic, new Parameters(parameters), standing.get(), epochMillis.getAsLong());
    } catch (WrongQuestion wrong) {
      return Envelope.wrong(wrong.status(), wrong.getMessage());
    }
  }

  /**
   * The same for the path below {@code /api/v1/performance} with its query, such as {@code
   * /alerts?severity=high}.
   */
  public Document read(String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    for (Topic topic : Topic.values()) {
      if (topic.path().equals(path.equals("/") ? "" : path)) {
        try {
          return read(topic, Query.parameters(mark < 0 ? null : target.substring(mark + 1)));
        } catch (IllegalArgumentException wrong) {
          return Envelope.wrong(400, wrong.getMessage());
        }
      }
    }
    return Envelope.wrong(404, "no such path");
  }

  /**
   * The report about a period that ends now.
   *
   * @param period see {@link ReportTerms#periodMillis}
   */
  public FinishedReport report(String period) {
    Parameters parameters = new Parameters(Map.of("period", period));
    return report(parameters, standing.get(), epochMillis.getAsLong());
  }

  private Document read(Topic topic, Parameters parameters, Standing now, long at) {
    return switch (topic) {
      case INDEX -> Envelope.of(at, IndexDocument.of(about, now, snapshot.get(), at));
      case METRICS -> {
        int most = parameters.number(MOST, USUAL_SCOPES, 1, MOST_SCOPES);
        yield Envelope.of(at, MetricsDocument.of(now, snapshot.get(), most));
      }
      case SUMMARY -> Envelope.of(at, SummaryDocument.of(now, snapshot.get(), history));
      case HEALTH -> {
        boolean isRefused = parameters.flag("strict") && Health.isCritical(now);
        yield Envelope.of(isRefused ? 503 : 200, at, Health.data(now));
      }
      case SLA -> Envelope.of(at, SlaDocument.of(now.slas(), history.events().events()));
      case ALERTS -> {
        Alert.Severity severity = parameters.severity("severity");
        yield Envelope.of(at, AlertsDocument.of(now, severity, past().alerts(), at));
      }
      case INCIDENTS ->
          Envelope.of(at, IncidentsDocument.of(now.handled(), past(), history, bundles, at));
      case SILENCES -> Envelope.of(at, SilencesDocument.of(orders.get(), at));
      case CACHE -> Envelope.of(at, CacheDocuments.each(snapshot.get()));
      case CACHE_STATS -> Envelope.of(at, CacheDocuments.together(snapshot.get()).fields());
      case REPORT -> {
        String format = parameters.word("format", "json", ReportTerms.FORMATS);
        yield report(parameters, now, at).in(format);
      }
      case HISTORY -> past(parameters, at);
      case RECOMMENDATIONS -> {
        parameters.severity("priority");
        yield Envelope.of(at, none("recommendations", "priority_breakdown"));
      }
      case TUNING -> Envelope.of(at, none("tuning", ""));
    };
  }

  private Document past(Parameters parameters, long at) {
    String format = parameters.word("format", "json", List.of("json", "hlog"));
    return format.equals("hlog")
        ? new Document(
            200, "text/plain; charset=utf-8", HistoryDocument.intervalLog(history, parameters, at))
        : Envelope.of(at, HistoryDocument.of(history, parameters, at));
  }

  private FinishedReport report(Parameters parameters, Standing now, long at) {
    Period period = Period.of(parameters, at);
    long from = period.fromEpochMillis();
    long to = period.toEpochMillis();
    Report report = history.report(from, to);
    IncidentHistory past = past().between(from, to);
    List<LimitReview.Line> review =
        LimitReview.of(now, past, history, period, report.resolutionMillis());
    return new FinishedReport(new Reported(about, period, report, now, past, review), at);
  }

  private IncidentHistory past() {
    return IncidentHistory.of(history.events().events());
  }

  /**
   * An empty list.
   *
   * @param breakdown empty where there is none
   */
  private static Map<String, Object> none(String name, String breakdown) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(name, List.of());
    data.put("count", 0);
    if (!breakdown.isEmpty()) {
      data.put(breakdown, Severities.breakdown(List.of()));
    }
    return data;
  }
}
