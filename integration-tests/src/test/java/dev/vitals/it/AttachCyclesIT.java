package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** To attach and detach again and again while the host serves leaves nothing that adds up. */
class AttachCyclesIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String DURATION_COUNT = "http_server_request_duration_seconds_count";
  private static final int FIRST_CYCLES = 3;
  private static final int CYCLES = 20;
  private static final long HEAP_TOLERANCE_KIBIBYTES = 1_024;

  /** What the JDK loads late, such as generated accessors; ours are over a thousand per attach. */
  private static final long CLASSES_TOLERANCE = 100;

  /** One old version of Tomcat's Request, kept in every cycle, would be four times as much. */
  private static final long METASPACE_TOLERANCE_KIBIBYTES = 512;

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void twenty_cycles_under_load_leave_heap_and_metaspace_flat(Jdk jdk) {
    // Without the compiler that needs profiles: those of the JDK's own methods are metaspace too.
    List<HostMemory> looks = cycle(jdk, "-XX:TieredStopAtLevel=1");
    assertFlat(looks, HostMemory::heapKibibytes, HEAP_TOLERANCE_KIBIBYTES);
    assertFlat(looks, HostMemory::classes, CLASSES_TOLERANCE);
    assertFlat(looks, HostMemory::metaspaceKibibytes, METASPACE_TOLERANCE_KIBIBYTES);
  }

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void twenty_cycles_leave_the_application_s_loader_flat_with_both_compilers(Jdk jdk) {
    List<HostMemory> looks = cycle(jdk);
    assertFlat(looks, HostMemory::heapKibibytes, HEAP_TOLERANCE_KIBIBYTES);
    assertFlat(looks, HostMemory::classes, CLASSES_TOLERANCE);
    assertFlat(looks, HostMemory::applicationKibibytes, METASPACE_TOLERANCE_KIBIBYTES);
  }

  /** Two looks: after the first cycles, which load what only has to be loaded once, and at last. */
  private static List<HostMemory> cycle(Jdk jdk, String... jvmOptions) {
    List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx256m"));
    options.addAll(List.of(jvmOptions));
    int port = Http.freePort();
    try (HostProcess process = HostProcess.start(jdk, Host.TOMCAT11, options);
        SteadyLoad load = SteadyLoad.start(process.port(), 2)) {
      cycle(jdk, process, port, FIRST_CYCLES);
      HostMemory before = HostMemory.of(jdk, process);
      cycle(jdk, process, port, CYCLES);
      HostMemory after = HostMemory.of(jdk, process);
      load.stop();
      System.out.println(
          jdk
              + " "
              + List.of(jvmOptions)
              + ": "
              + before
              + " became "
              + after
              + " in "
              + CYCLES
              + " cycles and "
              + load.sent()
              + " requests");
      assertEquals(List.of(), load.failures());
      return List.of(before, after);
    }
  }

  private static void cycle(Jdk jdk, HostProcess process, int port, int times) {
    String pid = Long.toString(process.pid());
    for (int cycle = 0; cycle < times; cycle++) {
      VitalsCommand.run(jdk, "attach", pid, "server.port=" + port).expect(0);
      assertTrue(
          Poll.until(LIMIT, () -> Http.scrape(port).sum(DURATION_COUNT) > 0), "nothing recorded");
      VitalsCommand.run(jdk, "detach", pid).expect(0);
    }
  }

  private static void assertFlat(
      List<HostMemory> looks, ToLongFunction<HostMemory> value, long tolerance) {
    long growth = value.applyAsLong(looks.get(1)) - value.applyAsLong(looks.get(0));
    assertTrue(growth < tolerance, looks.get(0) + " became " + looks.get(1));
  }
}
