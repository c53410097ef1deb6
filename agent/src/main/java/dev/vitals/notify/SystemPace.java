package dev.vitals.notify;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The clocks of the JVM. <i>Threads:</i> one rests, any may wake it. */
final class SystemPace implements Pace {
  private final Semaphore wakes = new Semaphore(0);

  @Override
  public long monotonicMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public long epochMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public void rest(long millis) throws InterruptedException {
    if (wakes.tryAcquire(Math.max(1, millis), TimeUnit.MILLISECONDS)) {
      wakes.drainPermits();
    }
  }

  @Override
  public void wake() {
    wakes.release();
  }
}
