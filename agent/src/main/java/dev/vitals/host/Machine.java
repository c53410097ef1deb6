package dev.vitals.host;

import java.io.IOException;
import java.util.List;

/** What the operating system knows about the whole computer, however it is asked. */
interface Machine {
  /** The order of {@link #cpuSeconds()}; names as OpenTelemetry has them. */
  List<String> CPU_MODES =
      List.of("user", "nice", "system", "idle", "iowait", "interrupt", "steal");

  /** CPU time by mode since the machine started. */
  double[] cpuSeconds() throws IOException;

  int logicalProcessors() throws IOException;

  double uptimeSeconds() throws IOException;

  Memory memory() throws IOException;

  /** Local file systems only: asking a remote one that does not answer would block for ever. */
  List<Volume> volumes() throws IOException;

  /** The network interfaces this process can see, the loopback left out. */
  List<Link> links() throws IOException;

  /** Memory and swap space; available memory is what can be had without swapping. */
  record Memory(
      long totalBytes,
      long availableBytes,
      long swapTotalBytes,
      long swapUsedBytes,
      long pagesIn,
      long pagesOut) {}

  /** One file system; usable is free without what is reserved for the administrator. */
  record Volume(
      String device,
      String mountPoint,
      String type,
      long totalBytes,
      long freeBytes,
      long usableBytes) {}

  /** Totals of one network interface since it came up. */
  record Link(String name, Way received, Way sent) {}

  /** One direction of an interface; dropped is -1 where it is not told. */
  record Way(long bytes, long packets, long errors, long dropped) {}
}
