package dev.vitals.api;

import dev.vitals.exporter.model.Documents.Document;
import java.util.List;
import java.util.Map;

/**
 * What happened in one period, for whoever wants it in which form.
 *
 * <p><i>Threads:</i> any; immutable. <i>Cost:</i> the past was read when it was made.
 */
public final class FinishedReport {
  /** The forms there are. */
  public static final List<String> FORMATS = List.of("json", "html", "md", "csv");

  /** What a period may be, as a person reads it. */
  public static final String PERIODS = "such as 30m, 24h or 7d, from 1m to 90d";

  private final Reported reported;
  private final long epochMillis;

  /**
   * @param epochMillis when it was made
   */
  FinishedReport(Reported reported, long epochMillis) {
    this.reported = reported;
    this.epochMillis = epochMillis;
  }

  /** Whether a report can be about it. */
  public static boolean isPeriod(String text) {
    try {
      Period.of(new Parameters(Map.of("period", text)), 0);
      return true;
    } catch (WrongQuestion none) {
      return false;
    }
  }

  /**
   * @param format one of {@link #FORMATS}
   */
  public Document in(String format) {
    return switch (format) {
      case "html" ->
          new Document(
              200,
              "text/html; charset=utf-8",
              ReportHtml.of(ReportSections.title(reported), ReportSections.of(reported)));
      case "md" ->
          new Document(
              200,
              "text/markdown; charset=utf-8",
              ReportMarkdown.of(ReportSections.title(reported), ReportSections.of(reported)));
      case "csv" -> new Document(200, "text/csv; charset=utf-8", ReportCsv.of(reported.report()));
      default -> Envelope.of(epochMillis, ReportJson.of(reported));
    };
  }
}
