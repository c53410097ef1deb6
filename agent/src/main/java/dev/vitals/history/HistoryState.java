package dev.vitals.history;

/**
 * How history is doing.
 *
 * @param memoryBlocks intervals in memory
 * @param writtenIntervals are on disk
 * @param droppedIntervals were not written because the disk was too slow
 * @param failedIntervals could not be written
 * @param setAsideFiles were damaged or foreign and have another name now
 * @param leftOutGauges values beyond the number that is kept
 */
public record HistoryState(
    long memoryBytes,
    int memoryBlocks,
    long diskBytes,
    long writtenIntervals,
    long droppedIntervals,
    long failedIntervals,
    long setAsideFiles,
    long leftOutGauges) {}
