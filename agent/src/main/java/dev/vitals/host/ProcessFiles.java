package dev.vitals.host;

import dev.vitals.exporter.prometheus.HostMetrics;
import java.io.File;
import java.io.IOException;

/** What Linux says about this process: its memory and its file descriptors. */
final class ProcessFiles implements Source {
  private final File self;

  /**
   * @param root what all paths start from: {@code /}, or a folder that looks like it
   */
  ProcessFiles(File root) {
    this.self = new File(root, "proc/self");
  }

  @Override
  public void read(Readout out) throws IOException {
    String status = TextFile.read(new File(self, "status"));
    out.point(
        HostMetrics.PROCESS_RESIDENT_MEMORY_BYTES,
        kibibytes(TextFile.numberAfter(status, "VmRSS:")));
    out.point(
        HostMetrics.PROCESS_VIRTUAL_MEMORY_BYTES,
        kibibytes(TextFile.numberAfter(status, "VmSize:")));
    String[] descriptors = new File(self, "fd").list();
    if (descriptors != null) {
      // One of them was there only to list them.
      out.point(HostMetrics.PROCESS_OPEN_FDS, Math.max(0, descriptors.length - 1));
    }
    String limits = TextFile.readIfThere(new File(self, "limits"));
    long maximum = TextFile.numberAfter(limits, "Max open files");
    out.point(HostMetrics.PROCESS_MAX_FDS, maximum < 0 ? Double.NaN : maximum);
  }

  private static double kibibytes(long number) {
    return number < 0 ? Double.NaN : number * 1024.0;
  }
}
