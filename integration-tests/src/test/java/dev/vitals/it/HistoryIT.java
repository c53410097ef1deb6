package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives a kill -9: all but the last interval. */
class HistoryIT {
  private static final Jdk JDK = Jdk.newest();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String OPERATOR = "operator-token-of-the-tests";
  private static final String ITEMS = "/items/";
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;

  @Test
  void a_kill_loses_no_more_than_the_last_interval() throws IOException {
    int port = Http.freePort();
    Path file = Files.writeString(folder.resolve("vitals.yaml"), configuration(port));
    Files.writeString(folder.resolve("users"), "token olga operator " + OPERATOR + "\n");
    List<String> options = List.of(HostRun.javaagent("config=" + file));
    AgentApi agent = new AgentApi(port);
    String metric;
    List<String> before;
    String incident;
    String silence;
    try (HostProcess host = HostProcess.start(JDK, Host.JDK_HTTP, options)) {
      agent.ready();
      assertFalse(host.err().contains("vitals.yaml"), host.err());
      request(host, ITEMS + "1", 50);
      until(agent, () -> countInReport(agent) >= 50, "the requests are not in the report");
      metric = metric(agent);

      request(host, "/error-code", 10);
      until(agent, () -> agent.firing("http-error-rate", "/error-code") != null, "no alert");
      until(agent, () -> closed(agent) >= 1, "the incident does not end");
      before = events(agent);
      incident = agent.data("/incidents").at("closed").items().get(0).text("id");
      silence = silence(agent);
      until(agent, () -> isWrittenDown(10), "the promise is not written down");

      // What is seen in a later interval says that the earlier ones are over.
      request(host, ITEMS + "2", 1);
      until(agent, () -> count(agent, metric) == 51, "the last request is not in the history");
      assertIsIntervalLog(agent.get("/history?format=hlog&metric=" + metric + "&scope=" + ITEMS));
      assertEquals(KILLED, host.kill());
    }

    try (HostProcess host = HostProcess.start(JDK, Host.JDK_HTTP, options)) {
      agent.ready();
      until(agent, () -> count(agent, metric) >= 50, "the past is gone");
      long kept = count(agent, metric);
      assertTrue(kept <= 51, kept + " of 51");

      List<String> after = events(agent);
      assertTrue(after.containsAll(before), before + " is not all in " + after);
      assertEquals(incident, agent.data("/incidents").at("closed").items().get(0).text("id"));
      assertTrue(agent.data("/incidents").number("mttr_seconds") > 0);
      until(agent, () -> silences(agent).equals(List.of(silence)), "the silence is gone");
      until(agent, () -> budgetLeft(agent) < 0, "the broken promise is forgotten");

      request(host, ITEMS + "3", 5);
      until(agent, () -> count(agent, metric) == kept + 5, "it does not go on");
      String again = host.err();
      assertFalse(again.contains("damaged") || again.contains("vitals.yaml"), again);
      assertEquals(0, host.stop(), host.err());
      System.out.println(
          JDK + ": of 51 requests " + kept + " outlived the kill, and alerts " + before);
    }
    assertEquals(List.of("past-0", "past-operations-0"), names(folder.resolve("history"), "past-"));
  }

  private static void assertIsIntervalLog(HttpResponse<String> log) {
    assertEquals(200, log.statusCode(), log.body());
    assertTrue(log.body().contains("#[Histogram log format version "), log.body());
    // A compressed histogram begins with these letters.
    assertTrue(log.body().contains(",HISTF"), log.body());
  }

  private static void request(HostProcess host, String path, int times) {
    for (int i = 0; i < times; i++) {
      Http.status("GET", host.port(), path, null);
    }
  }

  /** All requests of the route, as history has them. */
  private static long count(AgentApi agent, String metric) {
    Instant from = Instant.now().minus(Duration.ofHours(1));
    HttpResponse<String> answer =
        agent.get("/history?metric=" + metric + "&scope=" + ITEMS + "&step=1m&from=" + from);
    if (answer.statusCode() == 404) {
      // Nothing of it was read yet.
      return 0;
    }
    assertEquals(200, answer.statusCode(), answer.body());
    return Tree.parse(answer.body()).at("data", "points").items().stream()
        .mapToLong(point -> point.whole("count"))
        .sum();
  }

  private static long countInReport(AgentApi agent) {
    for (Tree operation : agent.data("/report?period=1h").at("operations").items()) {
      for (Tree line : operation.at("by_time").items()) {
        if (line.text("scope").equals(ITEMS)) {
          return line.whole("count");
        }
      }
    }
    return 0;
  }

  /** What history calls the durations of requests. */
  private static String metric(AgentApi agent) {
    return agent.data("/report?period=1h").at("operations").items().stream()
        .map(operation -> operation.text("metric"))
        .filter(name -> name.startsWith("http"))
        .findFirst()
        .orElseThrow();
  }

  private static int closed(AgentApi agent) {
    return agent.data("/incidents").at("closed").items().size();
  }

  /** What is remembered of alerts. */
  private static List<String> events(AgentApi agent) {
    return agent.data("/alerts").at("history").items().stream()
        .map(
            event ->
                event.text("timestamp")
                    + ' '
                    + event.text("rule")
                    + ' '
                    + event.text("scope")
                    + ' '
                    + event.text("state"))
        .toList();
  }

  private static String silence(AgentApi agent) {
    HttpResponse<String> answer =
        agent.post(
            "/silences",
            "{\"matchers\":[\"rule=cpu\"],\"duration\":\"2h\",\"comment\":\"load test\"}",
            OPERATOR);
    assertEquals(200, answer.statusCode(), answer.body());
    return Tree.parse(answer.body()).text("id");
  }

  private static List<String> silences(AgentApi agent) {
    return agent.data("/silences").at("silences").items().stream()
        .map(each -> each.text("id"))
        .toList();
  }

  /** Whether so many failures are in the account of the promise that outlives the JVM. */
  private boolean isWrittenDown(int failures) {
    Path file = folder.resolve("history/past-operations-0/promises.json");
    try {
      return Files.exists(file) && Files.readString(file).contains("," + failures + ",");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In percent; 100 while nothing is known of the promise. */
  private static double budgetLeft(AgentApi agent) {
    return agent.data("/sla").at("slas").items().stream()
        .mapToDouble(sla -> sla.number("error_budget_left_percent"))
        .min()
        .orElse(100);
  }

  private static void until(AgentApi agent, BooleanSupplier condition, String problem) {
    assertTrue(
        Poll.slowly(LIMIT, condition),
        () -> problem + ": " + agent.get("/alerts").body() + agent.get("/report").body());
  }

  private static List<String> names(Path directory, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return List.copyOf(
          new TreeSet<>(
              files
                  .filter(Files::isDirectory)
                  .map(path -> path.getFileName().toString())
                  .filter(name -> name.startsWith(prefix))
                  .toList()));
    }
  }

  private String configuration(int port) {
    return """
        service.name: past
        server.port: PORT
        server.users-file: FOLDER/users
        history.directory: FOLDER/history
        thresholds:
          interval: 1s
          window: 3s
        rules:
          - {name: http-error-rate, minimum-count: 4, for: 1s}
          - {name: cpu, enabled: false}
          - {name: container-memory, enabled: false}
        slas:
          - {name: requests, scope: all, availability: 99%, window: 30d}
        """
        .replace("PORT", Integer.toString(port))
        .replace("FOLDER", folder.toString());
  }
}
