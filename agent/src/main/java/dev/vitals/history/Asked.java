package dev.vitals.history;

/**
 * A series somebody wants to see.
 *
 * @param scope empty for all together
 * @param stepMillis is made longer where the resolution is coarser, or for too many points
 */
public record Asked(String metric, String scope, long stepMillis) {
  boolean is(Name name) {
    return name.metric().equals(metric) && name.scope().equals(scope);
  }
}
