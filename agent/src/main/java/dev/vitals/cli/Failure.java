package dev.vitals.cli;

/** Why a command cannot be done, what the user can do about it, and the exit code. */
final class Failure extends Exception {
  private final int exitCode;
  private final String remedy;

  /**
   * @param remedy empty where there is none
   */
  Failure(int exitCode, String message, String remedy) {
    super(message);
    this.exitCode = exitCode;
    this.remedy = remedy;
  }

  int exitCode() {
    return exitCode;
  }

  String remedy() {
    return remedy;
  }
}
