package dev.vitals.pipeline;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes histograms as HdrHistogram's interval log, for the tools that read it. Values are
 * microseconds; the longest call is also shown in milliseconds.
 *
 * <p><i>Threads:</i> one.
 */
public final class IntervalLog {
  private static final double MICROS_PER_MILLI = 1e3;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final PrintStream out;
  private final HistogramLogWriter log;

  /**
   * @param out is flushed, not closed
   * @param title one line that says what this is
   */
  public IntervalLog(OutputStream out, String title, long startEpochMillis) {
    this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    this.log = new HistogramLogWriter(this.out);
    log.outputComment(title.replace('\n', ' ').replace('\r', ' '));
    log.outputLogFormatVersion();
    log.outputStartTime(startEpochMillis);
    log.outputLegend();
  }

  /**
   * @param encoded what {@link Latencies#encoded} said
   */
  public void add(long startEpochMillis, long lengthMillis, byte[] encoded) {
    Histogram histogram = new Histogram(LatencyBuckets.DIGITS);
    histogram.setAutoResize(true);
    LatencyBuckets.decode(encoded, histogram);
    log.outputIntervalHistogram(
        startEpochMillis / MILLIS_PER_SECOND,
        (startEpochMillis + lengthMillis) / MILLIS_PER_SECOND,
        histogram,
        MICROS_PER_MILLI);
  }

  /**
   * @return whether everything could be written
   */
  public boolean end() {
    out.flush();
    return !out.checkError();
  }
}
