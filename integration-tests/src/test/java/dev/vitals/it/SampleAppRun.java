package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.witness.Onlooker;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * One life of the sample application, read from outside: it has no console to be asked through. Its
 * properties come from jcmd, its threads from an {@link Onlooker}, its end is a signal.
 */
final class SampleAppRun {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private SampleAppRun() {}

  static HostRun run(Jdk jdk, HostRun.Door door) {
    try {
      Path folder = Files.createTempDirectory("vitals-shop");
      try {
        return run(jdk, door, folder);
      } finally {
        try (var files = Files.walk(folder)) {
          files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(java.io.File::delete);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static HostRun run(Jdk jdk, HostRun.Door door, Path folder) {
    int metricsPort = Http.freePort();
    // Onlookers come while it runs, of which newer JVMs warn.
    List<String> options = new ArrayList<>(List.of("-XX:+EnableDynamicAgentLoading"));
    options.addAll(HostRun.options(door, metricsPort));
    // What it logs must not depend on how long it lives.
    List<String> arguments = List.of("--shop.restock-every=1h");
    try (SampleApp shop = SampleApp.start(jdk, folder, options, arguments)) {
      List<HostRun.ThreadLine> threads = new ArrayList<>(threads(shop, folder));
      Map<String, Long> sent = drive(shop.port());
      PrometheusText scraped = null;
      if (door != HostRun.Door.NONE) {
        Poll.until(LIMIT, () -> Http.listens(metricsPort));
        assertEquals(
            sent, Poll.expecting(LIMIT, sent, () -> HostRun.recorded(Http.scrape(metricsPort))));
        scraped = Http.scrape(metricsPort);
      }
      Map<String, String> state = properties(jdk, shop);
      // Some threads come and go: two looks see more of them than one.
      threads.addAll(threads(shop, folder));
      int exitCode = shop.terminate();
      return new HostRun(
          sent,
          scraped,
          state,
          threads,
          HostRun.mask(shop.out(), shop.port(), shop.pid()),
          HostRun.mask(shop.err(), shop.port(), shop.pid()),
          exitCode);
    }
  }

  /** A little of everything, one failure with its stack trace in the log among it. */
  private static Map<String, Long> drive(int port) {
    Map<String, Long> sent = new TreeMap<>();
    // The one by which the start was seen.
    sent.put("GET /products 200", 1L);
    for (int product = 1; product <= 4; product++) {
      send(sent, port, "GET", "/products/" + product, "/products/{id}", 200);
    }
    send(sent, port, "GET", "/nothing/here", "/**", 404);
    checkout(sent, port, 200);
    send(sent, port, "PUT", "/faults/errors?on=true", "/faults/{name}", 200);
    // Every second one fails.
    checkout(sent, port, 200);
    checkout(sent, port, 500);
    send(sent, port, "PUT", "/faults/errors?on=false", "/faults/{name}", 200);
    return sent;
  }

  private static void checkout(Map<String, Long> sent, int port, int status) {
    send(sent, port, "POST", "/checkout", "/checkout", status);
    // The shop asks its own supplier, over HTTP.
    sent.merge("GET /supplier/delivery/{productId} 200", 1L, Long::sum);
  }

  private static void send(
      Map<String, Long> sent, int port, String method, String path, String route, int status) {
    int answered = SampleApp.send(method, port, path).statusCode();
    if (answered != status) {
      throw new AssertionError(method + " " + path + " was answered with " + answered);
    }
    sent.merge(method + " " + route + " " + status, 1L, Long::sum);
  }

  private static Map<String, String> properties(Jdk jdk, SampleApp shop) {
    String pid = Long.toString(shop.pid());
    VitalsCommand jcmd =
        VitalsCommand.run(List.of(jdk.tool("jcmd"), pid, "VM.system_properties")).expect(0);
    Properties properties = new Properties();
    try {
      // The first line names the process.
      properties.load(new StringReader(jcmd.output().substring(jcmd.output().indexOf('\n'))));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    Map<String, String> state = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      state.put("property " + name, HostRun.mask(value, shop.port(), shop.pid()));
    }
    return state;
  }

  private static List<HostRun.ThreadLine> threads(SampleApp shop, Path folder) {
    try {
      Path answer = Files.createTempFile(folder, "threads", ".txt");
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(shop.pid()));
      jvm.loadAgent(AgentJar.pack(folder, Onlooker.class).toString(), answer.toString());
      jvm.detach();
      return Files.readAllLines(answer).stream().map(HostRun.ThreadLine::parse).toList();
    } catch (Exception failure) {
      throw new AssertionError("nobody answered", failure);
    }
  }
}
