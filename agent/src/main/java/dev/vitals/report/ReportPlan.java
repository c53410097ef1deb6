package dev.vitals.report;

import java.util.List;
import java.util.TimeZone;

/**
 * Which report is made every day, and who gets it.
 *
 * @param atMinute since midnight, as a clock shows it
 * @param zone where that clock hangs; null for that of the JVM
 * @param period such as {@code 24h}
 * @param format for the directory and for programs
 * @param directory empty for none
 * @param keep how many files of ours stay in it
 * @param receivers names of those it is sent to
 */
public record ReportPlan(
    int atMinute,
    TimeZone zone,
    String period,
    String format,
    String directory,
    int keep,
    List<String> receivers) {
  public ReportPlan {
    receivers = List.copyOf(receivers);
  }
}
