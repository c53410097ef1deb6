package dev.vitals.host;

import dev.vitals.exporter.prometheus.HostMetrics;
import oshi.hardware.NetworkIF;
import oshi.spi.SystemInfoProvider;

/**
 * The network interfaces of the machine, without the loopback and without the halves of pairs that
 * lead into containers, of which a node may have thousands.
 */
final class HostNetwork implements Source {
  private static final int MAXIMUM_INTERFACES = 32;

  private final SystemInfoProvider system;

  HostNetwork(SystemInfoProvider system) {
    this.system = system;
  }

  @Override
  public void read(Readout out) {
    int shown = 0;
    for (NetworkIF network : system.getHardware().getNetworkIFs(false)) {
      String name = network.getName();
      if (name.startsWith("veth") || name.startsWith("cali")) {
        continue;
      }
      if (shown++ == MAXIMUM_INTERFACES) {
        break;
      }
      out.point(HostMetrics.SYSTEM_NETWORK_IO_BYTES_TOTAL, network.getBytesRecv(), name, "receive");
      out.point(
          HostMetrics.SYSTEM_NETWORK_IO_BYTES_TOTAL, network.getBytesSent(), name, "transmit");
      out.point(
          HostMetrics.SYSTEM_NETWORK_PACKET_COUNT_TOTAL, network.getPacketsRecv(), name, "receive");
      out.point(
          HostMetrics.SYSTEM_NETWORK_PACKET_COUNT_TOTAL,
          network.getPacketsSent(),
          name,
          "transmit");
      out.point(HostMetrics.SYSTEM_NETWORK_ERRORS_TOTAL, network.getInErrors(), name, "receive");
      out.point(HostMetrics.SYSTEM_NETWORK_ERRORS_TOTAL, network.getOutErrors(), name, "transmit");
      out.point(
          HostMetrics.SYSTEM_NETWORK_PACKET_DROPPED_TOTAL, network.getInDrops(), name, "receive");
    }
  }
}
