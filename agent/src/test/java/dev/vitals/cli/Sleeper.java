package dev.vitals.cli;

import java.io.IOException;

/** An application that does nothing until its standard input ends. */
public final class Sleeper {
  private Sleeper() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Waits for the end.
    }
  }
}
