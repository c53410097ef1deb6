package dev.vitals.history;

/**
 * What history may use.
 *
 * @param directory where the past is kept; empty for memory only
 * @param service names the sub-directory of this JVM
 * @param memoryBytes what blocks in memory may have together
 * @param diskBytes what the files of this JVM may have together
 */
public record HistorySettings(String directory, String service, long memoryBytes, long diskBytes) {
  public static final long MEMORY_BYTES = 8_000_000L;
  public static final long DISK_BYTES = 200_000_000L;
}
