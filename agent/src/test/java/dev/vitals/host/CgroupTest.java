package dev.vitals.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {
  private static final String VERSION_2 =
      "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
  private static final String VERSION_1 =
      "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
          + "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n";
  private static final String NO_LIMIT_OF_VERSION_1 = "9223372036854771712\n";

  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void start() {
    tree = new Tree(folder);
  }

  @Test
  void reads_limits_usage_and_throttling_of_version_2() throws IOException {
    tree.with("proc/self/cgroup", "0::/\n")
        .with("proc/self/mountinfo", VERSION_2)
        .with("sys/fs/cgroup/memory.max", "536870912\n")
        .with("sys/fs/cgroup/memory.current", "400000000\n")
        .with("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 100000000\nactive_file 5\n")
        .with("sys/fs/cgroup/cpu.max", "150000 100000\n")
        .with("sys/fs/cgroup/cpu.stat", "usage_usec 7\nnr_throttled 3\nthrottled_usec 2500000\n");
    assertEquals(new CgroupReading(536870912, 300000000, 1.5, 2.5), read());
    assertEquals(300000000 / 536870912.0, read().memoryRatio());
  }

  @Test
  void max_means_unlimited_in_version_2() throws IOException {
    tree.with("proc/self/cgroup", "0::/\n")
        .with("proc/self/mountinfo", VERSION_2)
        .with("sys/fs/cgroup/memory.max", "max\n")
        .with("sys/fs/cgroup/memory.current", "400\n")
        .with("sys/fs/cgroup/memory.stat", "inactive_file 100\n")
        .with("sys/fs/cgroup/cpu.max", "max 100000\n")
        .with("sys/fs/cgroup/cpu.stat", "throttled_usec 0\n");
    assertEquals(new CgroupReading(-1, 300, Double.NaN, 0), read());
    assertEquals(Double.NaN, read().memoryRatio());
  }

  @Test
  void the_tightest_level_counts_with_its_own_usage() throws IOException {
    tree.with("proc/self/cgroup", "0::/pods/one/app\n")
        .with("proc/self/mountinfo", VERSION_2)
        .with("sys/fs/cgroup/pods/one/app/memory.max", "max\n")
        .with("sys/fs/cgroup/pods/one/app/memory.current", "50\n")
        .with("sys/fs/cgroup/pods/one/app/cpu.max", "400000 100000\n")
        .with("sys/fs/cgroup/pods/one/app/cpu.stat", "throttled_usec 1000000\n")
        .with("sys/fs/cgroup/pods/one/memory.max", "1000\n")
        .with("sys/fs/cgroup/pods/one/memory.current", "700\n")
        .with("sys/fs/cgroup/pods/one/memory.stat", "inactive_file 100\n")
        .with("sys/fs/cgroup/pods/one/cpu.max", "50000 100000\n")
        .with("sys/fs/cgroup/pods/one/cpu.stat", "throttled_usec 9000000\n")
        .with("sys/fs/cgroup/pods/memory.max", "9000\n")
        .with("sys/fs/cgroup/pods/memory.current", "8000\n");
    assertEquals(new CgroupReading(1000, 600, 0.5, 9), read());
  }

  @Test
  void reads_limits_usage_and_throttling_of_version_1() throws IOException {
    tree.with("proc/self/cgroup", "5:memory:/app\n3:cpu,cpuacct:/app\n1:name=systemd:/\n")
        .with("proc/self/mountinfo", VERSION_1)
        .with("sys/fs/cgroup/memory/memory.limit_in_bytes", NO_LIMIT_OF_VERSION_1)
        .with("sys/fs/cgroup/memory/app/memory.limit_in_bytes", "1000\n")
        .with("sys/fs/cgroup/memory/app/memory.usage_in_bytes", "900\n")
        .with("sys/fs/cgroup/memory/app/memory.stat", "inactive_file 1\ntotal_inactive_file 200\n")
        .with("sys/fs/cgroup/cpu,cpuacct/app/cpu.cfs_quota_us", "200000\n")
        .with("sys/fs/cgroup/cpu,cpuacct/app/cpu.cfs_period_us", "100000\n")
        .with("sys/fs/cgroup/cpu,cpuacct/app/cpu.stat", "nr_throttled 4\nthrottled_time 1500000000")
        .with("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
    assertEquals(new CgroupReading(1000, 700, 2, 1.5), read());
  }

  @Test
  void the_largest_number_and_minus_one_mean_unlimited_in_version_1() throws IOException {
    tree.with("proc/self/cgroup", "5:memory:/\n3:cpu,cpuacct:/\n")
        .with("proc/self/mountinfo", VERSION_1)
        .with("sys/fs/cgroup/memory/memory.limit_in_bytes", NO_LIMIT_OF_VERSION_1)
        .with("sys/fs/cgroup/memory/memory.usage_in_bytes", "900\n")
        .with("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n")
        .with("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
    assertEquals(new CgroupReading(-1, 900, Double.NaN, Double.NaN), read());
  }

  @Test
  void a_container_without_a_name_space_of_its_own_finds_its_group() throws IOException {
    tree.with("proc/self/cgroup", "5:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n")
        .with(
            "proc/self/mountinfo",
            VERSION_1.replace(" / /sys/fs/cgroup", " /docker/abc /sys/fs/cgroup"))
        .with("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000\n")
        .with("sys/fs/cgroup/memory/memory.usage_in_bytes", "900\n")
        .with("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "25000\n")
        .with("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
    assertEquals(new CgroupReading(1000, 900, 0.25, Double.NaN), read());
  }

  @Test
  void a_group_outside_of_what_is_mounted_is_taken_for_the_top() throws IOException {
    tree.with("proc/self/cgroup", "0::/../../other\n")
        .with("proc/self/mountinfo", VERSION_2)
        .with("sys/fs/cgroup/memory.max", "1000\n")
        .with("sys/fs/cgroup/memory.current", "10\n");
    assertEquals(new CgroupReading(1000, 10, Double.NaN, Double.NaN), read());
  }

  @Test
  void controllers_of_both_versions_can_be_mixed() throws IOException {
    tree.with("proc/self/cgroup", "5:memory:/app\n0::/app\n")
        .with(
            "proc/self/mountinfo", VERSION_1 + VERSION_2.replace("cgroup rw", "cgroup/unified rw"))
        .with("sys/fs/cgroup/memory/app/memory.limit_in_bytes", "1000\n")
        .with("sys/fs/cgroup/memory/app/memory.usage_in_bytes", "10\n")
        .with("sys/fs/cgroup/unified/app/cpu.max", "100000 100000\n");
    assertEquals(new CgroupReading(1000, 10, 1, Double.NaN), read());
  }

  @Test
  void nothing_is_known_where_nothing_is_mounted() throws IOException {
    tree.with("proc/self/cgroup", "0::/\n")
        .with("proc/self/mountinfo", "1 2 0:1 / / rw - ext4 a rw");
    assertEquals(CgroupReading.NONE, read());
  }

  @Test
  void a_missing_proc_is_an_error_the_sampler_can_report() {
    assertThrows(IOException.class, this::read);
  }

  private CgroupReading read() throws IOException {
    return new Cgroup(folder.toFile()).read();
  }
}
