package dev.vitals.notify;

import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * One channel as the dispatcher uses it: never while it asks to be left alone, never too often.
 *
 * <p><i>Threads:</i> the dispatcher's; {@link #test} any.
 */
final class Outlet {
  private final Channel channel;
  private final Counts counts;
  private final Pace pace;
  private final Backoff backoff;
  private final FailureLog log;

  /** Null where there is none. */
  private final RateLimit limit;

  private long notBeforeMillis;
  private boolean rests;

  Outlet(
      Receiver receiver,
      Channel channel,
      Counts counts,
      Pace pace,
      DoubleSupplier random,
      Consumer<String> lines) {
    this.channel = channel;
    this.counts = counts;
    this.pace = pace;
    this.backoff = new Backoff(random);
    this.log = new FailureLog(receiver.name(), lines);
    this.limit = receiver.mirrors() ? null : new RateLimit(receiver.mostPerMinute());
  }

  /** What became of a message. */
  enum Outcome {
    ARRIVED,
    /** It may arrive a little later. */
    LATER,
    /** The same message will never arrive. */
    REFUSED
  }

  /** When the next message may be sent; not before now. */
  long freeMillis(long nowMillis) {
    long free = rests ? Math.max(nowMillis, notBeforeMillis) : nowMillis;
    return limit == null ? free : Math.max(free, limit.freeMillis(nowMillis));
  }

  boolean carriesLetters() {
    return channel instanceof LetterChannel;
  }

  Outcome deliver(NoticeGroup group) throws InterruptedException {
    return attempt(() -> channel.deliver(group));
  }

  /** Only where {@link #carriesLetters}. */
  Outcome deliver(Letter letter) throws InterruptedException {
    return attempt(() -> ((LetterChannel) channel).deliver(letter));
  }

  private Outcome attempt(Message message) throws InterruptedException {
    if (limit != null) {
      limit.take(pace.monotonicMillis());
    }
    String reason;
    boolean retry = false;
    long askedMillis = 0;
    try {
      message.deliver();
      counts.sent();
      log.worked();
      backoff.worked();
      rests = false;
      return Outcome.ARRIVED;
    } catch (DeliveryException e) {
      reason = e.getMessage();
      retry = e.retry();
      askedMillis = e.retryAfterMillis();
    } catch (RuntimeException | LinkageError e) {
      reason = broken(e);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
    long nowMillis = pace.monotonicMillis();
    counts.failed(pace.epochMillis(), reason);
    log.failed(nowMillis, reason);
    if (!retry) {
      return Outcome.REFUSED;
    }
    notBeforeMillis = nowMillis + backoff.failedMillis(askedMillis);
    rests = true;
    return Outcome.LATER;
  }

  void dropped(int notices) {
    counts.dropped(notices);
  }

  /** Sends at once, whatever happened before; the reason where it did not arrive, else null. */
  String test(NoticeGroup group) throws InterruptedException {
    String reason;
    try {
      channel.deliver(group);
      counts.sent();
      return null;
    } catch (DeliveryException e) {
      reason = e.getMessage();
    } catch (RuntimeException | LinkageError e) {
      reason = broken(e);
    }
    counts.failed(pace.epochMillis(), reason);
    return reason;
  }

  /** Something to say, on its way to the channel. */
  private interface Message {
    void deliver() throws DeliveryException, InterruptedException;
  }

  /** A mistake of ours; only its type, for its message may hold anything. */
  private static String broken(Throwable e) {
    return "the channel broke (" + e.getClass().getName() + ")";
  }
}
