package dev.vitals.judge;

/**
 * What happened to one promise in one scope over its window, in steps of a 120th of it. Immutable.
 *
 * <p>Time is what passed between looks: a clock that leaps adds nothing.
 */
final class SlaAccount {
  static final int STEPS = 120;

  private final long stepMillis;
  private final long intoStepMillis;
  private final int step;
  private final long[] operations;
  private final long[] failures;
  private final long[] looks;
  private final long[] keptLooks;

  private SlaAccount(
      long stepMillis,
      long intoStepMillis,
      int step,
      long[] operations,
      long[] failures,
      long[] looks,
      long[] keptLooks) {
    this.stepMillis = stepMillis;
    this.intoStepMillis = intoStepMillis;
    this.step = step;
    this.operations = operations;
    this.failures = failures;
    this.looks = looks;
    this.keptLooks = keptLooks;
  }

  static SlaAccount of(long windowMillis) {
    return new SlaAccount(
        Math.max(1, windowMillis / STEPS),
        0,
        0,
        new long[STEPS],
        new long[STEPS],
        new long[STEPS],
        new long[STEPS]);
  }

  /** Whether it is kept over a window of this length. */
  boolean isOver(long windowMillis) {
    return stepMillis == Math.max(1, windowMillis / STEPS);
  }

  /**
   * The account after one more look.
   *
   * @param isJudged whether there was enough to say something about latency
   * @param isKept whether that was as promised
   */
  SlaAccount after(
      long passedMillis, long newOperations, long newFailures, boolean isJudged, boolean isKept) {
    long[] nextOperations = operations.clone();
    long[] nextFailures = failures.clone();
    long[] nextLooks = looks.clone();
    long[] nextKept = keptLooks.clone();
    long into = intoStepMillis + passedMillis;
    int at = step;
    for (int moved = 0; into >= stepMillis && moved < STEPS; moved++) {
      into -= stepMillis;
      at = (at + 1) % STEPS;
      nextOperations[at] = 0;
      nextFailures[at] = 0;
      nextLooks[at] = 0;
      nextKept[at] = 0;
    }
    nextOperations[at] += newOperations;
    nextFailures[at] += newFailures;
    nextLooks[at] += isJudged ? 1 : 0;
    nextKept[at] += isJudged && isKept ? 1 : 0;
    return new SlaAccount(
        stepMillis, into % stepMillis, at, nextOperations, nextFailures, nextLooks, nextKept);
  }

  long operations() {
    return sum(operations);
  }

  long failures() {
    return sum(failures);
  }

  double compliance() {
    long all = sum(looks);
    return all == 0 ? 1 : (double) sum(keptLooks) / all;
  }

  private static long sum(long[] steps) {
    long sum = 0;
    for (long each : steps) {
      sum += each;
    }
    return sum;
  }
}
