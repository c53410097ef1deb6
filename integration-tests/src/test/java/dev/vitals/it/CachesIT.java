package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real libraries and a real Redis in a real host, used by many threads at once: what the
 * application and the library counted is what the agent counted, of caches that were there before
 * it too.
 */
class CachesIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long MOST_DYING = 20;

  /** Where the counts stand in the exposition: metric and value of the label {@code result}. */
  private static final Map<String, List<String>> COUNTERS =
      Map.of(
          "hits", List.of("cache_gets_total", "hit"),
          "misses", List.of("cache_gets_total", "miss"),
          "puts", List.of("cache_puts_total", ""),
          "removals", List.of("vitals_cache_removals_total", ""),
          "evictions", List.of("cache_evictions_total", ""),
          "loads", List.of("cache_load_total", "success"),
          "failures", List.of("cache_load_total", "failure"),
          "timed", List.of("vitals_cache_load_duration_seconds_count", ""));

  private static LocalRedis redis;

  private enum Door {
    PREMAIN,
    ATTACH
  }

  /** A series of the exposition. */
  private record Series(String system, String level, String cache) {
    static Series of(PrometheusText.Sample sample) {
      return new Series(
          sample.label("cache_system"), sample.label("cache_level"), sample.label("cache"));
    }
  }

  static Stream<Arguments> doors() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of(Door.values()).map(door -> Arguments.of(jdk, door)));
  }

  @BeforeAll
  static void start() throws Exception {
    redis = new LocalRedis();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void what_application_and_library_counted_is_what_is_counted(Jdk jdk, Door door)
      throws Exception {
    int port = Http.freePort();
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xverify:all", "-XX:+EnableDynamicAgentLoading", "-Dredis.port=" + redis.port()));
    if (door == Door.PREMAIN) {
      options.add(HostRun.javaagent(Integer.toString(port)));
    }
    try (HostProcess host = HostProcess.start(jdk, Host.CACHES, options)) {
      List<String> caches = host.ask("caches");
      for (String cache : caches) {
        host.ask("warm " + cache);
      }
      if (door == Door.ATTACH) {
        String pid = Long.toString(host.pid());
        VitalsCommand.run(jdk, "attach", pid, Integer.toString(port)).expect(0);
      }
      assertTrue(Poll.until(LIMIT, () -> isReady(port)), host::err);
      for (String load :
          jdk.feature() >= 21 ? List.of("platform", "virtual") : List.of("platform")) {
        for (String cache : caches) {
          use(host, load, cache, port, door);
        }
      }
      sizes(host, port);
      assertEquals(0.0, Http.scrape(port).sum("vitals_objects_refused_total"));
      assertEquals(0.0, Http.scrape(port).sum("vitals_instrumentation_errors_total"));
      assertEquals(0, host.stop(), host::err);
    }
  }

  private static void use(HostProcess host, String load, String cache, int port, Door door) {
    Map<Series, Map<String, Long>> before = counts(port);
    List<String> answer = host.ask(load + " " + cache);
    Map<String, Long> application = parse(answer.get(0));
    application.put("timed", application.get("loads") + application.get("failures"));
    application.values().removeIf(count -> count == 0L);

    String what = load + " " + cache;
    boolean caffeine = systemOf(cache).equals("caffeine");
    Poll.until(LIMIT, () -> isSeen(application, caffeine, since(before, counts(port)).values()));
    List<Map<String, Long>> counted = List.copyOf(since(before, counts(port)).values());
    assertEquals(1, counted.size(), what);
    assertEquals(
        caffeine ? withDying(application, counted.get(0)) : application, counted.get(0), what);
    parse(answer.get(1))
        .forEach(
            (count, expected) ->
                assertEquals(expected, counted.get(0).getOrDefault(count, 0L), what + " " + count));
    Series series = since(before, counts(port)).keySet().iterator().next();
    assertTrue(isNameOf(cache, series, door), what + " is shown as " + series);
  }

  private static boolean isSeen(
      Map<String, Long> application, boolean caffeine, Collection<Map<String, Long>> counted) {
    return counted.size() == 1
        && counted.stream()
            .allMatch(each -> each.equals(caffeine ? withDying(application, each) : application));
  }

  /**
   * Caffeine counts a hit for an entry that another thread drops while it is read, and answers
   * null.
   */
  private static Map<String, Long> withDying(
      Map<String, Long> application, Map<String, Long> counted) {
    long dying = counted.getOrDefault("hits", 0L) - application.get("hits");
    Map<String, Long> expected = new TreeMap<>(application);
    if (dying > 0 && dying <= MOST_DYING) {
      expected.merge("hits", dying, Long::sum);
      expected.merge("misses", -dying, Long::sum);
    }
    return expected;
  }

  private static boolean isNameOf(String cache, Series series, Door door) {
    if (systemOf(cache).equals("redis")) {
      return series.equals(new Series("redis", "l2", "127.0.0.1:" + redis.port()));
    }
    String system = systemOf(cache);
    boolean unmanaged = cache.startsWith("caffeine-") || cache.startsWith("guava-");
    String name =
        !unmanaged
            ? cache
            : door == Door.PREMAIN ? "com\\.example\\.host\\.\\w+Store:\\d+" : system + "-\\d+";
    return series.system().equals(system)
        && series.level().equals("l1")
        && series.cache().matches(name);
  }

  /** The library that holds the entries. */
  private static String systemOf(String cache) {
    return switch (cache) {
      case "jedis", "lettuce" -> "redis";
      case "spring-map" -> "spring";
      case "spring-caffeine" -> "caffeine";
      case "jcache-ehcache-with", "jcache-ehcache-without" -> "ehcache";
      default -> cache.substring(0, cache.indexOf('-'));
    };
  }

  /** Caches that were built in the same place are shown as their sum. */
  private static void sizes(HostProcess host, int port) {
    Map<String, Long> expected = new TreeMap<>();
    for (String line : host.ask("sizes")) {
      String cache = line.substring(0, line.indexOf(' '));
      long size = Long.parseLong(line.substring(line.indexOf(' ') + 1));
      if (size >= 0L) {
        expected.merge(systemOf(cache), size, Long::sum);
      }
    }
    assertEquals(4, expected.size());
    assertEquals(
        expected,
        Poll.expecting(LIMIT, expected, () -> Http.scrape(port).by("cache_size", "cache_system")));
  }

  private static Map<Series, Map<String, Long>> counts(int port) {
    PrometheusText scrape = Http.scrape(port);
    Map<Series, Map<String, Long>> counts = new HashMap<>();
    COUNTERS.forEach(
        (count, where) -> {
          for (PrometheusText.Sample sample : scrape.named(where.get(0))) {
            if (sample.label("result").equals(where.get(1))) {
              counts
                  .computeIfAbsent(Series.of(sample), series -> new TreeMap<>())
                  .put(count, (long) sample.value());
            }
          }
        });
    return counts;
  }

  /** What grew, by series. */
  private static Map<Series, Map<String, Long>> since(
      Map<Series, Map<String, Long>> before, Map<Series, Map<String, Long>> now) {
    Map<Series, Map<String, Long>> grown = new HashMap<>();
    now.forEach(
        (series, counts) ->
            counts.forEach(
                (count, value) -> {
                  long more = value - before.getOrDefault(series, Map.of()).getOrDefault(count, 0L);
                  if (more != 0L) {
                    grown.computeIfAbsent(series, added -> new TreeMap<>()).put(count, more);
                  }
                }));
    return grown;
  }

  /** A word and then counts, each {@code name=value}. */
  private static Map<String, Long> parse(String line) {
    Map<String, Long> counts = new TreeMap<>();
    String[] parts = line.split(" ");
    for (int i = 1; i < parts.length; i++) {
      String[] count = parts[i].split("=");
      counts.put(count[0], Long.parseLong(count[1]));
    }
    return counts;
  }

  private static boolean isReady(int port) {
    try {
      return Http.status("GET", port, "/-/ready", null) == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }
}
