package dev.vitals.pipeline;

import dev.vitals.weave.WeaveReport;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the weaver does. The first failure of each phase is told to whoever keeps the log.
 *
 * <p><i>Threads:</i> any.
 */
public final class WeaveStatistics implements WeaveReport {
  /** The phases in which weaving can fail. */
  public static final String[] PHASES = {"match", "transform", "reset"};

  private final LongAdder[] transformed;
  private final LongAdder[][] failures;
  private final AtomicIntegerArray[] told = new AtomicIntegerArray[PHASES.length];
  private final LongAdder nanos = new LongAdder();
  private final FirstFailure first;

  /** Told once per instrumentation and phase, on the thread that loads the class. */
  public interface FirstFailure {
    void tell(int instrumentation, String phase, String className, Throwable cause);
  }

  /**
   * @param instrumentations how many there are
   */
  public WeaveStatistics(int instrumentations, FirstFailure first) {
    this.first = first;
    transformed = adders(instrumentations);
    failures = new LongAdder[PHASES.length][];
    for (int phase = 0; phase < PHASES.length; phase++) {
      // One more at the end: failures that no instrumentation is to blame for.
      failures[phase] = adders(instrumentations + 1);
      told[phase] = new AtomicIntegerArray(instrumentations + 1);
    }
  }

  @Override
  public void transformed(int instrumentation, String className) {
    transformed[instrumentation].increment();
  }

  @Override
  public void failed(int instrumentation, String phase, String className, Throwable cause) {
    int index = instrumentation < 0 ? transformed.length : instrumentation;
    int phaseIndex = phaseIndex(phase);
    failures[phaseIndex][index].increment();
    if (told[phaseIndex].getAndSet(index, 1) == 0) {
      first.tell(instrumentation, phase, className, cause);
    }
  }

  @Override
  public void spent(long spentNanos) {
    nanos.add(spentNanos);
  }

  public long transformed(int instrumentation) {
    return transformed[instrumentation].sum();
  }

  /** Failures of an instrumentation in a phase; -1 for those nobody is to blame for. */
  public long failures(int instrumentation, int phase) {
    return failures[phase][instrumentation < 0 ? transformed.length : instrumentation].sum();
  }

  public double seconds() {
    return nanos.sum() / 1e9;
  }

  private static int phaseIndex(String phase) {
    for (int index = 0; index < PHASES.length; index++) {
      if (PHASES[index].equals(phase)) {
        return index;
      }
    }
    throw new IllegalArgumentException(phase);
  }

  private static LongAdder[] adders(int count) {
    LongAdder[] adders = new LongAdder[count];
    for (int index = 0; index < count; index++) {
      adders[index] = new LongAdder();
    }
    return adders;
  }
}
