package dev.vitals.weave;

/**
 * Told what the weaver does. <i>Threads:</i> any, while a class is being loaded: must not throw,
 * block or log.
 */
public interface WeaveReport {
  /** A class got the advice of an instrumentation. */
  void transformed(int instrumentation, String className);

  /**
   * A class could not be woven and stays as it was. {@code phase} is {@code match}, {@code
   * transform} or {@code reset}.
   */
  void failed(int instrumentation, String phase, String className, Throwable cause);

  /** Time spent on classes that were looked at closely. */
  void spent(long nanos);
}
