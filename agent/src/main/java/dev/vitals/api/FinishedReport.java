package dev.vitals.api;

import dev.vitals.exporter.model.Documents.Document;
import dev.vitals.report.ReportTerms;

/**
 * What happened in one period, for whoever wants it in which form.
 *
 * <p><i>Threads:</i> any; immutable. <i>Cost:</i> the past was read when it was made.
 */
public final class FinishedReport {
  private final Reported reported;
  private final long epochMillis;

  /**
   * @param epochMillis when it was made
   */
  FinishedReport(Reported reported, long epochMillis) {
    this.reported = reported;
    this.epochMillis = epochMillis;
  }

  /**
   * @param format one of {@link ReportTerms#FORMATS}
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
