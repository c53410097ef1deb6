package dev.vitals.exporter.model;

/** What the command line asks of a running agent, whatever door the request came through. */
public interface Control {
  /** The header in which the exit code travels over HTTP. */
  String EXIT_CODE_HEADER = "Vitals-Exit-Code";

  /**
   * @param verb {@code status}, {@code metrics}, {@code detach} or {@code reconfigure}
   * @param argument what the verb takes: agent arguments for {@code reconfigure}, else empty
   */
  Reply execute(String verb, String argument);

  /**
   * @param exitCode what the command line exits with: 0 ok, 1 failure, 2 usage, 5 not attached
   * @param text what it prints: JSON for {@code status}, the exposition for {@code metrics}, else
   *     one line
   */
  record Reply(int exitCode, String text) {}
}
