package dev.vitals.exporter.model;

/**
 * How full the machine's parts are, each from 0 to 1; NaN where it is unknown or unlimited.
 *
 * @param heapAfterGcRatio heap in use after the last collection of the old generation, per maximum
 * @param containerMemoryRatio working set of the cgroup per its limit
 * @param processCpuRatio CPU of this process per CPU it may use, over the sampling interval
 * @param systemCpuRatio CPU of the whole host
 * @param diskRatio the fullest volume
 */
public record ResourceWindow(
    double heapAfterGcRatio,
    double containerMemoryRatio,
    double processCpuRatio,
    double systemCpuRatio,
    double diskRatio) {

  public static final ResourceWindow UNKNOWN =
      new ResourceWindow(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
