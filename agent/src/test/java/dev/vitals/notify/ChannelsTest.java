package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.Json;
import dev.vitals.exporter.model.Alert;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each channel posts, to a real server and read by a parser that knows nothing of it. */
class ChannelsTest {
  private static final String PAGE = "http://10.0.0.7:9464/api/v1/performance/alerts";

  private final Web web = new Web();
  private final HttpSender sender = new HttpSender(2_000, 2_000);

  @AfterEach
  void close() {
    web.close();
    sender.close();
  }

  @Test
  void alertmanager_gets_stable_labels_and_what_changes_as_annotations() throws Exception {
    alertmanager(web.url("/prefix/"))
        .deliver(group(Notices.firing("/orders"), Notices.ended("/carts")));

    assertEquals("/prefix/api/v2/alerts", web.only().path());
    assertEquals(
        Json.read(
            """
            [{"labels":{"alertname":"VitalsHttpLatencyP95","component":"http","http_route":"/orders",
               "instance":"10.0.0.7:9464","job":"shop","service":"shop-web","severity":"warning"},
              "annotations":{"summary":"P95 latency of /orders is 2.5 s, above the limit of 2 s",
               "value":"2.5","threshold":"2"},
              "startsAt":"2026-11-21T12:00:00Z","endsAt":"2026-11-21T12:06:00Z",
              "generatorURL":"http://10.0.0.7:9464/api/v1/performance/alerts"},
             {"labels":{"alertname":"VitalsHttpLatencyP95","component":"http","http_route":"/carts",
               "instance":"10.0.0.7:9464","job":"shop","service":"shop-web","severity":"warning"},
              "annotations":{"summary":"P95 latency of /carts is 2.5 s, above the limit of 2 s",
               "value":"2.5","threshold":"2"},
              "startsAt":"2026-11-21T12:00:00Z","endsAt":"2026-11-21T12:01:30Z",
              "generatorURL":"http://10.0.0.7:9464/api/v1/performance/alerts"}]
            """),
        web.only().json());
  }

  @Test
  void alertmanager_gets_at_most_256_alerts_in_a_request() throws Exception {
    Notice[] many = new Notice[600];
    for (int index = 0; index < many.length; index++) {
      many[index] = Notices.firing("/" + index);
    }

    alertmanager(web.url("")).deliver(group(many));

    List<Integer> sizes = new ArrayList<>();
    for (Web.Request request : web.requests) {
      sizes.add(((List<?>) request.json()).size());
    }
    assertEquals(List.of(256, 256, 88), sizes);
  }

  @Test
  void alertmanager_never_gets_an_alert_that_ends_before_it_starts() throws Exception {
    // The clock was set back by an hour since it began.
    AlertmanagerChannel channel =
        new AlertmanagerChannel(
            "am", post(web.url("")), Notices.ORIGIN, () -> Notices.NOON - 3_600_000);

    channel.deliver(group(Notices.firing("/orders")));

    Map<?, ?> alert = (Map<?, ?>) ((List<?>) web.only().json()).get(0);
    assertEquals("2026-11-21T11:04:00Z", alert.get("endsAt"));
    assertEquals("2026-11-21T11:04:00Z", alert.get("startsAt"));
  }

  @Test
  void a_webhook_gets_the_body_of_alertmanager() throws Exception {
    new WebhookChannel("hook", post(web.url("/hook")), null, Notices.ORIGIN)
        .deliver(group(Notices.firing("/orders"), Notices.ended("/carts")));

    Map<?, ?> message = (Map<?, ?>) web.only().json();
    List<?> alerts = (List<?>) message.get("alerts");
    Map<?, ?> first = (Map<?, ?>) alerts.get(0);
    Map<?, ?> second = (Map<?, ?>) alerts.get(1);
    assertEquals(
        List.of(
            "version",
            "groupKey",
            "truncatedAlerts",
            "status",
            "receiver",
            "groupLabels",
            "commonLabels",
            "commonAnnotations",
            "externalURL",
            "alerts"),
        List.copyOf(message.keySet()));
    assertEquals("4", message.get("version"));
    assertEquals("some group", message.get("groupKey"));
    assertEquals(0L, message.get("truncatedAlerts"));
    assertEquals("firing", message.get("status"));
    assertEquals("hook", message.get("receiver"));
    assertEquals(Notices.GROUP_LABELS, message.get("groupLabels"));
    assertEquals(
        Map.of(
            "alertname", "VitalsHttpLatencyP95",
            "component", "http",
            "instance", "10.0.0.7:9464",
            "job", "shop",
            "service", "shop-web",
            "severity", "warning"),
        message.get("commonLabels"));
    assertEquals(Map.of("value", "2.5", "threshold", "2"), message.get("commonAnnotations"));
    assertEquals("http://10.0.0.7:9464", message.get("externalURL"));
    assertEquals(2, alerts.size());
    assertEquals("firing", first.get("status"));
    assertEquals("2026-11-21T12:00:00Z", first.get("startsAt"));
    assertEquals("0001-01-01T00:00:00Z", first.get("endsAt"));
    assertEquals(PAGE, first.get("generatorURL"));
    assertEquals("/orders", ((Map<?, ?>) first.get("labels")).get("http_route"));
    assertEquals(16, String.valueOf(first.get("fingerprint")).length());
    assertEquals("resolved", second.get("status"));
    assertEquals("2026-11-21T12:01:30Z", second.get("endsAt"));
    assertFalse(first.get("fingerprint").equals(second.get("fingerprint")));
    assertNull(web.only().header(WebhookChannel.SIGNATURE));
  }

  @Test
  void a_webhook_is_resolved_when_nothing_fires_and_names_what_it_leaves_out() throws Exception {
    Notice[] many = new Notice[130];
    for (int index = 0; index < many.length; index++) {
      many[index] = Notices.ended("/" + index);
    }

    new WebhookChannel("hook", post(web.url("/hook")), null, Notices.ORIGIN).deliver(group(many));

    Map<?, ?> message = (Map<?, ?>) web.only().json();
    assertEquals("resolved", message.get("status"));
    assertEquals(30L, message.get("truncatedAlerts"));
    assertEquals(100, ((List<?>) message.get("alerts")).size());
  }

  @Test
  void a_webhook_with_a_key_is_signed() throws Exception {
    new WebhookChannel("hook", post(web.url("/hook")), Secret.text("a key of ours"), Notices.ORIGIN)
        .deliver(group(Notices.firing("/orders")));

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("a key of ours".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    StringBuilder expected = new StringBuilder("sha256=");
    for (byte each : mac.doFinal(web.only().body())) {
      expected.append(String.format("%02x", each));
    }
    assertEquals(expected.toString(), web.only().header("X-vitals-signature"));
    assertEquals(
        // The second test case of RFC 4231.
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        WebhookChannel.hmac(
            "Jefe", "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void a_webhook_gets_a_letter_as_it_is_and_signed_like_alerts() throws Exception {
    String table = "part,metric\r\n\"total\",\"b\u00fccher\"\r\n";
    Letter letter =
        new Letter("2026-11-22", "title", "text", "<p>", "text/csv; charset=utf-8", table);
    new WebhookChannel("hook", post(web.url("/hook")), null, Notices.ORIGIN).deliver(letter);
    new WebhookChannel("hook", post(web.url("/hook")), Secret.text("a key of ours"), Notices.ORIGIN)
        .deliver(letter);

    Web.Request plain = web.requests.get(0);
    assertEquals("POST", plain.method());
    assertEquals(table, plain.text());
    assertEquals("text/csv; charset=utf-8", plain.header("Content-type"));
    assertEquals("2026-11-22", plain.header("X-vitals-report"));
    assertNull(plain.header("X-vitals-signature"));
    Web.Request signed = web.requests.get(1);
    assertEquals(table, signed.text());
    assertEquals(
        "sha256=" + WebhookChannel.hmac("a key of ours", signed.body()),
        signed.header("X-vitals-signature"));
  }

  @Test
  void slack_gets_a_fallback_a_colour_and_a_block_for_each_alert() throws Exception {
    SlackChannel slack = new SlackChannel("team", post(web.url("/services/T/B/x")));

    slack.deliver(group(Notices.firing("/<b>&", Alert.Severity.CRITICAL), Notices.ended("/carts")));

    assertEquals(
        Json.read(
            """
            {"text":"[FIRING:1] VitalsHttpLatencyP95 (critical) on shop 10.0.0.7:9464",
             "attachments":[{"color":"#e01e5a",
               "fallback":"[FIRING:1] VitalsHttpLatencyP95 (critical) on shop 10.0.0.7:9464",
               "blocks":[
                 {"type":"section","text":{"type":"mrkdwn","text":
                   "*critical*: P95 latency of /&lt;b&gt;&amp; is 2.5 s, above the limit of 2 s"}},
                 {"type":"section","text":{"type":"mrkdwn","text":
                   "*resolved*: P95 latency of /carts is 2.5 s, above the limit of 2 s"}}]}]}
            """),
        web.only().json());
  }

  @Test
  void slack_gets_a_recovery_in_green_and_no_more_than_ten_alerts() throws Exception {
    SlackChannel slack = new SlackChannel("team", post(web.url("/services/T/B/x")));
    Notice[] many = new Notice[12];
    for (int index = 0; index < many.length; index++) {
      many[index] = Notices.ended("/" + index);
    }

    slack.deliver(group(many));

    Map<?, ?> message = (Map<?, ?>) web.only().json();
    Map<?, ?> attachment = (Map<?, ?>) ((List<?>) message.get("attachments")).get(0);
    List<?> blocks = (List<?>) attachment.get("blocks");
    assertEquals("[RESOLVED] VitalsHttpLatencyP95 on shop 10.0.0.7:9464", message.get("text"));
    assertEquals("#2eb67d", attachment.get("color"));
    assertEquals(11, blocks.size());
    assertTrue(blocks.get(10).toString().contains("and 2 more"), blocks.toString());
  }

  @Test
  void pagerduty_gets_an_incident_for_the_group_and_its_end() throws Exception {
    PagerDutyChannel pager =
        new PagerDutyChannel(
            "on-call", post(web.url("/v2/enqueue")), Secret.text("R0UTING"), Notices.ORIGIN);

    pager.deliver(group(Notices.firing("/orders", Alert.Severity.HIGH), Notices.firing("/carts")));
    pager.deliver(group(Notices.ended("/orders"), Notices.ended("/carts")));

    String dedupKey = PagerDutyChannel.dedupKey("some group");
    assertEquals(64, dedupKey.length());
    assertEquals(
        Json.read(
            """
            {"routing_key":"R0UTING","event_action":"trigger","dedup_key":"DEDUP",
             "client":"Vitals",
             "client_url":"http://10.0.0.7:9464/api/v1/performance/alerts",
             "payload":{"summary":"[FIRING:2] VitalsHttpLatencyP95 (warning) on shop 10.0.0.7:9464",
               "source":"shop 10.0.0.7:9464","severity":"error",
               "timestamp":"2026-11-21T12:00:00Z","component":"http","group":"shop",
               "class":"VitalsHttpLatencyP95","custom_details":{"alerts":[
                 "warning: P95 latency of /orders is 2.5 s, above the limit of 2 s",
                 "warning: P95 latency of /carts is 2.5 s, above the limit of 2 s"]}}}
            """
                .replace("DEDUP", dedupKey)),
        web.requests.get(0).json());
    assertEquals(
        Map.of("routing_key", "R0UTING", "event_action", "resolve", "dedup_key", dedupKey),
        web.requests.get(1).json());
  }

  @Test
  void pagerduty_knows_four_severities() throws Exception {
    PagerDutyChannel pager =
        new PagerDutyChannel(
            "on-call", post(web.url("/v2/enqueue")), Secret.text("R0UTING"), Notices.ORIGIN);
    List<Object> severities = new ArrayList<>();
    for (Alert.Severity severity : Alert.Severity.values()) {
      pager.deliver(group(Notices.firing("/orders", severity)));
      Map<?, ?> event = (Map<?, ?>) web.requests.get(web.requests.size() - 1).json();
      severities.add(((Map<?, ?>) event.get("payload")).get("severity"));
    }

    assertEquals(List.of("info", "warning", "error", "critical"), severities);
  }

  @Test
  void the_key_of_pagerduty_is_in_no_failure() {
    web.next(400, "{\"status\":\"invalid event\",\"errors\":[\"R0UTING is wrong\"]}", Map.of());
    PagerDutyChannel pager =
        new PagerDutyChannel(
            "on-call", post(web.url("/v2/enqueue")), Secret.text("R0UTING"), Notices.ORIGIN);

    DeliveryException failure =
        assertThrows(
            DeliveryException.class, () -> pager.deliver(group(Notices.firing("/orders"))));

    assertTrue(failure.getMessage().contains("invalid event"), failure.getMessage());
    assertFalse(failure.getMessage().contains("R0UTING"), failure.getMessage());
    assertFalse(failure.retry());
  }

  @Test
  void teams_gets_an_adaptive_card_without_markup() throws Exception {
    new TeamsChannel("ops", post(web.url("/workflows/x")))
        .deliver(group(Notices.process("heap-after-gc", Alert.Severity.CRITICAL)));

    assertEquals(
        Json.read(
            """
            {"type":"message","attachments":[{
              "contentType":"application/vnd.microsoft.card.adaptive",
              "content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json",
                "type":"AdaptiveCard","version":"1.4",
                "fallbackText":"[FIRING:1] VitalsHeapAfterGc (critical) on shop 10.0.0.7:9464",
                "body":[
                 {"type":"RichTextBlock","inlines":[
                   {"type":"TextRun",
                    "text":"[FIRING:1] VitalsHeapAfterGc (critical) on shop 10.0.0.7:9464",
                    "weight":"Bolder","size":"Medium","color":"Attention"}]},
                 {"type":"RichTextBlock","inlines":[
                   {"type":"TextRun","text":"critical: ","weight":"Bolder","color":"Attention"},
                   {"type":"TextRun","text":"heap-after-gc is 97 % Look at it."}]}]}}]}
            """),
        web.only().json());
  }

  @Test
  void a_card_for_teams_stays_below_its_limit() throws Exception {
    Notice[] many = new Notice[1_000];
    for (int index = 0; index < many.length; index++) {
      many[index] = Notices.firing("/" + index + "x".repeat(5_000));
    }

    new TeamsChannel("ops", post(web.url("/workflows/x"))).deliver(group(many));

    assertTrue(web.only().body().length < 28_000, web.only().body().length + " bytes");
    assertTrue(web.only().text().contains("and 990 more"));
  }

  @Test
  void without_an_endpoint_there_is_no_link() throws Exception {
    Origin origin = new Origin("shop", "10.0.0.7:9464", "", () -> "");

    new AlertmanagerChannel("am", post(web.url("")), origin, () -> Notices.NOON)
        .deliver(new NoticeGroup("all", origin.labels(), List.of(Notices.firing("/orders"))));

    Map<?, ?> alert = (Map<?, ?>) ((List<?>) web.only().json()).get(0);
    assertFalse(alert.containsKey("generatorURL"));
    assertFalse(((Map<?, ?>) alert.get("labels")).containsKey("service"));
  }

  private AlertmanagerChannel alertmanager(String address) {
    Post post = new Post(sender, Secret.text(address), AlertmanagerChannel.PATH, Credentials.NONE);
    return new AlertmanagerChannel("am", post, Notices.ORIGIN, () -> Notices.NOON + 120_000);
  }

  private Post post(String address) {
    String suffix = address.equals(web.url("")) ? AlertmanagerChannel.PATH : "";
    return new Post(sender, Secret.text(address), suffix, Credentials.NONE);
  }

  private static NoticeGroup group(Notice... notices) {
    return new NoticeGroup("some group", Notices.GROUP_LABELS, List.of(notices));
  }
}
