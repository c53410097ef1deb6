package dev.vitals.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One instance of Alertmanager, by its API v2. It groups and tells people itself; it only has to
 * hear every minute what still fires. If it hears nothing more, because this JVM is dead, an alert
 * ends there after four minutes.
 */
final class AlertmanagerChannel implements Channel {
  static final String PATH = "/api/v2/alerts";

  /** More alerts than these are sent in several requests, as Prometheus does it. */
  static final int MOST_IN_ONE_REQUEST = 256;

  static final long VALID_MILLIS = TimeUnit.MINUTES.toMillis(4);

  private final String name;
  private final Post post;
  private final Origin origin;
  private final LongSupplier epochMillis;

  AlertmanagerChannel(String name, Post post, Origin origin, LongSupplier epochMillis) {
    this.name = name;
    this.post = post;
    this.origin = origin;
    this.epochMillis = epochMillis;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void deliver(NoticeGroup group) throws DeliveryException {
    long validUntil = epochMillis.getAsLong() + VALID_MILLIS;
    String page = origin.page();
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (Notice notice : group.notices()) {
      alerts.add(alert(notice, group.labels(), validUntil, page));
      if (alerts.size() == MOST_IN_ONE_REQUEST) {
        post.send(alerts);
        alerts.clear();
      }
    }
    if (!alerts.isEmpty()) {
      post.send(alerts);
    }
  }

  private static Map<String, Object> alert(
      Notice notice, Map<String, String> origin, long validUntil, String page) {
    long ends = notice.isFiring() ? validUntil : notice.endsEpochMillis();
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("labels", AlertLabels.labels(notice, origin));
    alert.put("annotations", AlertLabels.annotations(notice));
    // Before its end also where the clock was set back meanwhile: else it would be refused.
    alert.put("startsAt", AlertLabels.time(Math.min(notice.startsEpochMillis(), ends)));
    alert.put("endsAt", AlertLabels.time(ends));
    if (!page.isEmpty()) {
      alert.put("generatorURL", page);
    }
    return alert;
  }
}
