package dev.vitals.notify;

/**
 * A way to tell somebody.
 *
 * <p><i>Threads:</i> any; two messages may be under way at once. <i>Errors:</i> only those below,
 * with messages that hold no secret.
 */
public interface Channel {
  /** Sends one message, and returns when it has arrived. */
  void deliver(NoticeGroup group) throws DeliveryException, InterruptedException;

  /** The name of the receiver it belongs to. */
  String name();
}
