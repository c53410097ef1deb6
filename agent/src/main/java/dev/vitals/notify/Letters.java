package dev.vitals.notify;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Letters on their way: each is tried until it has arrived, a newer one to the same receiver takes
 * its place, or half a day is over.
 *
 * <p><i>Threads:</i> {@link #turn} the dispatcher's; the rest any.
 */
final class Letters {
  /** A receiver that refuses may be repaired meanwhile. */
  static final long REFUSED_MILLIS = 300_000;

  static final long LONGEST_MILLIS = 43_200_000;

  private final Pace pace;
  private final Queue<Waiting> posted = new ConcurrentLinkedQueue<>();
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();

  /** The newest for each receiver. Of the dispatcher's thread. */
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  Letters(Pace pace) {
    this.pace = pace;
  }

  /** Takes a letter over and returns at once. */
  void post(Letter letter, List<String> receivers) {
    for (String receiver : receivers) {
      posted.add(new Waiting(receiver, letter, pace.monotonicMillis()));
    }
  }

  LetterCounts counts() {
    return new LetterCounts(arrived.get(), failed.get(), lost.get());
  }

  /**
   * Sends what is due; when to call again, {@link Long#MAX_VALUE} where nothing is left.
   *
   * @param outlets by the name of their receiver
   */
  long turn(Map<String, List<Outlet>> outlets) throws InterruptedException {
    for (Waiting newest = posted.poll(); newest != null; newest = posted.poll()) {
      if (waiting.put(newest.receiver, newest) != null) {
        lost.incrementAndGet();
      }
    }
    long next = Long.MAX_VALUE;
    Iterator<Waiting> all = waiting.values().iterator();
    while (all.hasNext()) {
      Waiting each = all.next();
      if (each.dueMillis <= pace.monotonicMillis() && isSettled(each, outlet(outlets, each))) {
        all.remove();
      } else {
        next = Math.min(next, each.dueMillis);
      }
    }
    return next;
  }

  /**
   * Whether it has arrived, or never will.
   *
   * @param outlet null where the receiver is gone
   */
  private boolean isSettled(Waiting each, Outlet outlet) throws InterruptedException {
    long nowMillis = pace.monotonicMillis();
    if (outlet == null || nowMillis - each.postedMillis > LONGEST_MILLIS) {
      lost.incrementAndGet();
      return true;
    }
    long freeMillis = outlet.freeMillis(nowMillis);
    if (freeMillis > nowMillis) {
      each.dueMillis = freeMillis;
      return false;
    }
    Outlet.Outcome outcome = outlet.deliver(each.letter);
    if (outcome == Outlet.Outcome.ARRIVED) {
      arrived.incrementAndGet();
      return true;
    }
    failed.incrementAndGet();
    nowMillis = pace.monotonicMillis();
    each.dueMillis =
        outcome == Outlet.Outcome.LATER ? outlet.freeMillis(nowMillis) : nowMillis + REFUSED_MILLIS;
    return false;
  }

  private static Outlet outlet(Map<String, List<Outlet>> outlets, Waiting each) {
    for (Outlet outlet : outlets.getOrDefault(each.receiver, List.of())) {
      if (outlet.carriesLetters()) {
        return outlet;
      }
    }
    return null;
  }

  /** A letter to one receiver. */
  private static final class Waiting {
    private final String receiver;
    private final Letter letter;
    private final long postedMillis;
    private long dueMillis;

    Waiting(String receiver, Letter letter, long nowMillis) {
      this.receiver = receiver;
      this.letter = letter;
      this.postedMillis = nowMillis;
      this.dueMillis = nowMillis;
    }
  }
}
