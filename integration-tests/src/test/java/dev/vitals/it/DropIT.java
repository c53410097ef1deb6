package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A consumer that stands still costs events, never requests, and every lost event is counted. */
class DropIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CAPACITY = 1_024;
  private static final int CLIENTS = 4;
  private static final int ROUNDS = 2;
  private static final int REQUESTS = 1_500;
  private static final int STATEMENTS = 10_000;

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void produced_is_accepted_plus_dropped_when_the_aggregator_stands_still(Jdk jdk)
      throws Exception {
    int metrics = Http.freePort();
    int debugger = Http.freePort();
    List<String> options =
        List.of(
            Wire.NO_DELAY,
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:"
                + debugger,
            "-javaagent:"
                + HostProcess.vitalsJar()
                + "=quiet=true;queue.capacity="
                + CAPACITY
                + ";port="
                + metrics);
    try (HostProcess process = HostProcess.start(jdk, Host.BUSY, options)) {
      assertTrue(Poll.until(LIMIT, () -> Http.listens(metrics)), process.err());
      VirtualMachine jvm = attach(debugger);
      ThreadReference aggregator =
          jvm.allThreads().stream()
              .filter(thread -> thread.name().equals("vitals-aggregator"))
              .findFirst()
              .orElseThrow();
      for (int round = 0; round < ROUNDS; round++) {
        aggregator.suspend();
        burst(process.port());
        aggregator.resume();
        // And once while it runs, so that both ways stand beside each other.
        burst(process.port());
      }
      jvm.dispose();

      long requests = 2L * ROUNDS * CLIENTS * (REQUESTS + 1);
      // Each request with statements connects and makes its table first.
      long operations = 2L * ROUNDS * CLIENTS * (STATEMENTS + 2);
      Map<String, Long> produced = Map.of("http_server", requests, "db_client", operations);
      assertEquals(
          produced,
          Poll.expecting(
              LIMIT, produced, () -> of(Http.scrape(metrics), "vitals_events_produced_total")));

      PrometheusText scraped = Http.scrape(metrics);
      Map<String, Long> accepted = of(scraped, "vitals_events_accepted_total");
      Map<String, Long> dropped = of(scraped, "vitals_events_dropped_total");
      for (String type : produced.keySet()) {
        assertTrue(dropped.get(type) > 0, type + " dropped none");
        assertTrue(accepted.get(type) > 0, type + " accepted none");
        assertEquals(produced.get(type), accepted.get(type) + dropped.get(type), type);
      }
      assertEquals(accepted, of(scraped, "vitals_events_aggregated_total"));
      assertEquals(
          accepted,
          Map.of(
              "http_server",
              (long) scraped.sum("http_server_request_duration_seconds_count"),
              "db_client",
              (long) scraped.sum("db_client_operation_duration_seconds_count")));
      System.out.println(
          jdk + ": produced " + produced + " accepted " + accepted + " dropped " + dropped);
    }
  }

  /** All clients at once; every request is answered. */
  private static void burst(int port) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> bursts = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        bursts.add(
            clients.submit(
                () -> {
                  try (Wire wire = new Wire(port)) {
                    for (int request = 0; request < REQUESTS; request++) {
                      assertEquals(200, wire.get("/hello"));
                    }
                    assertEquals(200, wire.get("/literals/" + STATEMENTS));
                  }
                  return null;
                }));
      }
      for (Future<?> each : bursts) {
        each.get();
      }
    } finally {
      clients.shutdown();
    }
  }

  private static Map<String, Long> of(PrometheusText scraped, String name) {
    Map<String, Long> counts = scraped.by(name, "type");
    counts.keySet().retainAll(List.of("http_server", "db_client"));
    return counts;
  }

  private static VirtualMachine attach(int port) throws Exception {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    return connector.attach(arguments);
  }
}
