package dev.vitals.notify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Between who judges and who tells: the newest state of every alert, and every end since it was
 * last emptied.
 *
 * <p><i>Threads:</i> any. <i>Cost:</i> nobody waits; a list is walked once.
 */
final class Mailbox {
  private final int most;
  private final AtomicReference<List<Notice>> waiting = new AtomicReference<>();
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param most more notices than these are not kept: of those that fire, the least severe
   */
  Mailbox(int most) {
    this.most = most;
  }

  void put(List<Notice> newest) {
    List<Notice> older;
    List<Notice> all;
    do {
      older = waiting.get();
      all = together(older, newest);
    } while (!waiting.compareAndSet(older, all));
  }

  /** What has come in since the last time, or null where nothing has. */
  List<Notice> takeAll() {
    return waiting.getAndSet(null);
  }

  /** How many notices were not kept. */
  long dropped() {
    return dropped.get();
  }

  private List<Notice> together(List<Notice> older, List<Notice> newest) {
    List<Notice> all = new ArrayList<>(newest);
    if (older != null) {
      Set<String> newer = new HashSet<>();
      for (Notice notice : newest) {
        newer.add(notice.key());
      }
      for (Notice notice : older) {
        // One that is not spoken of any more is silenced; that one has ended is told all the same.
        if (!notice.isFiring() && !newer.contains(notice.key())) {
          all.add(notice);
        }
      }
    }
    if (all.size() > most) {
      dropped.addAndGet(all.size() - most);
      all.sort(
          (one, other) ->
              one.isFiring() == other.isFiring()
                  ? other.severity().compareTo(one.severity())
                  : Boolean.compare(one.isFiring(), other.isFiring()));
      return List.copyOf(all.subList(0, most));
    }
    return List.copyOf(all);
  }
}
