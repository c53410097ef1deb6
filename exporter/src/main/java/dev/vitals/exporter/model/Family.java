package dev.vitals.exporter.model;

import java.util.List;

/** A metric with its samples of one instant. */
public record Family(Metric metric, List<Sample> samples) {}
