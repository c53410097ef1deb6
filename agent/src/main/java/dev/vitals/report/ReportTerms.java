package dev.vitals.report;

import dev.vitals.config.Quantity;
import java.util.List;

/** What a report may be asked to be, in the configuration file as in the API. */
public final class ReportTerms {
  public static final List<String> FORMATS = List.of("json", "html", "md", "csv");

  /** What a period may be, as a person reads it. */
  public static final String PERIODS = "such as 30m, 24h or 7d, from 1m to 90d";

  private static final String UNITS = "mhd";
  private static final long SHORTEST_MILLIS = 60_000;
  private static final long LONGEST_MILLIS = 90 * 86_400_000L;

  private ReportTerms() {}

  /** The milliseconds of a period, or -1 where a report cannot be about it. */
  public static long periodMillis(String text) {
    int last = text.length() - 1;
    if (last < 1 || UNITS.indexOf(text.charAt(last)) < 0) {
      return -1;
    }
    for (int index = 0; index < last; index++) {
      if (text.charAt(index) < '0' || text.charAt(index) > '9') {
        return -1;
      }
    }
    long millis = Quantity.millis(text);
    return millis >= SHORTEST_MILLIS && millis <= LONGEST_MILLIS ? millis : -1;
  }
}
