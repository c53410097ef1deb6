package dev.vitals.notify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells a person: in groups, after a wait, again when there is news, and now and then while it goes
 * on. The rules are Alertmanager's. What cannot be sent now is sent later as it is then.
 */
final class GroupLane implements Lane {
  private final Pace pace;
  private final Map<String, String> origin;
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** The group each alert is in. */
  private final Map<String, Group> holders = new HashMap<>();

  private Set<String> dropping = Set.of();
  private Route route;
  private Receiver receiver;
  private Outlet outlet;

  GroupLane(Route route, Receiver receiver, Outlet outlet, Pace pace, Map<String, String> origin) {
    this.route = route;
    this.receiver = receiver;
    this.outlet = outlet;
    this.pace = pace;
    this.origin = origin;
  }

  @Override
  public void adopt(Route newRoute, Receiver newReceiver, Outlet newOutlet) {
    route = newRoute;
    receiver = newReceiver;
    outlet = newOutlet;
  }

  @Override
  public List<Notice> told() {
    List<Notice> told = new ArrayList<>();
    for (Group group : groups.values()) {
      group.addTold(told);
    }
    return told;
  }

  @Override
  public void resume(List<Notice> told, Routing routing) {
    long nowMillis = pace.monotonicMillis();
    for (Notice notice : told) {
      String alert = notice.key();
      if (routing.sends(notice, route)
          && !holders.containsKey(alert)
          && holders.size() < MOST_ALERTS) {
        Group group = group(labels(notice), nowMillis);
        group.resume(alert, notice, nowMillis);
        holders.put(alert, group);
      }
    }
  }

  @Override
  public void take(List<Notice> notices, Routing routing) {
    long nowMillis = pace.monotonicMillis();
    long epochMillis = pace.epochMillis();
    for (Group group : groups.values()) {
      group.silence();
    }
    Set<String> tooMany = new HashSet<>();
    for (Notice notice : notices) {
      String alert = notice.key();
      Group holder = holders.get(alert);
      boolean isMine = routing.sends(notice, route);
      Map<String, String> labels = isMine ? labels(notice) : Map.of();
      String key = isMine ? key(labels) : "";
      if (holder != null && !holder.key.equals(key)) {
        holder.end(alert, epochMillis);
        holders.remove(alert);
        holder = null;
      }
      if (isMine && holder == null && notice.isFiring()) {
        if (holders.size() >= MOST_ALERTS) {
          tooMany.add(alert);
          continue;
        }
        holder = group(labels, nowMillis);
        holders.put(alert, holder);
      }
      if (holder != null) {
        holder.put(alert, notice, nowMillis);
      }
    }
    countDropped(tooMany);
  }

  @Override
  public long turn() throws InterruptedException {
    long next = Long.MAX_VALUE;
    Iterator<Group> all = groups.values().iterator();
    while (all.hasNext()) {
      Group group = all.next();
      if (group.dueMillis <= pace.monotonicMillis()) {
        tell(group);
      }
      if (group.isEmpty()) {
        all.remove();
      } else {
        next = Math.min(next, group.dueMillis);
      }
    }
    return next;
  }

  private void tell(Group group) throws InterruptedException {
    long nowMillis = pace.monotonicMillis();
    if (group.hasNews(route, receiver.sendResolved(), nowMillis)) {
      long freeMillis = outlet.freeMillis(nowMillis);
      if (freeMillis > nowMillis) {
        group.dueMillis = freeMillis;
        return;
      }
      NoticeGroup message =
          new NoticeGroup(group.key, group.labels, group.message(receiver.sendResolved()));
      Outlet.Outcome outcome = outlet.deliver(message);
      nowMillis = pace.monotonicMillis();
      if (outcome == Outlet.Outcome.ARRIVED) {
        group.told(nowMillis);
      } else {
        // A refused one is tried again as well: somebody may repair the receiver meanwhile.
        group.dueMillis =
            outcome == Outlet.Outcome.LATER
                ? outlet.freeMillis(nowMillis)
                : nowMillis + route.intervalMillis();
        forget(group, nowMillis, false);
        return;
      }
    }
    forget(group, nowMillis, true);
    group.dueMillis = nowMillis + route.intervalMillis();
  }

  private void forget(Group group, long nowMillis, boolean isSaid) {
    for (String alert : group.forget(nowMillis, isSaid)) {
      holders.remove(alert, group);
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

  private Group group(Map<String, String> labels, long nowMillis) {
    return groups.computeIfAbsent(
        key(labels), key -> new Group(key, labels, nowMillis + route.waitMillis()));
  }

  private Map<String, String> labels(Notice notice) {
    Map<String, String> labels = new LinkedHashMap<>(origin);
    labels.putAll(route.groupLabels(notice));
    return labels;
  }

  /** Tells it from the groups of other routes to the same receiver, too. */
  private String key(Map<String, String> labels) {
    StringBuilder key = new StringBuilder(route.id()).append(" {");
    for (Map.Entry<String, String> label : labels.entrySet()) {
      key.append(label.getKey()).append("=\"").append(label.getValue()).append("\", ");
    }
    return key.append('}').toString();
  }
}
