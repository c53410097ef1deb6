package dev.vitals.benchmarks.overhead;

import java.util.List;
import java.util.Map;

/** One way to measure an application under an agent in a fresh JVM. */
interface Experiment {
  String name();

  /** What is measured, for the page; without figures. */
  String about();

  /** What the page shows of it. */
  List<Column> columns();

  /** For which agents it makes sense. */
  default List<Variant> variants() {
    return List.of(Variant.values());
  }

  /** Java it needs at least. */
  default int since() {
    return 17;
  }

  /** How many rounds say enough where nobody asks for another number. */
  int rounds();

  /** Whether the load generator has to keep off the processor of the application. */
  default boolean pinned() {
    return true;
  }

  /** Measures one sample into {@code values}; what makes it worthless goes to {@code problems}. */
  void measure(
      Setup setup, Variant variant, int round, Map<String, Double> values, List<String> problems)
      throws Exception;
}
