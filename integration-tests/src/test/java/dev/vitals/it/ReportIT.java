package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of the day, in a directory, a real mailbox and a webhook that is down at first. */
class ReportIT {
  private static final Jdk JDK = Jdk.newest();

  /** Up to a minute until it is due, and the time that a machine with much to do takes for it. */
  private static final Duration LIMIT = Duration.ofSeconds(150);

  private static final String ADMIN = "admin-token-of-the-tests";
  private static final String SCOPE = "/items/";
  private static final int REQUESTS = 20;

  /** Not the zone of any machine the tests run on, and off by a quarter of an hour. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");

  @TempDir private Path folder;

  @Test
  void the_report_of_the_day_arrives_everywhere_once() throws IOException {
    int port = Http.freePort();
    Path file = Files.writeString(folder.resolve("vitals.yaml"), configuration(port));
    Files.writeString(folder.resolve("users"), "token ada admin " + ADMIN + "\n");
    AgentApi agent = new AgentApi(port);
    try (Mailbox mailbox = Mailbox.start("ops@example.com");
        Hook hook = new Hook(503);
        HostProcess host =
            HostProcess.start(JDK, Host.JDK_HTTP, List.of(HostRun.javaagent("config=" + file)))) {
      agent.ready();
      for (int i = 0; i < REQUESTS; i++) {
        Http.status("GET", host.port(), SCOPE + i, null);
      }
      until(() -> count(agent.data("/report?period=1h")) == REQUESTS, "no requests", host);

      ZonedDateTime due = soon();
      String reports = reports(due, mailbox.port(), hook.port());
      Files.writeString(file, configuration(port) + reports);
      String lines = reload(agent);
      assertFalse(lines.contains("vitals.yaml:"), lines);

      String day = due.toLocalDate().toString();
      Path written = folder.resolve("reports/daily-reports-0/report-" + day + ".json");
      until(() -> Files.exists(written), "no file", host);
      assertFalse(ZonedDateTime.now(ZONE).isBefore(due), "it came before its time");
      String report = Files.readString(written);
      Tree document = Tree.parse(report);
      assertEquals("success", document.text("status"), report);
      assertEquals("24h", document.at("data").text("period"));
      assertEquals(REQUESTS, count(document.at("data")), report);

      String subject = "[REPORT] " + day + " on daily (daily-1)";
      until(() -> !mailbox.subjects().isEmpty(), "no mail", host);
      String page = mailbox.page(0);
      assertTrue(page.contains("<h1>Performance of daily</h1>"), page);
      assertTrue(page.contains("<td>" + SCOPE + "</td>"), page);

      // The first attempt was answered 503.
      until(() -> hook.requests.size() == 2, "no request", host);
      for (Request request : hook.requests) {
        assertEquals(day, request.report());
        assertEquals("application/json; charset=utf-8", request.contentType());
        assertEquals(report, request.body());
      }
      until(() -> counted(port, "receiver", "success") == 2, "no count", host);
      assertEquals(1, counted(port, "receiver", "failure"));
      assertEquals(1, counted(port, "directory", "success"));

      // The same settings again make nothing due again.
      String again = reload(agent);
      assertFalse(again.contains("vitals.yaml:"), again);
      until(() -> passed(due), "no time", host);
      assertEquals(List.of(subject), mailbox.subjects());
      assertEquals(2, hook.requests.size());
      assertEquals(0, counted(port, "directory", "failure"));
      assertEquals(0, counted(port, "receiver", "lost"));
      assertEquals(0, host.stop(), host.err());
      assertFalse(host.err().contains("reports"), host.err());
      System.out.println(
          JDK
              + ": due at "
              + due.toOffsetDateTime()
              + ", "
              + report.length()
              + " characters in "
              + folder.relativize(written)
              + ", mail '"
              + subject
              + "', webhook after "
              + hook.requests.size()
              + " attempts");
    }
  }

  /** A full minute, far enough away that the settings are read before. */
  private static ZonedDateTime soon() {
    return ZonedDateTime.now(ZONE).plusSeconds(15).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
  }

  /** Long enough after it that the agent has looked at the clock several times. */
  private static boolean passed(ZonedDateTime due) {
    return ZonedDateTime.now(ZONE).isAfter(due.plusSeconds(20));
  }

  private static long count(Tree report) {
    for (Tree operation : report.at("operations").items()) {
      for (Tree line : operation.at("by_time").items()) {
        if (line.text("scope").equals(SCOPE)) {
          return line.whole("count");
        }
      }
    }
    return 0;
  }

  private static long counted(int port, String destination, String result) {
    return Http.scrape(port)
        .by("vitals_reports_total", "destination", "result")
        .getOrDefault(destination + ' ' + result, -1L);
  }

  private static String reload(AgentApi agent) {
    HttpResponse<String> answer = agent.post("/reload", "{}", ADMIN);
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  private static void until(BooleanSupplier condition, String problem, HostProcess host) {
    assertTrue(Poll.slowly(LIMIT, condition), () -> problem + ": " + host.err());
  }

  private String configuration(int port) {
    return """
        service: {name: daily, instance-id: daily-1}
        server.port: PORT
        server.users-file: FOLDER/users
        history.directory: FOLDER/history
        log.file: FOLDER/log
        thresholds.interval: 1s
        """
        .replace("PORT", Integer.toString(port))
        .replace("FOLDER", folder.toString());
  }

  private String reports(ZonedDateTime due, int mailPort, int hookPort) {
    return """
        reports:
          at: "HOUR:MINUTE"
          time-zone: ZONE
          format: json
          directory: FOLDER/reports
          receivers: [ops, archive]
        receivers:
          - name: ops
            type: email
            email: {host: 127.0.0.1, port: MAIL, from: vitals@example.com, to: ops@example.com}
          - {name: archive, type: webhook, url: "http://127.0.0.1:HOOK/reports"}
        # Nobody is told of alerts.
        routes: []
        """
        .replace("HOUR", String.format("%02d", due.getHour()))
        .replace("MINUTE", String.format("%02d", due.getMinute()))
        .replace("ZONE", ZONE.getId())
        .replace("FOLDER", folder.toString())
        .replace("MAIL", Integer.toString(mailPort))
        .replace("HOOK", Integer.toString(hookPort));
  }

  /** What the webhook was sent. */
  private record Request(String report, String contentType, String body) {}

  /** Somebody who takes webhooks, but for the first. */
  private static final class Hook implements AutoCloseable {
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final int firstStatus;

    Hook(int firstStatus) throws IOException {
      this.firstStatus = firstStatus;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/reports", this::answer);
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isFirst = requests.isEmpty();
        requests.add(
            new Request(
                exchange.getRequestHeaders().getFirst("X-Vitals-Report"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body));
        exchange.sendResponseHeaders(isFirst ? firstStatus : 204, -1);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
