package dev.vitals.host;

import dev.vitals.exporter.prometheus.HostMetrics;
import java.io.IOException;

/** The local file systems. */
final class HostVolumes implements Source {
  private final Machine machine;

  HostVolumes(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void read(Readout out) throws IOException {
    double fullest = Double.NaN;
    for (Machine.Volume volume : machine.volumes()) {
      String device = volume.device();
      String mount = volume.mountPoint();
      String type = volume.type();
      long used = volume.totalBytes() - volume.freeBytes();
      long reserved = volume.freeBytes() - volume.usableBytes();
      out.point(HostMetrics.SYSTEM_FILESYSTEM_USAGE_BYTES, used, device, mount, type, "used");
      out.point(
          HostMetrics.SYSTEM_FILESYSTEM_USAGE_BYTES,
          volume.usableBytes(),
          device,
          mount,
          type,
          "free");
      out.point(
          HostMetrics.SYSTEM_FILESYSTEM_USAGE_BYTES, reserved, device, mount, type, "reserved");
      out.point(
          HostMetrics.SYSTEM_FILESYSTEM_LIMIT_BYTES, volume.totalBytes(), device, mount, type);
      if (used + volume.usableBytes() > 0) {
        double ratio = (double) used / (used + volume.usableBytes());
        out.point(HostMetrics.SYSTEM_FILESYSTEM_UTILIZATION_RATIO, ratio, device, mount, type);
        fullest = Double.isNaN(fullest) ? ratio : Math.max(fullest, ratio);
      }
    }
    out.diskRatio(fullest);
  }
}
