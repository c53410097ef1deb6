package dev.vitals.http;

/**
 * Takes what {@link RequestTracker} finds out. <i>Threads:</i> any: must not throw, block or log.
 */
public interface RequestLog {
  /** A request began (+1) or ended (-1). */
  void active(String method, String scheme, int change);

  /**
   * A request is over.
   *
   * @param routePrefix first part of the route; empty or null for none
   * @param route last part of the route; null where none is known
   * @param errorType name of the class that was thrown, or {@code timeout}; null for none
   */
  void ended(
      String method,
      String scheme,
      String routePrefix,
      String route,
      int status,
      String errorType,
      long nanos);
}
