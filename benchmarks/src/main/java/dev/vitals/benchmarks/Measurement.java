package dev.vitals.benchmarks;

import java.util.Map;

/**
 * One thing that is measured: a benchmark with an agent or without, by so many threads.
 *
 * @param name says what it is in the results; unique
 * @param benchmark class and method
 * @param seen whether the agent has to count every call
 */
record Measurement(
    String name,
    String benchmark,
    AgentMode agent,
    int threads,
    Map<String, String> parameters,
    boolean seen) {}
