package dev.vitals.cli;

/**
 * One thing that was looked at on the way to an attach.
 *
 * @param exitCode 0 unless it forbids the attach
 * @param remedy what to do; empty where there is nothing to do
 */
record Finding(int exitCode, String topic, String text, String remedy) {
  static Finding good(String topic, String text) {
    return new Finding(ExitCode.OK, topic, text, "");
  }

  boolean forbids() {
    return exitCode != ExitCode.OK;
  }

  Failure asFailure() {
    return new Failure(exitCode, text, remedy);
  }
}
