package dev.vitals.benchmarks;

import java.util.concurrent.atomic.LongAdder;

/** Events that a benchmark without an agent could not hand over. */
public final class Lost {
  public static final LongAdder EVENTS = new LongAdder();

  private Lost() {}
}
