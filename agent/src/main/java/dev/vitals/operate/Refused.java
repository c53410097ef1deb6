package dev.vitals.operate;

/** Something that is asked for cannot be done; the message says why, without what was asked. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status an HTTP status
   */
  Refused(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** What was asked for is not written as it must be. */
  static Refused wrong(String message) {
    return new Refused(400, message);
  }

  int status() {
    return status;
  }
}
