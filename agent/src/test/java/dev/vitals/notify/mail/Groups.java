package dev.vitals.notify.mail;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitals.exporter.model.Alert;
import dev.vitals.notify.DeliveryException;
import dev.vitals.notify.Notice;
import dev.vitals.notify.NoticeGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/** What channels are given to tell. */
final class Groups {
  static final long START = 1_795_268_558_000L; // 2026-11-21T13:42:38Z
  static final ThreadFactory THREADS =
      work -> {
        Thread thread = new Thread(work, "mail-test");
        thread.setDaemon(true);
        return thread;
      };

  private Groups() {}

  static Notice firing(String scope) {
    return notice(scope, true, "Latency p95 of " + scope + " is 5.2 s", START);
  }

  static Notice resolved(String scope) {
    return notice(scope, false, "Latency p95 of " + scope + " is 1 s again", START);
  }

  static Notice notice(String scope, boolean isFiring, String summary, long starts) {
    return new Notice(
        "http-latency-p95",
        "http_route",
        scope,
        Alert.Severity.CRITICAL,
        isFiring,
        5.2,
        5,
        summary,
        "",
        starts,
        isFiring ? 0 : starts + 754_000);
  }

  static NoticeGroup of(Notice... notices) {
    return of("shop/http-latency-p95", notices);
  }

  static NoticeGroup of(String key, Notice... notices) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("job", "shop");
    labels.put("instance", "host:9464");
    return new NoticeGroup(key, labels, List.of(notices));
  }

  static MailChannel channel(MailServer server, String... to) {
    return new MailChannel("ops", settings(server, to), THREADS, () -> START);
  }

  static MailSettings settings(MailServer server, String... to) {
    List<Address> recipients = List.of(to).stream().map(Address::parse).toList();
    return new MailSettings(server, Address.parse("Vitals <vitals@example.com>"), recipients);
  }

  /** Why no mail went out, with the port as P, and whether it may be tried again. */
  static String failure(MailServer server) {
    DeliveryException failure =
        assertThrows(
            DeliveryException.class,
            () -> channel(server, "ops@example.com").deliver(of(firing("/orders"))));
    return failure.getMessage().replace(server.toString(), server.host + ":P")
        + (failure.retry() ? " (retry)" : "");
  }
}
