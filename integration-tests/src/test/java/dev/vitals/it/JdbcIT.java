package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real drivers in a real host: what the client called is what the agent counted. */
class JdbcIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int RUNS = 3;
  private static final String COUNT = "db_client_operation_duration_seconds_count";
  private static final Map<String, String> DATABASES =
      Map.of(
          "h2", "h2database plain",
          "h2 pooled", "h2database pooled",
          "hsqldb", "hsqldb plain",
          "derby", "derby plain",
          "sqlite", "sqlite plain",
          "postgres", "postgresql plain",
          "postgres pooled", "postgresql pooled");
  private static final Map<String, Long> SCRIPT =
      Map.of(
          "CREATE TABLE orders|", 1L,
          "INSERT orders|", 5L,
          "UPDATE orders|", 4L,
          "SELECT missing|", 2L,
          "SELECT orders|", 7L,
          "BATCH INSERT orders|BATCH", 2L,
          "DELETE orders|", 4L,
          "|commit", 3L,
          "|rollback", 1L,
          "DROP TABLE orders|", 1L);

  /** Commits that a driver makes itself, through its own commit(), when auto-commit is switched. */
  private static final Map<String, Long> SWITCH_COMMITS =
      Map.of("h2database", 1L, "postgresql", 1L, "derby", 2L);

  private enum Door {
    PREMAIN,
    ATTACH
  }

  static Stream<Arguments> doors() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of(Door.values()).map(door -> Arguments.of(jdk, door)));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void what_the_client_called_is_what_is_counted(Jdk jdk, Door door) throws Exception {
    int port = Http.freePort();
    List<String> options =
        new ArrayList<>(List.of("-Xverify:all", "-XX:+EnableDynamicAgentLoading"));
    if (door == Door.PREMAIN) {
      options.add("-javaagent:" + HostProcess.vitalsJar() + "=" + port);
    }
    try (HostProcess host = HostProcess.start(jdk, Host.JDBC, options)) {
      try {
        if (door == Door.ATTACH) {
          attach(jdk, host.pid(), port);
        }
        check(host, port, door);
      } finally {
        stop(host);
      }
    }
  }

  private static void check(HostProcess host, int port, Door door) {
    Map<String, Long> expected = new TreeMap<>();
    List<String> ran = List.of();
    for (int run = 0; run < RUNS; run++) {
      ran = host.ask("run");
      for (String line : ran) {
        int space = line.lastIndexOf(' ');
        String database = DATABASES.get(line.substring(0, space));
        long calls = 0;
        for (Map.Entry<String, Long> entry : SCRIPT.entrySet()) {
          expected.merge(database + "|" + entry.getKey(), entry.getValue(), Long::sum);
          calls += entry.getValue();
        }
        assertEquals(Long.parseLong(line.substring(space + 1)), calls, line);
        String system = database.substring(0, database.indexOf(' '));
        expected.merge(database + "||commit", SWITCH_COMMITS.getOrDefault(system, 0L), Long::sum);
      }
    }
    int connects = 3 * host.ask("connect").size();
    if (ran.size() < DATABASES.size()) {
      System.err.println("SKIPPED PostgreSQL: " + host.out());
    }

    Map<String, Long> counted = Poll.expecting(LIMIT, expected, () -> counted(port));
    assertEquals(lines(expected), lines(counted));
    PrometheusText scrape = Http.scrape(port);
    double connected =
        scrape.sum(
            COUNT,
            sample ->
                sample.label("db_operation_name").equals("connect")
                    && sample.label("db_namespace").equals("plain"));
    // Through the first door the connections of the start are seen as well.
    double atStart = door == Door.PREMAIN ? connects / 3.0 : 0;
    assertEquals(connects + atStart, connected);
    failures(scrape, ran.size());
    assertFalse(scrape.toString().contains("canary"), "a literal survived");
    assertEquals(0.0, scrape.sum("vitals_events_dropped_total"));
    assertEquals(0, host.stop());
  }

  /** A host that is killed would leave its PostgreSQL behind. */
  private static void stop(HostProcess host) {
    if (host.isAlive()) {
      host.stop();
    }
  }

  private static void failures(PrometheusText scrape, int databases) {
    long failed = 0;
    for (PrometheusText.Sample sample : scrape.named(COUNT)) {
      if (!sample.label("error_type").isEmpty()) {
        assertEquals("SELECT missing", sample.label("db_query_summary"));
        failed += (long) sample.value();
      }
    }
    assertEquals(2L * RUNS * databases, failed);
  }

  private static String lines(Map<String, Long> counts) {
    StringBuilder text = new StringBuilder();
    counts.forEach((key, count) -> text.append(key).append('=').append(count).append('\n'));
    return text.toString();
  }

  /**
   * Of the databases of the script: system namespace|summary|operation. Without connects, and
   * without the empty text by which PostgreSQL's driver finds out for a pool whether it is alive.
   */
  private static Map<String, Long> counted(int port) {
    Map<String, Long> counts = new TreeMap<>();
    for (PrometheusText.Sample sample : Http.scrape(port).named(COUNT)) {
      String database = sample.label("db_system_name") + " " + sample.label("db_namespace");
      if (DATABASES.containsValue(database)
          && !sample.label("db_operation_name").equals("connect")
          && !(sample.label("db_query_summary") + sample.label("db_operation_name")).isEmpty()) {
        counts.merge(
            database
                + "|"
                + sample.label("db_query_summary")
                + "|"
                + sample.label("db_operation_name"),
            (long) sample.value(),
            Long::sum);
      }
    }
    return counts;
  }

  private static void attach(Jdk jdk, long pid, int port) throws IOException, InterruptedException {
    Process attach =
        new ProcessBuilder(
                jdk.java(),
                "-jar",
                HostProcess.vitalsJar().toString(),
                "attach",
                Long.toString(pid),
                Integer.toString(port))
            .redirectErrorStream(true)
            .start();
    String said = new String(attach.getInputStream().readAllBytes());
    assertEquals(0, attach.waitFor(), said);
    assertTrue(
        Poll.until(
            LIMIT,
            () -> {
              try {
                return Http.status("GET", port, "/-/ready", null) == 200;
              } catch (java.io.UncheckedIOException notYet) {
                return false;
              }
            }),
        said);
  }
}
