package dev.vitals.history;

/**
 * A series that was another one after a moment than before it.
 *
 * @param statistic {@code mean}, {@code rate} (per second) or {@code error-ratio}
 * @param before what was usual; durations are seconds
 * @param after what is usual since
 * @param deviations how far that is from before, in standard deviations
 */
public record Movement(
    String metric,
    String scope,
    String statistic,
    double before,
    double after,
    double deviations) {}
