package dev.vitals.benchmarks.overhead;

import java.nio.file.Path;

/** What all samples of a run share: the built repository, the Java they run on and the agents. */
record Setup(Path root, Path jdk, Agents agents) {}
