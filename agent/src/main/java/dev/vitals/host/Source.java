package dev.vitals.host;

/** Where some of the numbers come from. */
interface Source {
  /**
   * Reads everything once.
   *
   * <p><i>Threads:</i> the sampling thread only. <i>Errors:</i> may throw; the sampler then leaves
   * this source out and says so once.
   */
  void read(Readout out) throws Exception;

  /** Takes back what the source registered with the JVM. */
  default void close() {}
}
