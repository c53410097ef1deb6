package dev.vitals.host;

import dev.vitals.exporter.prometheus.SpareMetrics;
import java.io.File;
import java.io.IOException;

/** What Linux says about this process that only other namings than our own show. */
final class ProcessSpare implements Source {
  private final File status;

  /**
   * @param root what all paths start from: {@code /}, or a folder that looks like it
   */
  ProcessSpare(File root) {
    this.status = new File(root, "proc/self/status");
  }

  @Override
  public void read(Readout out) throws IOException {
    String text = TextFile.read(status);
    long swapKibibytes = TextFile.numberAfter(text, "VmSwap:");
    out.point(
        SpareMetrics.PROCESS_SWAP_BYTES, swapKibibytes < 0 ? Double.NaN : swapKibibytes * 1024.0);
    long threads = TextFile.numberAfter(text, "Threads:");
    out.point(SpareMetrics.PROCESS_THREADS, threads < 0 ? Double.NaN : threads);
  }
}
