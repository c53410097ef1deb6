package dev.vitals.notify;

/**
 * What happened to one receiver since the start of the agent, for metrics and for people.
 *
 * @param sent messages that arrived
 * @param failed attempts that did not
 * @param dropped alerts nobody was told of, because there were too many at a time
 * @param lastFailureEpochMillis 0 where nothing ever failed
 * @param lastFailure why, without secrets
 */
public record ReceiverState(
    String receiver,
    String type,
    long sent,
    long failed,
    long dropped,
    long lastFailureEpochMillis,
    String lastFailure) {}
