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

  /**
   * Reads what {@link #toText} wrote. <i>Errors:</i> an {@link IllegalArgumentException} where it
   * is none.
   */
  static SlaAccount parse(String text) {
    String[] parts = text.split(" ");
    if (parts.length < 2 || parts.length > 2 + STEPS) {
      throw new IllegalArgumentException("not an account");
    }
    long stepMillis = number(parts[0]);
    long into = number(parts[1]);
    if (stepMillis == 0 || into >= stepMillis) {
      throw new IllegalArgumentException("the steps of an account are wrong");
    }
    long[][] counts = new long[4][STEPS];
    int last = -1;
    for (int part = 2; part < parts.length; part++) {
      String[] numbers = parts[part].split("[:,]", -1);
      long ago = number(numbers[0]);
      if (numbers.length != 5 || ago <= last || ago >= STEPS) {
        throw new IllegalArgumentException("a step of an account is wrong");
      }
      last = (int) ago;
      for (int count = 0; count < counts.length; count++) {
        counts[count][STEPS - 1 - last] = number(numbers[1 + count]);
      }
      if (counts[1][STEPS - 1 - last] > counts[0][STEPS - 1 - last]
          || counts[3][STEPS - 1 - last] > counts[2][STEPS - 1 - last]) {
        throw new IllegalArgumentException("a part of an account is more than the whole");
      }
    }
    return new SlaAccount(stepMillis, into, STEPS - 1, counts[0], counts[1], counts[2], counts[3]);
  }

  /**
   * Milliseconds of a step and since its start; then, from the newest on, each step in which
   * something happened: how many steps ago, operations, failures, looks, looks as promised.
   */
  String toText() {
    StringBuilder text = new StringBuilder();
    text.append(stepMillis).append(' ').append(intoStepMillis);
    for (int ago = 0; ago < STEPS; ago++) {
      int at = Math.floorMod(step - ago, STEPS);
      if (operations[at] != 0 || looks[at] != 0) {
        text.append(' ').append(ago).append(':').append(operations[at]);
        text.append(',').append(failures[at]);
        text.append(',').append(looks[at]).append(',').append(keptLooks[at]);
      }
    }
    return text.toString();
  }

  private static long number(String text) {
    if (text.isEmpty() || text.length() > 18) {
      throw new IllegalArgumentException("a number of an account is wrong");
    }
    long number = 0;
    for (int index = 0; index < text.length(); index++) {
      char digit = text.charAt(index);
      if (digit < '0' || digit > '9') {
        throw new IllegalArgumentException("a number of an account is wrong");
      }
      number = 10 * number + digit - '0';
    }
    return number;
  }

  /**
   * The account with what was counted of the same before it.
   *
   * @param passedMillis since the earlier one was written
   */
  SlaAccount following(SlaAccount earlier, long passedMillis) {
    return earlier.stepMillis != stepMillis
        ? this
        : earlier.after(passedMillis, operations(), failures(), false, false);
  }

  /** The account when so much time has passed in which nothing was seen. */
  SlaAccount aged(long passedMillis) {
    return after(passedMillis, 0, 0, false, false);
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
