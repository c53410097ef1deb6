package dev.vitals.notify;

/** A message did not arrive. Its text is shown to people: it never holds a secret. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean retry;
  private final long retryAfterMillis;

  /**
   * @param message what went wrong, the same words for the same kind of failure
   * @param retry whether the same message may arrive a little later
   * @param retryAfterMillis how long the other side asks to be left alone; 0 where it does not say
   */
  public DeliveryException(String message, boolean retry, long retryAfterMillis) {
    super(message);
    this.retry = retry;
    this.retryAfterMillis = retryAfterMillis;
  }

  public boolean retry() {
    return retry;
  }

  public long retryAfterMillis() {
    return retryAfterMillis;
  }
}
