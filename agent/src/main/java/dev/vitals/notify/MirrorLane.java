package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells an Alertmanager as Prometheus does: what is new at once, what fires again every minute, and
 * what has ended for fifteen minutes more. There, an alert of another severity is another alert:
 * the one of the old severity ends.
 */
final class MirrorLane implements Lane {
  static final long RESEND_MILLIS = 60_000;
  static final long KEEP_RESOLVED_MILLIS = 900_000;

  private static final Alert.Severity[] SEVERITIES = Alert.Severity.values();

  private final Pace pace;
  private final Map<String, String> origin;

  /** By alert and severity. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private Set<String> dropping = Set.of();
  private Route route;
  private Outlet outlet;

  MirrorLane(Route route, Outlet outlet, Pace pace, Map<String, String> origin) {
    this.route = route;
    this.outlet = outlet;
    this.pace = pace;
    this.origin = origin;
  }

  @Override
  public void adopt(Route newRoute, Receiver newReceiver, Outlet newOutlet) {
    route = newRoute;
    outlet = newOutlet;
  }

  @Override
  public List<Notice> told() {
    return List.of();
  }

  @Override
  public void resume(List<Notice> told, Routing routing) {
    // An Alertmanager remembers by itself what it has told.
  }

  @Override
  public void take(List<Notice> notices, Routing routing) {
    long nowMillis = pace.monotonicMillis();
    long epochMillis = pace.epochMillis();
    Set<String> spokenOf = new HashSet<>();
    Set<String> tooMany = new HashSet<>();
    for (Notice notice : notices) {
      String alert = notice.key();
      spokenOf.add(alert);
      boolean isMine = routing.sends(notice, route);
      for (Alert.Severity severity : SEVERITIES) {
        Entry entry = entries.get(id(alert, severity));
        boolean goesOn = isMine && severity == notice.severity();
        if (entry != null && !goesOn && entry.notice.isFiring()) {
          long ends = notice.isFiring() ? epochMillis : notice.endsEpochMillis();
          entry.put(entry.notice.ended(ends), nowMillis);
        }
      }
      if (isMine && !put(alert, notice, nowMillis)) {
        tooMany.add(alert);
      }
    }
    // What is not spoken of is silenced: Alertmanager ends it when it hears nothing more.
    entries
        .values()
        .removeIf(entry -> entry.notice.isFiring() && !spokenOf.contains(entry.notice.key()));
    countDropped(tooMany);
  }

  /** False where there are too many. */
  private boolean put(String alert, Notice notice, long nowMillis) {
    String id = id(alert, notice.severity());
    Entry entry = entries.get(id);
    if (entry != null) {
      entry.put(notice, nowMillis);
    } else if (notice.isFiring() && entries.size() < MOST_ALERTS) {
      entries.put(id, new Entry(notice, nowMillis));
    } else {
      return !notice.isFiring();
    }
    return true;
  }

  @Override
  public long turn() throws InterruptedException {
    long nowMillis = pace.monotonicMillis();
    entries.values().removeIf(entry -> entry.isForgotten(nowMillis));
    List<Entry> due = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.dueMillis <= nowMillis) {
        due.add(entry);
      }
    }
    for (int start = 0; start < due.size(); start += AlertmanagerChannel.MOST_IN_ONE_REQUEST) {
      int end = Math.min(start + AlertmanagerChannel.MOST_IN_ONE_REQUEST, due.size());
      send(due.subList(start, end));
    }
    long next = Long.MAX_VALUE;
    for (Entry entry : entries.values()) {
      next = Math.min(next, entry.dueMillis);
    }
    return next;
  }

  private void send(List<Entry> due) throws InterruptedException {
    long nowMillis = pace.monotonicMillis();
    long againMillis = outlet.freeMillis(nowMillis);
    if (againMillis <= nowMillis) {
      List<Notice> notices = new ArrayList<>();
      for (Entry entry : due) {
        notices.add(entry.notice);
      }
      Outlet.Outcome outcome = outlet.deliver(new NoticeGroup("all", origin, notices));
      againMillis =
          outcome == Outlet.Outcome.LATER
              ? outlet.freeMillis(pace.monotonicMillis())
              : nowMillis + RESEND_MILLIS;
    }
    for (Entry entry : due) {
      entry.dueMillis = againMillis;
    }
  }

  /** Each alert once, however often it is handed in. */
  private void countDropped(Set<String> tooMany) {
    int dropped = 0;
    for (String alert : tooMany) {
      dropped += dropping.contains(alert) ? 0 : 1;
    }
    outlet.dropped(dropped);
    dropping = tooMany;
  }

  private static String id(String alert, Alert.Severity severity) {
    return alert + '\n' + severity;
  }

  /** One alert of one severity. */
  private static final class Entry {
    private Notice notice;
    private long dueMillis;
    private long endedMillis;

    Entry(Notice notice, long nowMillis) {
      this.notice = notice;
      this.dueMillis = nowMillis;
    }

    /** A change is sent at once; that it is over is taken only once. */
    void put(Notice newer, long nowMillis) {
      if (notice.isFiring() != newer.isFiring()) {
        notice = newer;
        dueMillis = nowMillis;
        endedMillis = nowMillis;
      } else if (newer.isFiring()) {
        notice = newer;
      }
    }

    boolean isForgotten(long nowMillis) {
      return !notice.isFiring() && nowMillis - endedMillis > KEEP_RESOLVED_MILLIS;
    }
  }
}
