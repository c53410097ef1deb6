package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong around the agent costs one clear line, never the host. */
class FaultsIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int NO_SUCH_JVM = 3;
  private static final int ALREADY_ATTACHED = 5;
  private static final Path PROC = Path.of("/proc");
  private static final String ABSENT = "/proc/absent";

  @TempDir Path folder;

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  static Stream<Arguments> tools() {
    return jdks()
        .flatMap(
            jdk ->
                Stream.of("javac -version", "keytool -help", "jar --version", "jcmd -h")
                    .map(tool -> Arguments.of(jdk, tool)));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void a_taken_port_leaves_the_host_without_an_endpoint_and_says_so(Jdk jdk) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      String arguments = "port=" + port + ";server.port-range-end=" + port;
      List<String> said = saidBy(jdk, List.of(HostRun.javaagent(arguments)), 1);

      assertEquals(1, said.size(), said.toString());
      assertTrue(said.get(0).contains("127.0.0.1:" + port), said.get(0));
      assertTrue(said.get(0).contains("without an endpoint"), said.get(0));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void the_next_free_port_is_taken_where_there_is_a_range(Jdk jdk) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      int last = Math.min(65535, port + 20);
      String arguments = "port=" + port + ";server.port-range-end=" + last;
      List<String> said = saidBy(jdk, List.of(HostRun.javaagent(arguments)), 1);

      String address = said.get(0).replaceAll(".* http://127\\.0\\.0\\.1:(\\d+)/metrics", "$1");
      int found = Integer.parseInt(address);
      assertTrue(found > port && found <= last, said.get(0));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void a_bad_configuration_file_is_named_in_one_line_and_ignored(Jdk jdk) throws IOException {
    Path malformed = Files.writeString(folder.resolve("bad.yaml"), "server: [open\n port: 1");
    for (Path file : List.of(folder.resolve("absent.yaml"), malformed, folder)) {
      List<String> said = saidBy(jdk, List.of(HostRun.javaagent("port=0;config=" + file)), 2);

      assertEquals(2, said.size(), said.toString());
      assertTrue(said.get(0).contains("'" + file + "'"), said.get(0));
      assertTrue(said.get(1).contains("/metrics"), said.get(1));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void a_bad_argument_is_named_in_one_line_and_the_default_counts(Jdk jdk) {
    String arguments = "port=0;db.slow-treshold=5ms;db.slow-threshold=soon;==";
    List<String> said = saidBy(jdk, List.of(HostRun.javaagent(arguments)), 4);

    assertEquals(4, said.size(), said.toString());
    assertOne(said, "'db.slow-treshold'; did you mean db.slow-threshold");
    assertOne(said, "db.slow-threshold='soon' is not a duration");
    assertOne(said, "'==' is neither");
    assertOne(said, "/metrics");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void the_agent_given_twice_is_one_agent(Jdk jdk) {
    String agent = HostRun.javaagent("port=0");
    List<String> said = saidBy(jdk, List.of(agent, agent), 2);

    assertEquals(2, said.size(), said.toString());
    assertOne(said, "attached already");
    assertOne(said, "/metrics");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void the_agent_given_twice_takes_the_later_arguments(Jdk jdk) {
    String later = "port=0;quiet=true;db.slow-threshold=5ms";
    List<String> options =
        List.of(HostRun.javaagent("port=0;quiet=true"), HostRun.javaagent(later));
    try (HostProcess host = HostProcess.start(jdk, Host.JDK_HTTP, options)) {
      String pid = Long.toString(host.pid());
      assertTrue(
          Poll.until(LIMIT, () -> VitalsCommand.run(jdk, "status", pid).exitCode() == 0),
          host::err);
      // Five: attached already, with just these arguments.
      VitalsCommand.run(jdk, "attach", pid, later).expect(5);
      assertEquals(0, host.stop());
      assertEquals("", host.err());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void no_place_to_write_to_is_needed_to_start(Jdk jdk) {
    List<String> options = new ArrayList<>(nowhereToWrite());
    options.add(HostRun.javaagent("port=0"));
    try (HostProcess host = HostProcess.start(jdk, Host.JDK_HTTP, options, FaultsIT::nowhere)) {
      assertTrue(Poll.until(LIMIT, () -> !lines(host).isEmpty()));
      HostContract.of(Host.JDK_HTTP).drive(host.port());
      assertEquals(0, host.stop(), host.err());
      assertEquals(1, lines(host).size(), host.err());
      assertOne(lines(host), "/metrics");
    }
  }

  /** With an endpoint and without, where the answers come through files. */
  @ParameterizedTest
  @MethodSource("jdks")
  void no_place_to_write_to_is_needed_to_attach(Jdk jdk) {
    int port = Http.freePort();
    List<String> options = new ArrayList<>(nowhereToWrite());
    options.add("-XX:+EnableDynamicAgentLoading");
    try (HostProcess host = HostProcess.start(jdk, Host.JDK_HTTP, options, FaultsIT::nowhere)) {
      String pid = Long.toString(host.pid());
      fromNowhere(jdk, "attach", pid, "port=" + port).expect(0);
      Map<String, Long> sent = HostContract.of(Host.JDK_HTTP).drive(host.port());
      assertEquals(
          sent, Poll.expecting(LIMIT, sent, () -> HostRun.recorded(Http.scrape(port))), pid);
      fromNowhere(jdk, "attach", pid, "port=" + port).expect(ALREADY_ATTACHED);
      fromNowhere(jdk, "detach", pid).expect(0);

      fromNowhere(jdk, "attach", pid, "port=-1").expect(0);
      String metrics = fromNowhere(jdk, "metrics", pid).expect(0).output();
      assertTrue(metrics.contains("vitals_build_info"), metrics);
      fromNowhere(jdk, "detach", pid).expect(0);
      fromNowhere(jdk, "detach", pid).expect(ALREADY_ATTACHED);

      assertEquals(0, host.stop(), host.err());
      assertEquals(2, lines(host).size(), host.err());
      assertOne(lines(host), "/metrics");
      assertOne(lines(host), "without an endpoint");
      assertEquals(host.err().lines().toList(), lines(host), "nothing but our lines");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void a_log_file_that_cannot_be_written_is_named_in_one_line(Jdk jdk) {
    String file = folder.resolve("absent").resolve("vitals.log").toString();
    String agent = HostRun.javaagent("port=0;log.file=" + file + ";unknown.key=1");
    List<String> said = saidBy(jdk, List.of(agent), 3);

    assertEquals(3, said.size(), said.toString());
    assertOne(said, "cannot write " + file);
    assertOne(said, "unknown.key");
    assertOne(said, "/metrics");
  }

  @ParameterizedTest
  @MethodSource("tools")
  void a_jdk_tool_that_inherits_the_agent_says_what_it_always_says(Jdk jdk, String tool)
      throws Exception {
    String options = HostRun.javaagent("");
    String picked = "Picked up JAVA_TOOL_OPTIONS: " + options + "\n";

    assertEquals(picked + outputOf(jdk, tool, null), outputOf(jdk, tool, options));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void what_is_no_jvm_is_not_attached_to(Jdk jdk) throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      VitalsCommand notJava = VitalsCommand.run(jdk, "attach", "" + other.pid());
      notJava.expect(NO_SUCH_JVM);
      assertTrue(notJava.output().contains(other.pid() + " is not a JVM"), notJava.output());
      assertTrue(other.isAlive());
    } finally {
      other.destroyForcibly().waitFor();
    }
    VitalsCommand dead = VitalsCommand.run(jdk, "attach", "" + other.pid());
    dead.expect(NO_SUCH_JVM);
    assertTrue(dead.output().contains("no process " + other.pid()), dead.output());
  }

  /** Runs a host with these options, sees that it serves and ends well, and returns our lines. */
  private static List<String> saidBy(Jdk jdk, List<String> options, int lines) {
    try (HostProcess host = HostProcess.start(jdk, Host.JDK_HTTP, options)) {
      Poll.until(LIMIT, () -> lines(host).size() >= lines);
      HostContract.of(Host.JDK_HTTP).drive(host.port());
      assertEquals(0, host.stop(), host.err());
      assertEquals("READY " + host.port() + "\nSTOPPING\n", host.out());
      assertEquals(host.err().lines().toList(), lines(host), "nothing but our lines");
      return lines(host);
    }
  }

  /** Not even root can make a file in /proc, nor anybody in a folder that is not there. */
  private static List<String> nowhereToWrite() {
    return List.of("-Djava.io.tmpdir=" + PROC, "-Duser.home=" + ABSENT);
  }

  private static void nowhere(ProcessBuilder builder) {
    builder.environment().put("HOME", ABSENT);
    builder.environment().put("TMPDIR", PROC.toString());
    if (Files.isDirectory(PROC)) {
      builder.directory(PROC.toFile());
    }
  }

  private static VitalsCommand fromNowhere(Jdk jdk, String... arguments) {
    List<String> command = new ArrayList<>(List.of(jdk.java()));
    command.addAll(nowhereToWrite());
    command.addAll(List.of("-jar", HostProcess.vitalsJar().toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    return VitalsCommand.run(command);
  }

  private static List<String> lines(HostProcess host) {
    return host.err().lines().filter(line -> line.startsWith("vitals: ")).toList();
  }

  private static void assertOne(List<String> lines, String part) {
    assertEquals(1, lines.stream().filter(line -> line.contains(part)).count(), lines.toString());
  }

  private static String outputOf(Jdk jdk, String tool, String options) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool.split(" ")));
    command.set(0, jdk.tool(command.get(0)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    if (options != null) {
      builder.environment().put("JAVA_TOOL_OPTIONS", options);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
