package dev.vitals.host;

import java.util.ArrayList;
import java.util.List;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.NetworkIF;
import oshi.hardware.VirtualMemory;
import oshi.software.os.OSFileStore;
import oshi.spi.SystemInfoProvider;

/** Every operating system OSHI knows, through OSHI. */
final class OshiMachine implements Machine {
  private final SystemInfoProvider system;

  OshiMachine(SystemInfoProvider system) {
    this.system = system;
  }

  @Override
  public double[] cpuSeconds() {
    long[] millis = system.getHardware().getProcessor().getSystemCpuLoadTicks();
    return new double[] {
      seconds(millis, TickType.USER),
      seconds(millis, TickType.NICE),
      seconds(millis, TickType.SYSTEM),
      seconds(millis, TickType.IDLE),
      seconds(millis, TickType.IOWAIT),
      seconds(millis, TickType.IRQ) + seconds(millis, TickType.SOFTIRQ),
      seconds(millis, TickType.STEAL)
    };
  }

  @Override
  public int logicalProcessors() {
    return system.getHardware().getProcessor().getLogicalProcessorCount();
  }

  @Override
  public double uptimeSeconds() {
    return system.getOperatingSystem().getSystemUptime();
  }

  @Override
  public Memory memory() {
    GlobalMemory memory = system.getHardware().getMemory();
    VirtualMemory swap = memory.getVirtualMemory();
    return new Memory(
        memory.getTotal(),
        memory.getAvailable(),
        swap.getSwapTotal(),
        swap.getSwapUsed(),
        swap.getSwapPagesIn(),
        swap.getSwapPagesOut());
  }

  @Override
  public List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    for (OSFileStore store : system.getOperatingSystem().getFileSystem().getFileStores(true)) {
      volumes.add(
          new Volume(
              store.getVolume(),
              store.getMount(),
              store.getType(),
              store.getTotalSpace(),
              store.getFreeSpace(),
              store.getUsableSpace()));
    }
    return volumes;
  }

  @Override
  public List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (NetworkIF network : system.getHardware().getNetworkIFs(false)) {
      links.add(
          new Link(
              network.getName(),
              new Way(
                  network.getBytesRecv(),
                  network.getPacketsRecv(),
                  network.getInErrors(),
                  network.getInDrops()),
              new Way(
                  network.getBytesSent(), network.getPacketsSent(), network.getOutErrors(), -1)));
    }
    return links;
  }

  private static double seconds(long[] millis, TickType type) {
    return millis[type.getIndex()] / 1e3;
  }
}
