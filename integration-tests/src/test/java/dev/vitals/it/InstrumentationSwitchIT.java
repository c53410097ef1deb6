package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is switched off by its name is neither woven nor counted, while all else is. Caches other
 * than Caffeine are switched in {@code InstrumentationSwitchTest}.
 */
class InstrumentationSwitchIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int REQUESTS = 3;

  /** Classes as they are without the agent, by JDK and host. */
  private static final Map<String, Map<String, String>> ORIGINALS = new ConcurrentHashMap<>();

  @TempDir static Path folder;

  /** A library that a host uses, its classes, and the metric that counts its use. */
  private enum Library {
    SERVLET("servlet", "http_server_request_duration_seconds_count", "jakarta.servlet."),
    JDK_HTTPSERVER(
        "jdk-httpserver", "http_server_request_duration_seconds_count", "com.sun.net.httpserver."),
    JDBC("jdbc", "db_client_operation_duration_seconds_count", "org.h2."),
    CAFFEINE("caffeine", "cache_gets_total", "com.github.benmanes.caffeine.");

    final String key;
    final String metric;
    final String packages;

    Library(String key, String metric, String packages) {
      this.key = key;
      this.metric = metric;
      this.packages = packages;
    }
  }

  /** What a host that uses several libraries at once must show of each. */
  private record Use(Host host, String path, Map<Library, Long> counts) {
    static final Use BUNDLE =
        new Use(
            Host.OSGI,
            "/stock",
            // A connection, a table and five rows per request, all five read in the first one.
            Map.of(
                Library.SERVLET, 0L + REQUESTS,
                Library.JDBC, 7L * REQUESTS + 5,
                Library.CAFFEINE, 5L * REQUESTS));
    static final Use BUSY =
        new Use(
            Host.BUSY,
            "/literals/5",
            // A connection, a table and five statements.
            Map.of(Library.JDK_HTTPSERVER, 0L + REQUESTS, Library.JDBC, 7L * REQUESTS));
  }

  static Stream<Arguments> oneOff() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, Use.BUNDLE, Library.SERVLET),
                    Arguments.of(jdk, Use.BUNDLE, Library.JDBC),
                    Arguments.of(jdk, Use.BUNDLE, Library.CAFFEINE),
                    Arguments.of(jdk, Use.BUSY, Library.JDK_HTTPSERVER)));
  }

  @ParameterizedTest
  @MethodSource("oneOff")
  void what_is_switched_off_is_neither_woven_nor_counted(Jdk jdk, Use use, Library off) {
    Set<Library> on = new TreeSet<>(use.counts.keySet());
    on.remove(off);
    check(jdk, use, "instrumentation." + off.key + ".enabled=false", on);
  }

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void where_all_is_off_by_default_only_what_is_switched_on_is_woven_and_counted(Jdk jdk) {
    String arguments =
        "instrumentation.default-enabled=false;instrumentation.caffeine.enabled=true";
    Map<String, Double> enabled = check(jdk, Use.BUNDLE, arguments, Set.of(Library.CAFFEINE));

    assertEquals(1.0, enabled.get("caffeine"));
    assertEquals(1.0, enabled.values().stream().mapToDouble(Double::doubleValue).sum());
  }

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void every_name_there_is_can_be_switched_off(Jdk jdk) {
    Map<String, Double> all = check(jdk, Use.BUNDLE, "", Use.BUNDLE.counts.keySet());
    assertTrue(all.size() >= Library.values().length, all.toString());
    assertTrue(all.values().stream().allMatch(value -> value == 1.0), all.toString());

    StringBuilder arguments = new StringBuilder();
    for (String name : all.keySet()) {
      arguments.append("instrumentation.").append(name).append(".enabled=false;");
    }
    Map<String, Double> none = check(jdk, Use.BUNDLE, arguments.toString(), Set.of());

    assertEquals(all.keySet(), none.keySet());
    assertTrue(none.values().stream().allMatch(value -> value == 0.0), none.toString());
    System.out.println(jdk + ": " + none.keySet() + " switched off by name");
  }

  /** Runs the host, compares series and classes, and returns what is said to be on. */
  private static Map<String, Double> check(Jdk jdk, Use use, String arguments, Set<Library> on) {
    Map<String, String> original =
        ORIGINALS.computeIfAbsent(jdk + " " + use.host, key -> original(jdk, use));
    int port = Http.freePort();
    WitnessAgent witness = witness();
    String agent = HostRun.javaagent("port=" + port + ";" + arguments);
    List<String> options = List.of(witness.option(), agent, "-XX:+EnableDynamicAgentLoading");
    try (HostProcess host = HostProcess.start(jdk, use.host, options)) {
      drive(host, use);
      Map<Library, Long> expected = new TreeMap<>();
      Map<Library, Long> counts = use.counts;
      counts.forEach((library, count) -> expected.put(library, on.contains(library) ? count : 0));
      assertTrue(Poll.until(LIMIT, () -> Http.listens(port)), host.err());
      assertEquals(
          expected, Poll.expecting(LIMIT, expected, () -> counted(use, Http.scrape(port))));
      PrometheusText scrape = Http.scrape(port);

      Map<String, String> now = witness.scan(host.pid());
      for (Library library : counts.keySet()) {
        Set<String> woven = new TreeSet<>();
        original.forEach(
            (name, digest) -> {
              if (name.startsWith(library.packages) && !digest.equals(now.get(name))) {
                woven.add(name);
              }
            });
        assertEquals(on.contains(library), !woven.isEmpty(), library + ": " + woven);
        double transformed =
            scrape.sum(
                "vitals_classes_transformed_total",
                sample -> sample.label("instrumentation").equals(library.key));
        assertEquals(on.contains(library), transformed > 0, library + ": " + transformed);
      }
      assertEquals(0, host.stop());
      List<String> said = host.err().lines().filter(line -> line.startsWith("vitals: ")).toList();
      assertEquals(1, said.size(), said.toString());
      Map<String, Double> enabled = new TreeMap<>();
      for (PrometheusText.Sample sample : scrape.named("vitals_instrumentation_enabled")) {
        enabled.put(sample.label("instrumentation"), sample.value());
      }
      return enabled;
    }
  }

  private static Map<String, String> original(Jdk jdk, Use use) {
    WitnessAgent witness = witness();
    List<String> options = List.of(witness.option(), "-XX:+EnableDynamicAgentLoading");
    try (HostProcess host = HostProcess.start(jdk, use.host, options)) {
      drive(host, use);
      return witness.scan(host.pid());
    }
  }

  private static void drive(HostProcess host, Use use) {
    for (int request = 0; request < REQUESTS; request++) {
      assertEquals(200, Http.status("GET", host.port(), use.path, null));
    }
  }

  private static Map<Library, Long> counted(Use use, PrometheusText scrape) {
    Map<Library, Long> counted = new TreeMap<>();
    for (Library library : use.counts.keySet()) {
      counted.put(library, (long) scrape.sum(library.metric));
    }
    return counted;
  }

  private static WitnessAgent witness() {
    List<String> packages = new ArrayList<>();
    for (Library library : Library.values()) {
      packages.add(library.packages);
    }
    return WitnessAgent.pack(folder, packages.toArray(String[]::new));
  }
}
