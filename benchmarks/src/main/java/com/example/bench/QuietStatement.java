package com.example.bench;

import org.apache.commons.dbcp2.DelegatingPreparedStatement;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A statement whose execution is a fixed piece of work; and the same work with nothing but the
 * clock around it.
 */
public final class QuietStatement extends DelegatingPreparedStatement {
  /** About 50 ns. */
  private static final long WORK = 20;

  QuietStatement(QuietConnection connection) {
    super(connection, null);
  }

  @Override
  public boolean execute(String sql) {
    Blackhole.consumeCPU(WORK);
    return true;
  }

  @Override
  public boolean execute() {
    Blackhole.consumeCPU(WORK);
    return true;
  }

  /** One look at the clock. */
  public long workAndClock() {
    Blackhole.consumeCPU(WORK);
    return System.nanoTime();
  }

  /** What timing a call costs at least. */
  public long workBetweenClocks() {
    long startNanos = System.nanoTime();
    Blackhole.consumeCPU(WORK);
    return System.nanoTime() - startNanos;
  }
}
