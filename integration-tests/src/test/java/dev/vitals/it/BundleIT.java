package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent captures of an incident in the shop: who waits for what, and who may see it. */
class BundleIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CLIENTS = 16;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final long WARM = 20L * CLIENTS;
  private static final int SLOW_MS = 400;
  private static final int LARGEST = 256 * 1024;

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void a_lock_that_all_wait_for_is_in_the_bundle_of_its_incident(Jdk jdk) throws IOException {
    int port = Http.freePort();
    Path file = Files.writeString(folder.resolve("vitals.yaml"), configuration(port, false));
    Files.writeString(
        folder.resolve("users"),
        "token olga operator "
            + JudgedHost.OPERATOR
            + "\ntoken ada admin "
            + JudgedHost.ADMIN
            + "\n");
    List<String> options = List.of(HostRun.javaagent("config=" + file));
    try (SampleApp shop = SampleApp.start(jdk, folder, options, List.of())) {
      AgentApi agent = new AgentApi(port).ready();
      assertFalse(shop.err().contains("vitals.yaml"), shop.err());
      String incident = incident(shop, agent, file);
      Tree known = known(agent, incident);
      assertEquals("", known.text("reason"));
      String path = known.text("path").substring(AgentApi.ROOT.length());

      assertEquals(401, agent.get(path).statusCode());
      assertEquals(403, asked(agent, path, JudgedHost.OPERATOR).statusCode());
      HttpResponse<String> answer = asked(agent, path, JudgedHost.ADMIN);
      assertEquals(200, answer.statusCode(), answer.body());
      Tree bundle = Tree.parse(answer.body()).at("data");
      assertTrue(answer.body().length() <= LARGEST, answer.body().length() + " letters");
      assertIsAboutTheLock(bundle, incident);
      String audited = Files.readString(folder.resolve("audit"));
      assertTrue(audited.contains("\"change\":\"bundle of incident " + incident), audited);

      assertEquals(404, asked(agent, path + "x", JudgedHost.ADMIN).statusCode());
      assertEquals(400, asked(agent, "/incidents/bundle", JudgedHost.ADMIN).statusCode());
      String pid = Long.toString(shop.pid());
      String text =
          VitalsCommand.run(jdk, "incidents", pid, "--bundle", incident).expect(0).output();
      assertTrue(text.contains("blocked, for java.lang.Object@"), text);
      assertTrue(text.contains("    com.example.shop.orders.Checkout.total(Checkout"), text);
      String json =
          VitalsCommand.run(jdk, "incidents", pid, "--bundle", incident, "--json")
              .expect(0)
              .output();
      assertEquals(bundle.toString(), Tree.parse(json).at("data").toString());
      System.out.println(jdk + ": " + answer.body().length() + " letters\n" + text);
    }
  }

  /** Of checkouts that wait for each other. */
  private String incident(SampleApp shop, AgentApi agent, Path file) throws IOException {
    try (Traffic traffic = Traffic.start(shop.port(), CLIENTS, PAUSE, "POST /checkout")) {
      // Another incident, of a shop that is slow because it has just begun, would be in the way.
      until(() -> traffic.answers().getOrDefault("200", 0L) > WARM, agent);
      Files.writeString(file, configuration(agent.port(), true));
      assertEquals(200, agent.post("/reload", "{}", JudgedHost.ADMIN).statusCode());
      turn(shop, true);
      until(() -> agent.firing("http-latency-p95", "/checkout") != null, agent);
      String incident = agent.firing("http-latency-p95", "/checkout").text("incident");
      until(() -> !known(agent, incident).at("path").isNull(), agent);
      turn(shop, false);
      return incident;
    }
  }

  private static void assertIsAboutTheLock(Tree bundle, String incident) {
    assertEquals(incident, bundle.text("incident"));
    assertEquals("http-latency-p95", bundle.at("alerts").items().get(0).text("rule"));
    for (Tree list : List.of(bundle.at("slowest", "http"), bundle.at("metrics", "http"))) {
      assertTrue(
          list.items().stream()
              .anyMatch(
                  route ->
                      route.text("scope").equals("/checkout") && route.number("p95_ms") >= SLOW_MS),
          list.toString());
    }
    assertTrue(bundle.at("metrics").number("heap_inuse_bytes") > 0, bundle.toString());
    Tree threads = bundle.at("threads");
    // One may have ended while the others were looked at.
    long shown = threads.whole("shown");
    assertTrue(shown > CLIENTS && shown <= threads.whole("count"), threads.toString());
    assertEquals(0, threads.whole("deadlocked_count"));
    Tree blocked = threads.at("groups").items().get(0);
    assertEquals("blocked", blocked.text("state"), blocked.toString());
    assertTrue(blocked.text("waits_for").startsWith("java.lang.Object@"), blocked.toString());
    assertTrue(blocked.text("held_by").contains("-exec-"), blocked.toString());
    assertTrue(blocked.at("names").items().get(0).text().contains("-exec-"), blocked.toString());
    String call = blocked.at("stack").items().get(0).text();
    assertTrue(call.startsWith("com.example.shop.orders.Checkout.total(Checkout.java:"), call);
    Tree owner =
        threads.at("groups").items().stream()
            .filter(group -> group.at("names").toString().contains(blocked.text("held_by")))
            .findFirst()
            .orElse(null);
    assertNotNull(owner, threads.toString());
    assertTrue(owner.at("stack").toString().contains("Checkout.total"), owner.toString());
  }

  /** What the document about incidents says of its bundle. */
  private static Tree known(AgentApi agent, String incident) {
    Tree data = agent.data("/incidents");
    for (String list : List.of("incidents", "closed")) {
      for (Tree each : data.at(list).items()) {
        if (each.text("id").equals(incident)) {
          return each.at("bundle");
        }
      }
    }
    throw new AssertionError("no " + incident + " in " + data);
  }

  private static HttpResponse<String> asked(AgentApi agent, String path, String token) {
    return agent.get(path, "Authorization", "Bearer " + token);
  }

  private static void turn(SampleApp shop, boolean on) {
    assertEquals(200, SampleApp.send("PUT", shop.port(), "/faults/lock?on=" + on).statusCode());
  }

  private static void until(BooleanSupplier condition, AgentApi agent) {
    assertTrue(
        Poll.slowly(LIMIT, condition),
        () -> agent.get("/alerts").body() + agent.get("/incidents").body());
  }

  private String configuration(int port, boolean judges) {
    return """
        service.name: shop
        server.port: PORT
        server.users-file: FOLDER/users
        server.audit-file: FOLDER/audit
        thresholds:
          interval: 1s
          window: 5s
        rules:
          - {name: http-latency-p95, enabled: JUDGES, warning: SLOW, critical: 2s, minimum-count: 4, for: 2s}
          - {name: http-error-rate, enabled: false}
          - {name: db-latency-p95, enabled: false}
          - {name: cache-miss-rate, enabled: false}
          - {name: pool-pending, enabled: false}
          - {name: executor-queued, enabled: false}
          - {name: executor-refused, enabled: false}
          - {name: heap-after-gc, enabled: false}
          - {name: container-memory, enabled: false}
          - {name: cpu, enabled: false}
        """
        .replace("PORT", Integer.toString(port))
        .replace("JUDGES", Boolean.toString(judges))
        .replace("SLOW", SLOW_MS + "ms")
        .replace("FOLDER", folder.toString());
  }
}
