package dev.vitals.notify;

/**
 * What became of letters since the start of the agent.
 *
 * @param failed attempts that are made again
 * @param lost letters that never arrived
 */
public record LetterCounts(long arrived, long failed, long lost) {}
