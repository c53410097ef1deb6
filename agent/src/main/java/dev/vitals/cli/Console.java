package dev.vitals.cli;

import java.io.PrintWriter;

/** Where a command writes: results to {@code out}, everything else to {@code err}. */
record Console(PrintWriter out, PrintWriter err) {
  /** Text that ends with exactly one line end. */
  void print(String text) {
    out.print(text);
    if (!text.endsWith("\n")) {
      out.println();
    }
    out.flush();
  }

  /** What an agent adds to what it has done, if anything. */
  void warn(Node answer) {
    String warning = answer.text("warning");
    if (!warning.isEmpty()) {
      note(warning);
    }
  }

  void note(String line) {
    err.println("vitals: " + line);
    err.flush();
  }
}
