package dev.vitals.cli;

/** Whether somebody looks at a terminal. */
final class Terminal {
  private Terminal() {}

  static boolean isThere() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there is a console where there is no terminal, and it can say so.
      return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
