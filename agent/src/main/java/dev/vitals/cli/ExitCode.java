package dev.vitals.cli;

/** What the command line ends with. */
final class ExitCode {
  static final int OK = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;
  static final int NO_SUCH_JVM = 3;
  static final int NOT_PERMITTED = 4;

  /** Attached already, or not attached. */
  static final int NOTHING_TO_DO = 5;

  /** What was watched was not always well. */
  static final int FIRED = 6;

  /** One line each, as the help shows them. */
  static final String[] TEXTS = {
    "0:done",
    "1:failed; with 'config check', there are mistakes in the file",
    "2:wrong usage, or a name that fits several JVMs",
    "3:no such JVM",
    "4:not permitted: another user's JVM, one that was told to refuse, or a role that may not",
    "5:attached already with the same arguments, or not attached",
    "6:with 'monitor', an alert fired"
  };

  private ExitCode() {}
}
