package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every fault of the shop that a threshold can see, from the fault to a real Alertmanager and a
 * real mailbox, and back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopFaultsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SERVICE = "shop";

  private static final String RUNBOOK = "https://wiki.example.com/runbook";

  private Alertmanager alertmanager;
  private Mailbox mailbox;
  private SampleApp shop;
  private AgentApi agent;

  /** A fault, requests that meet it, and the alert that must name it. */
  enum Fault {
    SLOW_STATEMENT("GET /search?q=tea", 2, 100, "db-latency-p95", "select product"),
    ERRORS("POST /checkout", 2, 100, "http-error-rate", "/checkout"),
    LOW_HIT_RATE("GET /products/7", 2, 50, "cache-miss-rate", "products"),
    EXHAUSTED_POOL("GET /products", 4, 250, "pool-pending", "shop"),
    LOCK("POST /checkout", 16, 500, "http-latency-p95", "/checkout"),
    MEMORY("GET /products/7", 1, 100, "heap-after-gc", "");

    private final String request;
    private final int clients;
    private final Duration pause;
    private final String rule;
    private final String scope;

    Fault(String request, int clients, int pauseMillis, String rule, String scope) {
      this.request = request;
      this.clients = clients;
      this.pause = Duration.ofMillis(pauseMillis);
      this.rule = rule;
      this.scope = scope;
    }

    /** As the shop calls it. */
    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    alertmanager = Alertmanager.start(folder);
    mailbox = Mailbox.start("ops@example.com");
    int port = Http.freePort();
    Path file = Files.writeString(folder.resolve("vitals.yaml"), configuration(port));
    // The heap is small, so that it is soon full.
    List<String> options = List.of("-Xmx320m", HostRun.javaagent("config=" + file));
    shop = SampleApp.start(Jdk.all().get(0), folder, options, List.of());
    agent = new AgentApi(port).ready();
    assertFalse(shop.err().contains("vitals.yaml"), shop.err());
  }

  @AfterAll
  void stop() {
    if (shop != null) {
      shop.close();
    }
    if (mailbox != null) {
      mailbox.close();
    }
    if (alertmanager != null) {
      alertmanager.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void raises_its_alert_which_is_told_and_ends_with_it(Fault fault) {
    try (Traffic traffic = Traffic.start(shop.port(), fault.clients, fault.pause, fault.request)) {
      until(() -> agent.alerts().isEmpty(), "something is wrong without a fault");
      int mailsBefore = mailbox.subjects().size();

      turn(fault, true);
      until(() -> agent.firing(fault.rule, fault.scope) != null, "no alert");
      String message = agent.firing(fault.rule, fault.scope).text("message");
      until(() -> isAtAlertmanager(fault), "Alertmanager was not told");
      until(() -> hasMail("[FIRING]", fault, mailsBefore), "no mail");
      String page = "What to do: " + RUNBOOK + '#' + alertName(fault.rule).toLowerCase(Locale.ROOT);
      List<String> said = alertmanager.descriptions();
      assertTrue(said.stream().anyMatch(text -> text.contains(page)), said::toString);
      List<String> loud = agent.loud();
      assertTrue(loud.contains((fault.rule + ' ' + fault.scope).strip()), loud.toString());
      if (fault == Fault.EXHAUSTED_POOL) {
        assertIsInhibited(fault, "http-latency-p95", "/products");
        assertIsInhibited(fault, "http-error-rate", "/products");
      }
      System.out.println(fault.id() + ": " + message + "; told of " + loud);

      turn(fault, false);
      until(() -> agent.firing(fault.rule, fault.scope) == null, "the alert goes on");
      until(() -> !isAtAlertmanager(fault), "Alertmanager does not know that it is over");
      until(() -> hasMail("[RESOLVED]", fault, mailsBefore), "no mail that it is over");
      until(() -> agent.alerts().isEmpty(), "another alert goes on");
      System.out.println(fault.id() + ": over, answers " + traffic.answers());
    }
    assertTrue(shop.isAlive());
  }

  /**
   * Every request waits and then fails as well; but who is told that the pool is full need not be
   * told of that.
   */
  private void assertIsInhibited(Fault fault, String rule, String scope) {
    until(() -> agent.firing(rule, scope) != null, "no " + rule);
    until(
        () -> {
          Tree effect = agent.firing(rule, scope);
          return effect != null && !effect.text("inhibited_by").isEmpty();
        },
        rule + " is loud");
    Tree effect = agent.firing(rule, scope);
    assertEquals(
        agent.firing(fault.rule, fault.scope).text("incident"),
        effect.text("incident"),
        "they are one matter");
  }

  private boolean isAtAlertmanager(Fault fault) {
    String name = alertName(fault.rule);
    return alertmanager.firing().stream()
        .anyMatch(
            labels ->
                name.equals(labels.get("alertname"))
                    && SERVICE.equals(labels.get("job"))
                    && labels.getOrDefault("instance", "").endsWith(":" + agent.port())
                    && (fault.scope.isEmpty() || labels.containsValue(fault.scope)));
  }

  /** Such as {@code [FIRING] critical http-error-rate /checkout on shop}. */
  private boolean hasMail(String state, Fault fault, int mailsBefore) {
    String about = (fault.rule + ' ' + fault.scope).strip() + " on " + SERVICE;
    return mailbox.subjects().stream()
        .skip(mailsBefore)
        .anyMatch(subject -> subject.startsWith(state) && subject.endsWith(' ' + about));
  }

  private void turn(Fault fault, boolean on) {
    String path = "/faults/" + fault.id() + "?on=" + on;
    assertEquals(200, SampleApp.send("PUT", shop.port(), path).statusCode());
  }

  private void until(BooleanSupplier condition, String problem) {
    assertTrue(
        Poll.slowly(LIMIT, condition),
        () ->
            problem
                + "; alerts "
                + agent.alerts()
                + ", Alertmanager "
                + alertmanager.firing()
                + ", mails "
                + mailbox.subjects()
                + ", said "
                + shop.err());
  }

  /** The default limits, but for latencies; over a short window, after a short while. */
  private String configuration(int port) {
    return """
        service.name: SERVICE
        server.port: PORT
        rules.runbook-url: RUNBOOK
        thresholds:
          interval: 1s
          window: 5s
        rules:
          - {name: http-latency-p95, warning: 200ms, critical: 350ms, minimum-count: 4, for: 2s}
          - {name: http-error-rate, minimum-count: 4, for: 2s}
          - {name: db-latency-p95, warning: 100ms, critical: 200ms, minimum-count: 3, for: 2s}
          - {name: cache-miss-rate, minimum-count: 10, for: 2s}
          - {name: pool-pending, critical: 30%, for: 1s}
          - {name: heap-after-gc, for: 2s}
          # This machine is not the shop's alone.
          - {name: cpu, enabled: false}
          - {name: container-memory, enabled: false}
        receivers:
          - name: alertmanager
            type: alertmanager
            url: ALERTMANAGER
          - name: ops
            type: email
            email:
              host: 127.0.0.1
              port: MAIL
              from: vitals@example.com
              to: ops@example.com
            group-by: [rule, scope]
            group-wait: 0s
            group-interval: 1s
            messages-per-minute: 600
        """
        .replace("SERVICE", SERVICE)
        .replace("RUNBOOK", RUNBOOK)
        .replace("PORT", Integer.toString(port))
        .replace("ALERTMANAGER", alertmanager.address())
        .replace("MAIL", Integer.toString(mailbox.port()));
  }

  /** {@code http-error-rate} is VitalsHttpErrorRate there. */
  static String alertName(String rule) {
    StringBuilder name = new StringBuilder("Vitals");
    for (String word : rule.split("-")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }
}
