package dev.vitals.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What platform threads were doing at one moment. Immutable.
 *
 * @param count how many there were
 * @param threads those that were looked at
 */
public record ThreadDump(int count, List<Facts> threads) {
  public ThreadDump {
    threads = List.copyOf(threads);
  }

  /**
   * One thread.
   *
   * @param waitsFor the lock or condition it waits for, as class and identity; empty for none
   * @param ownerId the thread that has to give the lock back first; -1 where none is known
   * @param owner its name; empty where none is known
   * @param stack calls, the newest first
   */
  public record Facts(
      long id,
      String name,
      Thread.State state,
      String waitsFor,
      long ownerId,
      String owner,
      List<String> stack) {
    public Facts {
      stack = List.copyOf(stack);
    }
  }

  /** The threads that wait for each other for ever, in their order. */
  public List<Facts> deadlocked() {
    Map<Long, Facts> byId = new HashMap<>();
    for (Facts thread : threads) {
      byId.put(thread.id(), thread);
    }
    List<Facts> deadlocked = new ArrayList<>();
    for (Facts thread : threads) {
      if (comesBack(thread, byId)) {
        deadlocked.add(thread);
      }
    }
    return deadlocked;
  }

  /** Whether who waits for whom leads back to it; a circle it only hangs on to does not count. */
  private boolean comesBack(Facts thread, Map<Long, Facts> byId) {
    Facts next = thread;
    for (int step = 0; step < threads.size(); step++) {
      // Who waits with a timeout gives up one day.
      if (next == null || next.state() == Thread.State.TIMED_WAITING) {
        return false;
      }
      next = byId.get(next.ownerId());
      if (next == thread) {
        return true;
      }
    }
    return false;
  }
}
