package dev.vitals.host;

/**
 * What the control groups of this process allow and have used.
 *
 * @param memoryLimitBytes -1 where nothing is limited
 * @param memoryUsedBytes the working set of the group that has the limit; -1 where unknown
 * @param cpuLimitCores NaN where nothing is limited
 * @param throttledSeconds for how long the group that has the limit was kept from running; NaN
 *     where unknown
 */
record CgroupReading(
    long memoryLimitBytes, long memoryUsedBytes, double cpuLimitCores, double throttledSeconds) {

  static final CgroupReading NONE = new CgroupReading(-1, -1, Double.NaN, Double.NaN);

  /** Levels come from the inside out: without a limit, the innermost that knows its usage stays. */
  CgroupReading withTighterMemory(long limitBytes, long usedBytes) {
    boolean tighter = limitBytes >= 0 && (memoryLimitBytes < 0 || limitBytes < memoryLimitBytes);
    boolean firstUsage = memoryLimitBytes < 0 && memoryUsedBytes < 0;
    return new CgroupReading(
        tighter ? limitBytes : memoryLimitBytes,
        tighter || firstUsage ? usedBytes : memoryUsedBytes,
        cpuLimitCores,
        throttledSeconds);
  }

  CgroupReading withTighterCpu(double limitCores, double newThrottledSeconds) {
    boolean tighter = limitCores > 0 && !(limitCores >= cpuLimitCores);
    boolean firstThrottled = Double.isNaN(cpuLimitCores) && Double.isNaN(throttledSeconds);
    return new CgroupReading(
        memoryLimitBytes,
        memoryUsedBytes,
        tighter ? limitCores : cpuLimitCores,
        tighter || firstThrottled ? newThrottledSeconds : throttledSeconds);
  }

  double memoryRatio() {
    return memoryLimitBytes > 0 && memoryUsedBytes >= 0
        ? (double) memoryUsedBytes / memoryLimitBytes
        : Double.NaN;
  }
}
