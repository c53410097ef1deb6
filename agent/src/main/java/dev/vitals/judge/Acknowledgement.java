package dev.vitals.judge;

/**
 * Somebody has taken an alert on; it holds until the alert ends.
 *
 * @param scope empty for the alert about everything together
 */
public record Acknowledgement(String rule, String scope, String by, long epochMillis) {}
