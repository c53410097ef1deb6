package dev.vitals.notify.mail;

/** A recipient the server did not take, while the mail went to others. */
final class Refusal {
  private final Address recipient;
  private final boolean isTransient;
  private final String reply;

  Refusal(Address recipient, boolean isTransient, String reply) {
    this.recipient = recipient;
    this.isTransient = isTransient;
    this.reply = reply;
  }

  Address recipient() {
    return recipient;
  }

  boolean isTransient() {
    return isTransient;
  }

  @Override
  public String toString() {
    return recipient.mailbox() + " (" + reply + ")";
  }
}
