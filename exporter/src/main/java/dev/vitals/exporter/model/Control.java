package dev.vitals.exporter.model;

/** What the command line asks of a running agent, whatever door the request came through. */
public interface Control {
  /** The header in which the exit code travels over HTTP. */
  String EXIT_CODE_HEADER = "Vitals-Exit-Code";

  /**
   * @param verb {@code status}, {@code metrics}, {@code read}, {@code act}, {@code notify-test},
   *     {@code reconfigure} or {@code detach}
   * @param argument what the verb takes: the path of a document for {@code read}, an order and its
   *     JSON for {@code act}, a receiver for {@code notify-test}, agent arguments for {@code
   *     reconfigure}, else empty
   */
  Reply execute(String verb, String argument);

  /** Whether a verb tells no more than readers may know, and changes nothing. */
  static boolean isReading(String verb) {
    return verb.equals("metrics") || verb.equals("read");
  }

  /**
   * @param exitCode what the command line exits with: 0 ok, 1 failure, 2 usage, 5 not attached
   * @param text what it prints: JSON for {@code status}, the exposition for {@code metrics}, else
   *     one line
   * @param change what was asked for, or is another way now, for the audit; empty where the verb
   *     says it all
   */
  record Reply(int exitCode, String text, String change) {
    public Reply(int exitCode, String text) {
      this(exitCode, text, "");
    }
  }
}
