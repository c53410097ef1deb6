package dev.vitals.exporter.model;

/** Lookups of one cache within the sliding window that ends at the snapshot. */
public record CacheWindow(String cache, double windowSeconds, long hits, long misses) {}
