package dev.vitals.history;

import java.util.List;

/**
 * What is on disk, for those who read.
 *
 * @param base what is added to the numbers of this JVM's blocks in this directory
 * @param tiers from the finest to the coarsest
 */
record Archive(long base, List<TierFiles> tiers) {}
