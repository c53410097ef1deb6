package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A running agent speaks the vocabulary it was told to, and no other. */
class NamingIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource({
    "micrometer, http_server_requests_seconds_count, 'jvm_memory_used_bytes{area=heap},"
        + " jvm_memory_max_bytes{area=heap}, jvm_threads_live_threads{}, jvm_gc_pause_seconds_count{},"
        + " process_uptime_seconds{}, system_cpu_count{}', jvm_thread_count",
    "prometheus, http_server_request_duration_seconds_count, 'jvm_memory_bytes_used{area=heap},"
        + " jvm_memory_used_bytes{area=heap}, jvm_threads_current{},"
        + " jvm_gc_collection_seconds_count{}, process_start_time_seconds{}', jvm_thread_count",
  })
  void the_names_of_dashboards_made_by_others_are_there(
      String naming, String requests, String wanted, String unwanted) {
    int port = Http.freePort();
    String arguments = "quiet=true;port=" + port + ";metrics.naming=" + naming;
    List<String> options = List.of(HostRun.javaagent(arguments));
    try (HostProcess host = HostProcess.start(Jdk.newest(), Host.JDK_HTTP, options)) {
      Map<String, Long> sent = HostContract.of(Host.JDK_HTTP).drive(host.port());
      long all = sent.values().stream().mapToLong(Long::longValue).sum();
      assertTrue(Poll.until(LIMIT, () -> Http.answers(port, "/-/ready")), host::err);
      assertEquals(
          all, Poll.expecting(LIMIT, all, () -> (long) Http.scrape(port).sum(requests)), naming);
      Set<String> missing = Set.of(wanted.split(", *"));
      assertEquals(
          Set.of(),
          Poll.expecting(LIMIT, Set.of(), () -> without(missing, Http.scrape(port))),
          naming);
      assertEquals(List.of(), Http.scrape(port).named(unwanted));
      assertEquals(0, host.stop(), host.err());
    }
  }

  /** Those that have no sample; such as {@code jvm_memory_used_bytes{area=heap}}. */
  private static Set<String> without(Set<String> wanted, PrometheusText scraped) {
    return wanted.stream()
        .filter(
            series -> {
              int brace = series.indexOf('{');
              String labels = series.substring(brace + 1, series.length() - 1);
              return scraped.named(series.substring(0, brace)).stream()
                  .noneMatch(sample -> new TreeMap<>(sample.labels()).toString().contains(labels));
            })
        .collect(Collectors.toSet());
  }
}
