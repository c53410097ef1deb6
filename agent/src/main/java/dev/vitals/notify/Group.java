package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts that are told in one message, and what was told of each. <i>Threads:</i> the
 * dispatcher's.
 */
final class Group {
  /** What nobody has spoken of for so long is forgotten, such as an alert under a long silence. */
  static final long FORGET_MILLIS = 86_400_000;

  /** That something is over is not told any more after so long. */
  static final long GIVE_UP_MILLIS = 3_600_000;

  final String key;
  final Map<String, String> labels;
  long dueMillis;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long toldMillis;
  private boolean wasTold;

  Group(String key, Map<String, String> labels, long dueMillis) {
    this.key = key;
    this.labels = labels;
    this.dueMillis = dueMillis;
  }

  /** Until it is put again, nothing is said about an alert. */
  void silence() {
    for (Entry entry : entries.values()) {
      entry.isSilent |= entry.notice.isFiring();
    }
  }

  void put(String alert, Notice notice, long nowMillis) {
    Entry entry = entries.computeIfAbsent(alert, key -> new Entry());
    if (entry.notice == null || entry.notice.isFiring() || notice.isFiring()) {
      entry.notice = notice;
    }
    entry.isSilent = false;
    entry.seenMillis = nowMillis;
  }

  /** Somebody else has told of it: until it is put, nothing more is said. */
  void resume(String alert, Notice notice, long nowMillis) {
    put(alert, notice, nowMillis);
    Entry entry = entries.get(alert);
    entry.isSilent = true;
    entry.told = notice.severity();
    toldMillis = nowMillis;
    wasTold = true;
  }

  /** Adds what fires and was told, as severe as it was told. */
  void addTold(List<Notice> into) {
    for (Entry entry : entries.values()) {
      if (entry.told != null) {
        into.add(entry.notice.as(entry.told));
      }
    }
  }

  /** It does not belong here any more: for whoever hears of this group it is over. */
  void end(String alert, long epochMillis) {
    Entry entry = entries.get(alert);
    if (entry != null && entry.notice.isFiring()) {
      entry.notice = entry.notice.ended(epochMillis);
      entry.isSilent = false;
    }
  }

  /** Whether there is something to say. */
  boolean hasNews(Route route, boolean sendResolved, long nowMillis) {
    boolean fires = false;
    for (Entry entry : entries.values()) {
      if (entry.isSilent) {
        continue;
      }
      if (entry.notice.isFiring()) {
        fires = true;
        if (entry.told == null || entry.notice.severity().compareTo(entry.told) > 0) {
          return true;
        }
      } else if (sendResolved && entry.told != null) {
        return true;
      }
    }
    return fires && wasTold && nowMillis - toldMillis >= route.repeatMillis();
  }

  /** What fires, the worst first, then what has ended and was told of. */
  List<Notice> message(boolean sendResolved) {
    List<Notice> firing = new ArrayList<>();
    List<Notice> ended = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.notice.isFiring()) {
        if (!entry.isSilent) {
          firing.add(entry.notice);
        }
      } else if (sendResolved && entry.told != null) {
        ended.add(entry.notice);
      }
    }
    firing.sort(
        (one, other) -> {
          int bySeverity = other.severity().compareTo(one.severity());
          return bySeverity != 0
              ? bySeverity
              : Long.compare(one.startsEpochMillis(), other.startsEpochMillis());
        });
    firing.addAll(ended);
    return firing;
  }

  /** The message arrived. */
  void told(long nowMillis) {
    toldMillis = nowMillis;
    wasTold = true;
    for (Entry entry : entries.values()) {
      if (entry.notice.isFiring() && !entry.isSilent) {
        entry.told = entry.notice.severity();
      }
    }
  }

  /**
   * Lets go of what is over and of what is silent and was never told.
   *
   * @param isSaid whether there is nothing left to say: else what was told stays, but not for ever
   */
  List<String> forget(long nowMillis, boolean isSaid) {
    List<String> forgotten = new ArrayList<>();
    Iterator<Map.Entry<String, Entry>> all = entries.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Entry> alert = all.next();
      Entry entry = alert.getValue();
      long ageMillis = nowMillis - entry.seenMillis;
      boolean isOver =
          !entry.notice.isFiring() && (isSaid || entry.told == null || ageMillis >= GIVE_UP_MILLIS);
      boolean isUnknown = entry.isSilent && entry.told == null;
      boolean isOld = entry.isSilent && ageMillis >= FORGET_MILLIS;
      if (isOver || isUnknown || isOld) {
        forgotten.add(alert.getKey());
        all.remove();
      }
    }
    return forgotten;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** One alert of the group. */
  private static final class Entry {
    private Notice notice;
    private boolean isSilent;
    private long seenMillis;

    /** As what it was told last; null before that. */
    private Alert.Severity told;
  }
}
