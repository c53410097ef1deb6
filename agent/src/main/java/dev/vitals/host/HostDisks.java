package dev.vitals.host;

import dev.vitals.exporter.prometheus.HostMetrics;
import oshi.hardware.HWDiskStore;
import oshi.spi.SystemInfoProvider;

/** The disks of the machine. */
final class HostDisks implements Source {
  private static final int MAXIMUM_DISKS = 32;

  private final SystemInfoProvider system;

  HostDisks(SystemInfoProvider system) {
    this.system = system;
  }

  @Override
  public void read(Readout out) {
    int shown = 0;
    for (HWDiskStore disk : system.getHardware().getDiskStores()) {
      if (shown++ == MAXIMUM_DISKS) {
        break;
      }
      String device = disk.getName();
      out.point(HostMetrics.SYSTEM_DISK_IO_BYTES_TOTAL, disk.getReadBytes(), device, "read");
      out.point(HostMetrics.SYSTEM_DISK_IO_BYTES_TOTAL, disk.getWriteBytes(), device, "write");
      out.point(HostMetrics.SYSTEM_DISK_OPERATIONS_TOTAL, disk.getReads(), device, "read");
      out.point(HostMetrics.SYSTEM_DISK_OPERATIONS_TOTAL, disk.getWrites(), device, "write");
      out.point(
          HostMetrics.SYSTEM_DISK_IO_TIME_SECONDS_TOTAL, disk.getTransferTime() / 1e3, device);
    }
  }
}
