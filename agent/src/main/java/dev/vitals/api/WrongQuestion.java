package dev.vitals.api;

/** What was asked cannot be answered; the message says what can, and repeats nothing. */
final class WrongQuestion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private WrongQuestion(int status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  /** It is not clear what is asked. */
  static WrongQuestion unclear(String reason) {
    return new WrongQuestion(400, reason);
  }

  /** It is clear, but there is no such thing. */
  static WrongQuestion unknown(String reason) {
    return new WrongQuestion(404, reason);
  }

  int status() {
    return status;
  }
}
