package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.Json;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.host.ThreadDump;
import dev.vitals.judge.Evidence;
import dev.vitals.operate.Bundles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a bundle tells, and how much at most. */
class BundleDocumentTest {
  private static final double UNKNOWN = Double.NaN;

  private final World world = World.shop();

  @Test
  void it_tells_the_alerts_of_its_incident_and_the_numbers_as_the_metrics_tell_them() {
    Map<?, ?> bundle = bundle(World.threads());
    assertEquals("mi9z1k-1", bundle.get("incident"));
    assertEquals("2026-11-21T15:00:00Z", bundle.get("opened_at"));
    assertEquals("2026-11-21T15:00:05Z", bundle.get("captured_at"));
    List<?> alerts = (List<?>) bundle.get("alerts");
    assertEquals("http-latency-p95", ((Map<?, ?>) alerts.get(0)).get("rule"));
    assertEquals(world.data("/metrics?top=11"), bundle.get("metrics"));
    assertEquals(List.of(), ((Map<?, ?>) read(world.bundle("other-1"))).get("alerts"));
  }

  @Test
  void the_slowest_and_the_failing_have_lists_of_their_own() {
    List<OperationWindow> operations = new ArrayList<>();
    operations.add(request(OperationWindow.ALL, 1_000, 12, 0.2));
    operations.add(request("/busy", 900, 0, 0.01));
    operations.add(request("/slow", 10, 2, 5));
    operations.add(request("/failing", 50, 10, 0.3));
    operations.add(request("/unknown", 3, 0, UNKNOWN));
    Evidence seen = World.evidence();
    Evidence evidence =
        new Evidence(
            World.NOW,
            List.of(new Evidence.Windows(60_000, operations, List.of())),
            seen.resources());
    world.standing = World.standing(evidence, List.of(), List.of(), List.of());
    Map<?, ?> bundle = bundle(World.threads());
    List<String> slowest = List.of("(all)", "/slow", "/failing", "/busy", "/unknown");
    assertEquals(slowest, scopes(bundle, "slowest"));
    assertEquals(List.of("(all)", "/failing", "/slow"), scopes(bundle, "failing"));
    assertEquals(List.of(), ((Map<?, ?>) bundle.get("failing")).get("database"));
  }

  @Test
  void threads_that_do_the_same_stand_together_and_those_that_tell_most_come_first() {
    Map<?, ?> threads = (Map<?, ?>) bundle(World.threads()).get("threads");
    assertEquals(6L, threads.get("count"));
    assertEquals(6L, threads.get("shown"));
    assertEquals(0L, threads.get("deadlocked_count"));
    List<?> groups = (List<?>) threads.get("groups");
    List<String> names =
        groups.stream()
            .map(group -> ((Map<?, ?>) group).get("names"))
            .map(Object::toString)
            .toList();
    assertEquals(
        List.of("[exec-2, exec-3]", "[exec-1]", "[main]", "[timer]", "[vitals-host]"), names);
    assertEquals(
        Map.of(
            "state",
            "blocked",
            "count",
            2L,
            "names",
            List.of("exec-2", "exec-3"),
            "waits_for",
            "java.lang.Object@1f",
            "held_by",
            "exec-1",
            "stack",
            List.of("com.example.Checkout.total(Checkout.java:42)")),
        groups.get(0));
  }

  @Test
  void a_deadlock_comes_before_all_else() {
    List<ThreadDump.Facts> facts = new ArrayList<>(World.threads().threads());
    facts.add(World.thread(11, "a", Thread.State.WAITING, "l@1", 12, "b"));
    facts.add(World.thread(12, "b", Thread.State.WAITING, "l@2", 11, "a"));
    Map<?, ?> threads = (Map<?, ?>) bundle(new ThreadDump(8, facts)).get("threads");
    assertEquals(2L, threads.get("deadlocked_count"));
    assertEquals(List.of("a", "b"), threads.get("deadlocked"));
    assertEquals(List.of("a"), ((Map<?, ?>) ((List<?>) threads.get("groups")).get(0)).get("names"));
  }

  @Test
  void however_much_there_is_it_fits_and_the_least_telling_is_left_out() {
    List<ThreadDump.Facts> facts = new ArrayList<>();
    for (int number = 0; number < 400; number++) {
      List<String> stack = new ArrayList<>();
      for (int call = 0; call < 50; call++) {
        stack.add(number + " " + "<".repeat(295));
      }
      Thread.State state = number == 399 ? Thread.State.BLOCKED : Thread.State.WAITING;
      facts.add(new ThreadDump.Facts(number, "t" + number, state, "", -1, "", stack));
    }
    String text = text(new ThreadDump(9_000, facts));
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= Bundles.MOST_BYTES, bytes + " bytes");
    assertTrue(bytes > Bundles.MOST_BYTES / 2, bytes + " bytes");
    Map<?, ?> threads = (Map<?, ?>) read(text).get("threads");
    assertEquals(9_000L, threads.get("count"));
    List<?> groups = (List<?>) threads.get("groups");
    assertEquals((long) groups.size(), threads.get("shown"));
    assertTrue(groups.size() > 0 && groups.size() < 10, groups.size() + " groups");
    assertEquals("blocked", ((Map<?, ?>) groups.get(0)).get("state"));
  }

  @Test
  void of_many_threads_that_do_the_same_twenty_are_named() {
    List<ThreadDump.Facts> facts = new ArrayList<>();
    for (int number = 0; number < 300; number++) {
      facts.add(World.thread(number, "exec-" + number, Thread.State.WAITING, "queue@1", -1, ""));
    }
    Map<?, ?> threads = (Map<?, ?>) bundle(new ThreadDump(300, facts)).get("threads");
    Map<?, ?> group = (Map<?, ?>) ((List<?>) threads.get("groups")).get(0);
    assertEquals(300L, group.get("count"));
    assertEquals(300L, threads.get("shown"));
    assertEquals(20, ((List<?>) group.get("names")).size());
  }

  @Test
  void where_the_jvm_does_not_tell_of_threads_the_rest_is_there() {
    String text =
        BundleDocument.of(
            World.ABOUT,
            "mi9z1k-1",
            world.standing,
            () -> world.snapshot,
            () -> {
              throw new NoClassDefFoundError("java/lang/management/ManagementFactory");
            },
            World.NOW);
    assertNull(read(text).get("threads"));
    assertEquals("shop", read(text).get("service"));
  }

  private Map<?, ?> bundle(ThreadDump threads) {
    return read(text(threads));
  }

  private String text(ThreadDump threads) {
    return BundleDocument.of(
        World.ABOUT,
        "mi9z1k-1",
        world.standing,
        () -> world.snapshot,
        () -> threads,
        World.NOW + 5_000);
  }

  private static Map<?, ?> read(String text) {
    return (Map<?, ?>) Json.read(text);
  }

  private static List<String> scopes(Map<?, ?> bundle, String list) {
    List<String> scopes = new ArrayList<>();
    for (Object each : (List<?>) ((Map<?, ?>) bundle.get(list)).get("http")) {
      scopes.add((String) ((Map<?, ?>) each).get("scope"));
    }
    return scopes;
  }

  private static OperationWindow request(String route, long count, long errors, double p95) {
    return new OperationWindow(
        OperationWindow.Kind.HTTP_SERVER,
        route,
        60,
        count,
        errors,
        p95,
        p95,
        p95,
        p95,
        p95,
        0.01,
        0.01,
        p95);
  }
}
