package dev.vitals.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Any server that takes the webhooks of Alertmanager: the same body, version 4. With a key, the
 * header {@value #SIGNATURE} proves that it comes from somebody who knows the key.
 */
final class WebhookChannel implements LetterChannel {
  static final String SIGNATURE = "X-Vitals-Signature";

  /** Tells a letter from alerts: it holds the key of the letter. */
  static final String LETTER = "X-Vitals-Report";

  static final int MOST_ALERTS = 100;

  private static final String FIRING = "firing";
  private static final String RESOLVED = "resolved";

  /** What Alertmanager writes where there is no end yet. */
  private static final String NO_END = "0001-01-01T00:00:00Z";

  private final String name;
  private final Post post;
  private final Secret key;
  private final Origin origin;

  /**
   * @param key null where nothing is to be signed
   */
  WebhookChannel(String name, Post post, Secret key, Origin origin) {
    this.name = name;
    this.post = post;
    this.key = key;
    this.origin = origin;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void deliver(NoticeGroup group) throws DeliveryException {
    send(Post.bytes(message(group)), new LinkedHashMap<>());
  }

  /** As it is: the body is the report. */
  @Override
  public void deliver(Letter letter) throws DeliveryException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", letter.contentType());
    headers.put(LETTER, letter.key());
    send(letter.body().getBytes(StandardCharsets.UTF_8), headers);
  }

  private void send(byte[] body, Map<String, String> headers) throws DeliveryException {
    if (key == null) {
      post.send(body, headers, List.of());
    } else {
      String secret = key.read();
      headers.put(SIGNATURE, "sha256=" + hmac(secret, body));
      post.send(body, headers, List.of(secret));
    }
  }

  private Map<String, Object> message(NoticeGroup group) {
    int shown = Math.min(group.notices().size(), MOST_ALERTS);
    List<Map<String, Object>> alerts = new ArrayList<>();
    Map<String, String> commonLabels = null;
    Map<String, String> commonAnnotations = null;
    String page = origin.page();
    for (Notice notice : group.notices().subList(0, shown)) {
      SortedMap<String, String> labels = AlertLabels.labels(notice, group.labels());
      Map<String, String> annotations = AlertLabels.annotations(notice);
      commonLabels = common(commonLabels, labels);
      commonAnnotations = common(commonAnnotations, annotations);
      Map<String, Object> alert = new LinkedHashMap<>();
      alert.put("status", notice.isFiring() ? FIRING : RESOLVED);
      alert.put("labels", labels);
      alert.put("annotations", annotations);
      alert.put("startsAt", AlertLabels.time(notice.startsEpochMillis()));
      alert.put("endsAt", notice.isFiring() ? NO_END : AlertLabels.time(notice.endsEpochMillis()));
      alert.put("generatorURL", page);
      alert.put("fingerprint", AlertLabels.fingerprint(labels));
      alerts.add(alert);
    }
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("version", "4");
    message.put("groupKey", group.key());
    message.put("truncatedAlerts", group.notices().size() - shown);
    message.put("status", group.isFiring() ? FIRING : RESOLVED);
    message.put("receiver", name);
    message.put("groupLabels", group.labels());
    message.put("commonLabels", commonLabels);
    message.put("commonAnnotations", commonAnnotations);
    message.put("externalURL", origin.endpoint().get());
    message.put("alerts", alerts);
    return message;
  }

  private static Map<String, String> common(Map<String, String> before, Map<String, String> now) {
    if (before == null) {
      return new LinkedHashMap<>(now);
    }
    Iterator<Map.Entry<String, String>> entries = before.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, String> entry = entries.next();
      if (!entry.getValue().equals(now.get(entry.getKey()))) {
        entries.remove();
      }
    }
    return before;
  }

  static String hmac(String secret, byte[] body) throws DeliveryException {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Hex.of(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new DeliveryException("this JVM has no HmacSHA256", false, 0);
    }
  }
}
