package dev.vitals.api;

/**
 * Which application is told about.
 *
 * @param version of the agent
 * @param startedEpochMillis when the agent started
 */
public record About(String service, String version, long startedEpochMillis) {}
