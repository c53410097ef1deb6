package dev.vitals.host;

import dev.vitals.exporter.prometheus.HostMetrics;
import java.io.IOException;

/**
 * The network interfaces, without the halves of pairs that lead into containers, of which a node
 * may have thousands.
 */
final class HostNetwork implements Source {
  private static final int MAXIMUM_INTERFACES = 32;

  private final Machine machine;

  HostNetwork(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void read(Readout out) throws IOException {
    int shown = 0;
    for (Machine.Link link : machine.links()) {
      if (link.name().startsWith("veth") || link.name().startsWith("cali")) {
        continue;
      }
      if (shown++ == MAXIMUM_INTERFACES) {
        break;
      }
      show(out, link.name(), "receive", link.received());
      show(out, link.name(), "transmit", link.sent());
    }
  }

  private static void show(Readout out, String name, String direction, Machine.Way way) {
    out.point(HostMetrics.SYSTEM_NETWORK_IO_BYTES_TOTAL, way.bytes(), name, direction);
    out.point(HostMetrics.SYSTEM_NETWORK_PACKET_COUNT_TOTAL, way.packets(), name, direction);
    out.point(HostMetrics.SYSTEM_NETWORK_ERRORS_TOTAL, way.errors(), name, direction);
    if (way.dropped() >= 0) {
      out.point(HostMetrics.SYSTEM_NETWORK_PACKET_DROPPED_TOTAL, way.dropped(), name, direction);
    }
  }
}
