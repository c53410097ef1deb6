package dev.vitals.exporter.http;

import java.io.IOException;

/** Why nobody can be let in safely: one line that says what to do, and holds no secret. */
public final class AccessException extends IOException {
  private static final long serialVersionUID = 1L;

  AccessException(String message) {
    super(message);
  }
}
