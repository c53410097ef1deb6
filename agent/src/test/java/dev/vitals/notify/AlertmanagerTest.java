package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.cli.Json;
import dev.vitals.exporter.model.Alert;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Alertmanager understands what it is told. */
class AlertmanagerTest {
  @TempDir Path folder;

  private final Web web = new Web();
  private final HttpSender sender = new HttpSender(5_000, 5_000);
  private Process alertmanager;
  private String address;

  @AfterEach
  void close() throws InterruptedException {
    if (alertmanager != null) {
      alertmanager.destroyForcibly();
      alertmanager.waitFor(10, TimeUnit.SECONDS);
    }
    web.close();
    sender.close();
  }

  @Test
  void alerts_fire_form_a_group_and_end() throws Exception {
    start();
    long now = System.currentTimeMillis();
    Notice orders = at(now, Notices.firing("/orders"));
    Notice carts = at(now, Notices.firing("/carts"));
    Post post = new Post(sender, Secret.text(address), AlertmanagerChannel.PATH, Credentials.NONE);
    AlertmanagerChannel channel =
        new AlertmanagerChannel("am", post, Notices.ORIGIN, System::currentTimeMillis);

    deliver(channel, orders, carts);

    List<Map<?, ?>> active = alertsWhere(alerts -> alerts.size() == 2);
    Map<?, ?> first = named(active, "/orders");
    assertEquals(AlertLabels.labels(orders, Notices.ORIGIN.labels()), first.get("labels"));
    assertEquals(
        AlertLabels.fingerprint(AlertLabels.labels(orders, Notices.ORIGIN.labels())),
        first.get("fingerprint"));
    assertEquals(orders.summary(), ((Map<?, ?>) first.get("annotations")).get("summary"));
    assertEquals(Instant.ofEpochMilli(now), Instant.parse(String.valueOf(first.get("startsAt"))));
    long validMillis = Instant.parse(String.valueOf(first.get("endsAt"))).toEpochMilli() - now;
    assertTrue(validMillis >= 240_000 && validMillis < 300_000, validMillis + " ms");
    assertEquals("http://10.0.0.7:9464/api/v1/performance/alerts", first.get("generatorURL"));

    List<?> groups = (List<?>) read("/api/v2/alerts/groups");
    assertEquals(1, groups.size());
    Map<?, ?> group = (Map<?, ?>) groups.get(0);
    assertEquals(Map.of("alertname", "VitalsHttpLatencyP95", "job", "shop"), group.get("labels"));
    assertEquals(2, ((List<?>) group.get("alerts")).size());

    assertWebhookIsOurs(orders, carts);

    deliver(channel, orders.ended(System.currentTimeMillis()), carts);

    List<Map<?, ?>> left = alertsWhere(alerts -> alerts.size() == 1);
    assertEquals("/carts", ((Map<?, ?>) left.get(0).get("labels")).get("http_route"));
  }

  @Test
  void what_it_does_not_take_is_a_failure_that_is_not_tried_again() throws Exception {
    start();
    Notice wrong = Notices.process("cpu", Alert.Severity.LOW);
    Notice labelled =
        new Notice(
            wrong.rule(),
            "no label name!",
            "x",
            wrong.severity(),
            true,
            1,
            1,
            "",
            "",
            System.currentTimeMillis(),
            0);
    Post post = new Post(sender, Secret.text(address), AlertmanagerChannel.PATH, Credentials.NONE);

    try {
      deliver(
          new AlertmanagerChannel("am", post, Notices.ORIGIN, System::currentTimeMillis), labelled);
      fail("it was taken");
    } catch (DeliveryException failure) {
      assertEquals(false, failure.retry());
      assertTrue(
          failure.getMessage().startsWith(address + " answered 400: "), failure.getMessage());
    }
  }

  /** What the real one posts has the members of what our webhook channel posts. */
  private void assertWebhookIsOurs(Notice orders, Notice carts) throws Exception {
    long deadlineNanos = System.nanoTime() + 30_000_000_000L;
    while (web.requests.isEmpty()) {
      pause(deadlineNanos);
    }
    Map<?, ?> theirs = (Map<?, ?>) web.requests.get(0).json();
    try (Web mine = new Web()) {
      Post post = new Post(sender, Secret.text(mine.url("/")), "", Credentials.NONE);
      deliver(new WebhookChannel("web", post, null, Notices.ORIGIN), orders, carts);
      Map<?, ?> ours = (Map<?, ?>) mine.only().json();

      // Newer ones add members.
      assertTrue(theirs.keySet().containsAll(ours.keySet()), theirs.keySet() + " " + ours.keySet());
      for (String same :
          new String[] {"version", "status", "receiver", "truncatedAlerts", "commonLabels"}) {
        assertEquals(theirs.get(same), ours.get(same), same);
      }
      Map<?, ?> theirAlert = named(maps(theirs.get("alerts")), "/orders");
      Map<?, ?> ourAlert = named(maps(ours.get("alerts")), "/orders");
      assertEquals(strings(theirAlert.keySet()), strings(ourAlert.keySet()));
      for (String same :
          new String[] {
            "status", "labels", "annotations", "endsAt", "fingerprint", "generatorURL"
          }) {
        assertEquals(theirAlert.get(same), ourAlert.get(same), same);
      }
    }
  }

  private static void deliver(Channel channel, Notice... notices) throws Exception {
    channel.deliver(new NoticeGroup("all", Notices.ORIGIN.labels(), List.of(notices)));
  }

  private static Notice at(long startsEpochMillis, Notice notice) {
    return new Notice(
        notice.rule(),
        notice.scopeLabel(),
        notice.scope(),
        notice.severity(),
        true,
        notice.value(),
        notice.threshold(),
        notice.summary(),
        notice.description(),
        startsEpochMillis,
        0);
  }

  private List<Map<?, ?>> alertsWhere(Predicate<List<?>> enough) throws Exception {
    long deadlineNanos = System.nanoTime() + 30_000_000_000L;
    while (true) {
      List<Map<?, ?>> alerts = maps(read("/api/v2/alerts?active=true"));
      if (enough.test(alerts)) {
        return alerts;
      }
      pause(deadlineNanos);
    }
  }

  private static List<Map<?, ?>> maps(Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object item : (List<?>) list) {
      maps.add((Map<?, ?>) item);
    }
    return maps;
  }

  private static TreeSet<String> strings(Iterable<?> keys) {
    TreeSet<String> strings = new TreeSet<>();
    keys.forEach(key -> strings.add(String.valueOf(key)));
    return strings;
  }

  private static Map<?, ?> named(List<Map<?, ?>> alerts, String route) {
    for (Map<?, ?> alert : alerts) {
      if (route.equals(((Map<?, ?>) alert.get("labels")).get("http_route"))) {
        return alert;
      }
    }
    throw new AssertionError("no alert of " + route + " in " + alerts);
  }

  private void start() throws Exception {
    String program = onPath("prometheus-alertmanager", "alertmanager");
    assumeTrue(program != null, "SKIPPED: there is no Alertmanager on the PATH");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    address = "http://127.0.0.1:" + port;
    Path settings =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route:
              receiver: web
              group_by: [alertname, job]
              group_wait: 1s
            receivers:
              - name: web
                webhook_configs: [{url: "WEB"}]
            """
                .replace("WEB", web.url("/hook")));
    Path output = folder.resolve("output");
    alertmanager =
        new ProcessBuilder(
                program,
                "--config.file=" + settings,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    long deadlineNanos = System.nanoTime() + 30_000_000_000L;
    while (!isReady()) {
      assertTrue(alertmanager.isAlive(), () -> text(output));
      pause(deadlineNanos);
    }
  }

  private boolean isReady() {
    try (InputStream in = URI.create(address + "/-/ready").toURL().openStream()) {
      return in.read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Object read(String path) throws IOException {
    try (InputStream in = URI.create(address + path).toURL().openStream()) {
      return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void pause(long deadlineNanos) throws InterruptedException {
    assertTrue(System.nanoTime() - deadlineNanos < 0, "not in time");
    TimeUnit.MILLISECONDS.sleep(50);
  }

  private static String onPath(String... names) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
      for (String name : names) {
        File file = new File(directory, name);
        if (file.canExecute()) {
          return file.getPath();
        }
      }
    }
    return null;
  }
}
