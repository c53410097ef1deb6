package dev.vitals.notify;

/** A channel that carries whole texts as well. */
public interface LetterChannel extends Channel {
  /** Sends one, and returns when it has arrived. */
  void deliver(Letter letter) throws DeliveryException, InterruptedException;
}
