package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After detach the host is as it was, and it can be done again and again while it serves. */
class DetachIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int NOT_ATTACHED = 5;
  private static final String DURATION_COUNT = "http_server_request_duration_seconds_count";
  private static final String[] WATCHED = {
    "org.apache.catalina.", "jakarta.servlet.", "com.example.servlets."
  };

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void nothing_remains_after_detach_and_no_request_fails(Jdk jdk, @TempDir Path folder)
      throws IOException {
    WitnessAgent witness = WitnessAgent.pack(folder, WATCHED);
    int port = Http.freePort();
    try (HostProcess process = HostProcess.start(jdk, Host.TOMCAT11, List.of(witness.option()))) {
      HostContract.of(Host.TOMCAT11).drive(process.port());
      Map<String, String> original = witness.scan(process.pid());
      try (SteadyLoad load = SteadyLoad.start(process.port(), 2)) {
        attach(jdk, HostProcess.vitalsJar(), process, port);
        Map<String, String> woven = wovenOf(original, witness.scan(process.pid()));
        assertTrue(
            woven.containsKey("jakarta.servlet.http.HttpServlet")
                && woven.containsKey("com.example.servlets.Filters$Pass"),
            "woven: " + woven.keySet());

        detach(jdk, process);
        assertEquals(
            woven, restrict(witness.seen(process.pid()), woven), "what the detach put back");
        assertEquals(
            original, restrict(witness.scan(process.pid()), original), "what is there now");
        assertNoTrace(jdk, process, port);

        attach(jdk, HostProcess.vitalsJar(), process, port);
        detach(jdk, process);
        assertNoTrace(jdk, process, port);

        attach(jdk, repacked("9.9.9", folder), process, port);
        assertEquals(Map.of("9.9.9", 1L), Http.scrape(port).by("vitals_build_info", "version"));
        detach(jdk, process);
        assertNoTrace(jdk, process, port);
        assertEquals(
            original, restrict(witness.scan(process.pid()), original), "after another version");

        load.stop();
        assertEquals(List.of(), load.failures());
        System.out.println(
            jdk
                + ": "
                + original.size()
                + " classes watched, "
                + woven.size()
                + " woven and put back, "
                + load.sent()
                + " requests, none failed");
      }
      assertEquals(0, process.stop());
    }
  }

  /** Returns once requests are recorded. */
  private static void attach(Jdk jdk, Path jar, HostProcess process, int port) {
    VitalsCommand.run(jdk, jar, "attach", "" + process.pid(), "server.port=" + port).expect(0);
    assertTrue(
        Poll.until(
            LIMIT,
            () ->
                Http.status("GET", process.port(), "/hello", null) == 200
                    && Http.scrape(port).sum(DURATION_COUNT) > 0),
        "nothing recorded");
  }

  private static void detach(Jdk jdk, HostProcess process) {
    VitalsCommand.run(jdk, "detach", "" + process.pid()).expect(0);
  }

  private static void assertNoTrace(Jdk jdk, HostProcess process, int port) {
    assertFalse(Http.listens(port), "the port is open");
    assertEquals(
        List.of(),
        Poll.expecting(
            LIMIT,
            List.of(),
            () ->
                process.ask("threads").stream()
                    .filter(line -> line.startsWith("vitals-"))
                    .toList()));
    String pid = Long.toString(process.pid());
    VitalsCommand.run(jdk, "detach", pid).expect(NOT_ATTACHED);
    String list = VitalsCommand.run(jdk, "list").expect(0).output();
    assertTrue(list.lines().anyMatch(line -> line.matches(" *" + pid + " +\\S+ +no +-.*")), list);
    String loaders =
        Poll.expecting(
            LIMIT,
            "",
            () -> {
              jcmd(jdk, process, "GC.run");
              return jcmd(jdk, process, "VM.classloaders")
                      .lines()
                      .filter(line -> line.contains("IsolatedLoader"))
                      .findFirst()
                      .orElse("")
                  + jcmd(jdk, process, "GC.class_histogram", "-all")
                      .lines()
                      .filter(line -> line.contains(" dev.vitals.agent."))
                      .findFirst()
                      .orElse("");
            });
    assertEquals("", loaders);
  }

  /** The original digests of those classes that look different now. */
  private static Map<String, String> wovenOf(
      Map<String, String> original, Map<String, String> now) {
    Map<String, String> woven = new TreeMap<>(original);
    woven.keySet().removeIf(name -> original.get(name).equals(now.get(name)));
    return woven;
  }

  private static Map<String, String> restrict(Map<String, String> all, Map<String, String> to) {
    Map<String, String> restricted = new TreeMap<>(all);
    restricted.keySet().retainAll(to.keySet());
    return restricted;
  }

  /** The same agent under another version's name. */
  private static Path repacked(String version, Path folder) throws IOException {
    Path jar = folder.resolve("vitals-" + version + ".jar");
    try (JarFile from = new JarFile(HostProcess.vitalsJar().toFile());
        OutputStream file = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(file)) {
      for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        to.putNextEntry(new JarEntry(entry.getName()));
        if (entry.getName().equals("isolated/dev/vitals/agent/version")) {
          to.write(version.getBytes(StandardCharsets.UTF_8));
        } else {
          from.getInputStream(entry).transferTo(to);
        }
      }
    }
    return jar;
  }

  private static String jcmd(Jdk jdk, HostProcess process, String... command) {
    List<String> all =
        new java.util.ArrayList<>(List.of(jdk.tool("jcmd"), Long.toString(process.pid())));
    all.addAll(List.of(command));
    return VitalsCommand.run(all).expect(0).output();
  }
}
