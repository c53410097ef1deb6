package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.AlertName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A service of PagerDuty, by its Events API v2: one incident per group, opened by the first message
 * and closed when nothing of it fires any more.
 */
final class PagerDutyChannel implements Channel {
  static final String DEFAULT_ADDRESS = "https://events.pagerduty.com/v2/enqueue";

  /** PagerDuty takes 1,024 characters. */
  private static final int LONGEST_SUMMARY = 1_000;

  private final String name;
  private final Post post;
  private final Secret routingKey;
  private final Origin origin;

  PagerDutyChannel(String name, Post post, Secret routingKey, Origin origin) {
    this.name = name;
    this.post = post;
    this.routingKey = routingKey;
    this.origin = origin;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void deliver(NoticeGroup group) throws DeliveryException {
    String key = routingKey.read();
    Map<String, Object> event =
        Ordered.map(
            "routing_key",
            key,
            "event_action",
            group.isFiring() ? "trigger" : "resolve",
            "dedup_key",
            dedupKey(group.key()));
    if (group.isFiring()) {
      event.put("client", "Vitals");
      String page = origin.page();
      if (!page.isEmpty()) {
        event.put("client_url", page);
      }
      event.put("payload", payload(group));
    }
    post.send(Post.bytes(event), Map.of(), List.of(key));
  }

  private static Map<String, Object> payload(NoticeGroup group) {
    Notice worst = group.notices().get(0);
    long earliest = Long.MAX_VALUE;
    List<Object> alerts = new ArrayList<>();
    for (Notice notice : group.notices()) {
      if (notice.isFiring()) {
        earliest = Math.min(earliest, notice.startsEpochMillis());
      }
      if (alerts.size() < Wording.MOST_SHOWN) {
        alerts.add(Wording.state(notice) + ": " + Wording.cut(Wording.line(notice), 500));
      }
    }
    String text = group.firing() == 1 ? Wording.line(worst) : Wording.headline(group);
    Map<String, Object> details = Ordered.map("alerts", alerts);
    if (!Wording.rest(group).isEmpty()) {
      details.put("more", Wording.rest(group));
    }
    return Ordered.map(
        "summary",
        Wording.cut(text, LONGEST_SUMMARY),
        "source",
        source(group.labels()),
        "severity",
        severity(group.worst()),
        "timestamp",
        AlertLabels.time(earliest),
        "component",
        AlertLabels.component(worst),
        "group",
        group.labels().getOrDefault("job", ""),
        "class",
        AlertName.of(worst.rule()),
        "custom_details",
        details);
  }

  private static String source(Map<String, String> labels) {
    String where = Wording.where(labels);
    return where.isEmpty() ? "vitals" : where.substring(" on ".length());
  }

  /** PagerDuty has four severities, as we have. */
  private static String severity(Alert.Severity severity) {
    return switch (severity) {
      case LOW -> "info";
      case MEDIUM -> "warning";
      case HIGH -> "error";
      case CRITICAL -> "critical";
    };
  }

  /** The same group has the same key in every process: no second incident after a restart. */
  static String dedupKey(String groupKey) throws DeliveryException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Hex.of(digest.digest(groupKey.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new DeliveryException("this JVM has no SHA-256", false, 0);
    }
  }
}
