package dev.vitals.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LinuxMachineTest {
  @TempDir Path folder;

  @Test
  void reads_processor_time_by_mode() throws IOException {
    new Tree(folder)
        .with(
            "proc/stat",
            "cpu  100 200 300 400 500 60 7 8 90 0\ncpu0 1 2 3 4 5 6 7 8 9 0\ncpu1 1 2 3\nintr 5\n");
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 0.67, 0.08}, machine().cpuSeconds(), 1e-9);
    assertEquals(2, machine().logicalProcessors());
  }

  @Test
  void reads_memory_swap_and_uptime() throws IOException {
    new Tree(folder)
        .with(
            "proc/meminfo",
            "MemTotal:  1000 kB\nMemFree:   1 kB\nMemAvailable: 400 kB\n"
                + "SwapTotal: 100 kB\nSwapFree: 70 kB\n")
        .with("proc/vmstat", "pgpgin 3\npswpin 11\npswpout 12\n")
        .with("proc/uptime", "12.5 30.1\n");
    assertEquals(
        new Machine.Memory(1_024_000, 409_600, 102_400, 30_720, 11, 12), machine().memory());
    assertEquals(12.5, machine().uptimeSeconds());
  }

  @Test
  void shows_each_local_file_system_once_and_asks_no_remote_one() throws IOException {
    new Tree(folder)
        .with("etc/hosts", "a file is no file system")
        .with("data dir/x", "")
        .with("remote/x", "")
        .with(
            "proc/self/mounts",
            "overlay / overlay rw 0 0\n"
                + "proc /proc proc rw 0 0\n"
                + "/dev/sda1 /etc/hosts ext4 rw 0 0\n"
                + "/dev/sda1 /data\\040dir ext4 rw 0 0\n"
                + "/dev/sda1 /proc ext4 rw 0 0\n"
                + "server:/share /remote nfs4 rw 0 0\n"
                + "/dev/fuse /remote fuse.sshfs rw 0 0\n"
                + "/dev/loop1 /remote squashfs ro 0 0\n");
    List<Machine.Volume> volumes = machine().volumes();
    assertEquals(
        List.of("overlay / overlay", "/dev/sda1 /data dir ext4"),
        volumes.stream().map(v -> v.device() + " " + v.mountPoint() + " " + v.type()).toList());
    assertEquals(folder.toFile().getTotalSpace(), volumes.get(0).totalBytes());
  }

  @Test
  void reads_network_interfaces_but_the_loopback() throws IOException {
    new Tree(folder)
        .with(
            "proc/self/net/dev",
            "Inter-|   Receive                  |  Transmit\n"
                + " face |bytes packets errs drop fifo frame compressed multicast|bytes\n"
                + "    lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n"
                + "  eth0: 100    2   3  4 0 0 0 0 500 6 7 8 0 0 0 0\n"
                + "eth1:9 8 7 6 0 0 0 0 5 4 3 2 0 0 0 0\n");
    assertEquals(
        List.of(
            new Machine.Link("eth0", new Machine.Way(100, 2, 3, 4), new Machine.Way(500, 6, 7, 8)),
            new Machine.Link("eth1", new Machine.Way(9, 8, 7, 6), new Machine.Way(5, 4, 3, 2))),
        machine().links());
  }

  @Test
  void what_is_missing_is_an_error_the_sampler_can_report() {
    assertThrows(IOException.class, () -> machine().cpuSeconds());
    assertThrows(IOException.class, () -> machine().memory());
    assertThrows(IOException.class, () -> machine().volumes());
    assertThrows(IOException.class, () -> machine().links());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void agrees_with_oshi_on_this_machine() throws IOException {
    Machine ours = new LinuxMachine(new File("/"));
    Machine theirs = new OshiMachine(new oshi.nativefree.SystemInfo());
    assertEquals(theirs.logicalProcessors(), ours.logicalProcessors());
    assertEquals(theirs.memory().totalBytes(), ours.memory().totalBytes());
    assertEquals(theirs.memory().swapTotalBytes(), ours.memory().swapTotalBytes());
    assertEquals(theirs.uptimeSeconds(), ours.uptimeSeconds(), 5);
    // OSHI leaves out some virtual ones.
    List<String> names = ours.links().stream().map(Machine.Link::name).toList();
    assertTrue(names.containsAll(theirs.links().stream().map(Machine.Link::name).toList()));
    double[] before = ours.cpuSeconds();
    double[] between = theirs.cpuSeconds();
    double[] after = ours.cpuSeconds();
    for (int mode = 0; mode < before.length; mode++) {
      // Reading takes moments, in which all processors together may spend seconds.
      assertTrue(between[mode] >= before[mode] - 60, Machine.CPU_MODES.get(mode));
      assertTrue(between[mode] <= after[mode] + 60, Machine.CPU_MODES.get(mode));
    }
  }

  private Machine machine() {
    return new LinuxMachine(folder.toFile());
  }
}
