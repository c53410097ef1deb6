package dev.vitals.benchmarks;

/**
 * How much is done for a figure.
 *
 * @param rounds JVMs per measurement; one round runs all measurements once, so that a machine that
 *     becomes slower does so for all
 */
record Effort(int rounds, int warmUps, int iterations, int iterationMillis) {
  static final Effort FULL = new Effort(4, 4, 4, 500);
  static final Effort QUICK = new Effort(1, 3, 3, 400);
  static final Effort TOUCH = new Effort(1, 1, 1, 100);
}
