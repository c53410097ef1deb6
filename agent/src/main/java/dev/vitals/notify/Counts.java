package dev.vitals.notify;

import java.util.concurrent.atomic.AtomicLong;

/** What happened to the messages of one receiver. <i>Threads:</i> any. */
final class Counts {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile Failure last = new Failure(0, "");

  void sent() {
    sent.incrementAndGet();
  }

  void failed(long epochMillis, String reason) {
    failed.incrementAndGet();
    last = new Failure(epochMillis, reason);
  }

  void dropped(int notices) {
    dropped.addAndGet(notices);
  }

  /**
   * @param droppedBefore it came to any receiver
   */
  ReceiverState state(Receiver receiver, long droppedBefore) {
    Failure failure = last;
    return new ReceiverState(
        receiver.name(),
        receiver.type(),
        sent.get(),
        failed.get(),
        dropped.get() + droppedBefore,
        failure.epochMillis,
        failure.reason);
  }

  /** Both together, so that a reader sees the time of the reason. */
  private static final class Failure {
    private final long epochMillis;
    private final String reason;

    Failure(long epochMillis, String reason) {
      this.epochMillis = epochMillis;
      this.reason = reason;
    }
  }
}
