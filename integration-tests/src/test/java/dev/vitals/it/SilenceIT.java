package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A host under the agent says, shows and is what it would be without it. */
class SilenceIT {
  /** The JVM's own doing with a -javaagent jar. */
  private static final Set<String> CHANGED_BY_THE_JVM = Set.of("property java.class.path");

  /** What the JDK's HTTP server starts beside the threads that we give it. */
  private static final Set<String> JDK_SERVER_THREADS =
      Set.of("HTTP-Dispatcher", "idle-timeout-task");

  /** What the JVM makes of SIGTERM, by which the sample application ends. */
  private static final int TERMINATED = 128 + 15;

  static Stream<Arguments> hosts() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.concat(Host.web().stream(), Stream.of(Host.SAMPLE_APP))
                    .map(host -> Arguments.of(jdk, host)));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void output_and_exit_code_are_those_of_a_run_without_the_agent(Jdk jdk, Host host) {
    HostRun plain = HostRun.of(jdk, host, HostRun.Door.NONE);
    HostRun watched = HostRun.of(jdk, host, HostRun.Door.PREMAIN);

    assertEquals(host == Host.SAMPLE_APP ? TERMINATED : 0, plain.exitCode());
    assertAll(
        () -> assertEquals(plain.out(), watched.out()),
        () -> assertEquals(plain.err(), watched.err()),
        () -> assertEquals(plain.exitCode(), watched.exitCode()));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void the_state_of_the_jvm_is_that_of_a_run_without_the_agent(Jdk jdk, Host host) {
    Map<String, String> plain = HostRun.of(jdk, host, HostRun.Door.NONE).state();
    Map<String, String> watched = HostRun.of(jdk, host, HostRun.Door.PREMAIN).state();

    assertTrue(plain.containsKey("property java.class.path"));
    assertEquals(Set.of(), differences(plain, watched));
  }

  /** Some sources are read for the first time only when the host has been running for a while. */
  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void the_properties_stay_when_every_source_has_been_read(Jdk jdk) {
    int port = Http.freePort();
    String agent = HostRun.javaagent("quiet=true;port=" + port);
    Set<String> plain;
    try (HostProcess process = HostProcess.start(jdk, Host.JDK_HTTP, List.of())) {
      plain = properties(process);
    }
    try (HostProcess process = HostProcess.start(jdk, Host.JDK_HTTP, List.of(agent))) {
      assertTrue(
          Poll.until(
              Duration.ofSeconds(60),
              () -> Http.listens(port) && Http.scrape(port).sum("system_disk_io_bytes_total") > 0));
      assertEquals(plain, properties(process));
    }
  }

  private static Set<String> properties(HostProcess process) {
    return process.ask("state").stream()
        .filter(line -> line.startsWith("property ") && !line.contains(" java.class.path="))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void the_agents_threads_are_few_named_daemons_without_a_context_loader(Jdk jdk, Host host) {
    HostRun plain = HostRun.of(jdk, host, HostRun.Door.NONE);
    HostRun watched = HostRun.of(jdk, host, HostRun.Door.PREMAIN);

    List<HostRun.ThreadLine> ours =
        watched.threads().stream().filter(HostRun.ThreadLine::isOurs).toList();
    assertTrue(ours.stream().anyMatch(thread -> thread.name().equals("vitals-aggregator")));
    for (HostRun.ThreadLine thread : ours) {
      assertTrue(thread.daemon(), thread.toString());
      assertEquals("null", thread.contextLoader(), thread.toString());
    }
    assertTrue(
        ours.stream().filter(thread -> !thread.name().startsWith("vitals-http")).count() <= 4,
        ours.toString());
    Set<String> added = names(watched);
    added.removeAll(names(plain));
    added.removeIf(name -> name.startsWith("vitals-"));
    assertTrue(JDK_SERVER_THREADS.containsAll(added), added.toString());
  }

  /** What the two do not have in common: the whole of both is too much to read. */
  private static Set<String> differences(Map<String, String> plain, Map<String, String> watched) {
    Set<String> differences = new TreeSet<>();
    plain.forEach((key, value) -> note(differences, "alone   ", key, value, watched));
    watched.forEach((key, value) -> note(differences, "watched ", key, value, plain));
    return differences;
  }

  private static void note(
      Set<String> into, String whose, String key, String value, Map<String, String> other) {
    if (!CHANGED_BY_THE_JVM.contains(key) && !value.equals(other.get(key))) {
      into.add(whose + key + "=" + value);
    }
  }

  /** Thread names without the numbers that say how busy a pool was, and without addresses. */
  private static Set<String> names(HostRun run) {
    return run.threads().stream()
        .map(thread -> thread.name().replaceAll("[@-][0-9a-f]{4,}", "HASH").replaceAll("\\d+", "N"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
