package com.example.shop.catalog;

/** The database function {@code slowly}: gives back its argument, after a while. */
public final class SlowFunction {

  private static final long PAUSE_MILLIS = 400;

  private SlowFunction() {}

  public static int slowly(int value) throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    return value;
  }
}
