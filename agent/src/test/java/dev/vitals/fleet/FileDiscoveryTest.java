package dev.vitals.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.cli.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiscoveryTest {
  private static final long PID = ProcessHandle.current().pid();
  private static final String HOST =
      DiscoveryEntry.ofThisJvm("a", "http", "127.0.0.1:1", "", "").host();

  @TempDir Path folder;

  private final List<String> lines = new ArrayList<>();
  private final List<Thread> hooks = new ArrayList<>();
  private final ThreadFactory threads =
      work -> {
        Thread thread = new Thread(work, "vitals-discovery");
        hooks.add(thread);
        return thread;
      };

  @Test
  void the_entry_is_there_while_the_agent_is() throws IOException {
    DiscoveryEntry entry =
        DiscoveryEntry.ofThisJvm("my-shop", "http", "127.0.0.1:9470", "", "shop-blue-1");
    try (FileDiscovery discovery = start(entry)) {
      discovery.keep();
      assertEquals(Set.of("my-shop-" + PID + ".json"), names());
      Map<?, ?> group = group(folder.resolve("my-shop-" + PID + ".json"));
      assertEquals(List.of("127.0.0.1:9470"), group.get("targets"));
      Map<?, ?> labels = (Map<?, ?>) group.get("labels");
      assertEquals("my-shop", labels.get("job"));
      assertEquals("shop-blue-1", labels.get("instance"));
      labels
          .keySet()
          .forEach(
              name ->
                  assertTrue(
                      List.of("job", "instance").contains(name)
                          || ((String) name).startsWith("__vitals_")));
    }
    assertEquals(Set.of(), names());
    assertEquals(List.of(), lines);
    assertFalse(Runtime.getRuntime().removeShutdownHook(hooks.get(0)), "the hook stayed");
  }

  @Test
  void an_endpoint_that_speaks_tls_is_asked_over_tls() throws IOException {
    DiscoveryEntry entry = DiscoveryEntry.ofThisJvm("shop", "https", "127.0.0.1:9464", "", "");
    try (FileDiscovery discovery = start(entry)) {
      discovery.keep();
      Map<?, ?> group = group(folder.resolve(entry.fileName()));
      assertEquals("https", ((Map<?, ?>) group.get("labels")).get("__scheme__"));
      assertEquals(List.of("127.0.0.1:9464"), group.get("targets"));
    }
    assertEquals(Set.of(), names());
  }

  @Test
  void the_instance_does_not_change_with_the_process() {
    DiscoveryEntry one = DiscoveryEntry.ofThisJvm("shop", "http", "127.0.0.1:9464", "", "");
    assertEquals((HOST.isEmpty() ? "localhost" : HOST) + ":9464", one.instance());
  }

  @Test
  void what_listens_everywhere_is_announced_at_an_address() {
    assertEquals("127.0.0.1:9464", target("0.0.0.0:9464", ""));
    assertEquals("[::1]:9464", target("[0:0:0:0:0:0:0:0]:9464", ""));
    assertEquals("[::1]:9465", target("[::]:9465", ""));
    assertEquals("10.1.2.3:9464", target("10.1.2.3:9464", ""));
    assertEquals("shop.example.com:9464", target("0.0.0.0:9464", "shop.example.com"));
    assertEquals("shop.example.com:80", target("0.0.0.0:9464", "shop.example.com:80"));
    assertEquals("[fd00::1]:9464", target("0.0.0.0:9464", "[fd00::1]"));
    assertEquals("[fd00::1]:80", target("0.0.0.0:9464", "[fd00::1]:80"));
  }

  @Test
  void entries_of_dead_processes_of_this_host_go_and_all_others_stay() throws IOException {
    assumeTrue(!HOST.isEmpty(), "SKIPPED: this machine does not know its name");
    long dead = deadPid();
    long start = ProcessHandle.current().info().startInstant().orElseThrow().getEpochSecond();
    write("killed-1.json", new DiscoveryEntry("killed", "http", "x:1", "i", HOST, dead, start));
    write(
        ".killed-1.json.tmp", new DiscoveryEntry("killed", "http", "x:1", "i", HOST, dead, start));
    write(
        "reused-1.json", new DiscoveryEntry("reused", "http", "x:1", "i", HOST, PID, start - 3600));
    write("alive-1.json", new DiscoveryEntry("alive", "http", "x:1", "i", HOST, PID, start));
    write(
        "other-1.json",
        new DiscoveryEntry("other", "http", "x:1", "i", "another-host", dead, start));
    Files.writeString(folder.resolve("by-hand.json"), "[{\"targets\":[\"x:1\"]}]");
    Files.writeString(folder.resolve("broken-1.json"), "{\"__vitals_host\":\"" + HOST + "\"");
    Files.createDirectory(folder.resolve("a-folder-1.json"));
    start(DiscoveryEntry.ofThisJvm("shop", "http", "127.0.0.1:1", "", "")).close();
    assertEquals(
        Set.of("alive-1.json", "other-1.json", "by-hand.json", "broken-1.json", "a-folder-1.json"),
        names());
    assertEquals(3, lines.size(), lines.toString());
  }

  @Test
  void the_file_of_another_host_with_the_same_pid_is_left_alone() throws IOException {
    String taken = "shop-" + PID + ".json";
    DiscoveryEntry other = new DiscoveryEntry("shop", "http", "x:1", "i", "another-host", PID, 1);
    write(taken, other);
    DiscoveryEntry mine = new DiscoveryEntry("shop", "http", "x:2", "i", "this/host", PID, 2);
    try (FileDiscovery discovery = start(mine)) {
      discovery.keep();
      assertEquals(Set.of(taken, "shop-this_host-" + PID + ".json"), names());
    }
    assertEquals(other.json(), Files.readString(folder.resolve(taken)));
    assertEquals(Set.of(taken), names());
  }

  @Test
  void a_folder_that_vanishes_is_told_once_and_the_entry_comes_back() throws IOException {
    Path watched = Files.createDirectory(folder.resolve("watched"));
    DiscoveryEntry entry = DiscoveryEntry.ofThisJvm("shop", "http", "127.0.0.1:1", "", "");
    try (FileDiscovery discovery = FileDiscovery.start(watched, entry, lines::add, threads)) {
      Path file = watched.resolve(entry.fileName());
      Files.delete(file);
      Files.delete(watched);
      for (int round = 0; round < 5; round++) {
        discovery.keep();
      }
      assertEquals(1, lines.size(), lines.toString());
      assertTrue(lines.get(0).contains(watched.toString()), lines.get(0));
      Files.createDirectory(watched);
      discovery.keep();
      assertEquals(entry.json(), Files.readString(file));
      assertEquals(2, lines.size(), lines.toString());
      Files.delete(file);
      Files.delete(watched);
      discovery.keep();
      discovery.keep();
      assertEquals(3, lines.size(), "a second outage is news");
    }
  }

  @Test
  void a_folder_that_cannot_be_written_is_told_once() throws IOException {
    Path notAFolder = Files.createFile(folder.resolve("file"));
    List<Path> closed = new ArrayList<>(List.of(notAFolder, folder.resolve("absent")));
    if (Files.isDirectory(Path.of("/proc"))) {
      closed.add(Path.of("/proc"));
    }
    for (Path place : closed) {
      lines.clear();
      DiscoveryEntry entry = DiscoveryEntry.ofThisJvm("shop", "http", "127.0.0.1:1", "", "");
      try (FileDiscovery discovery = FileDiscovery.start(place, entry, lines::add, threads)) {
        discovery.keep();
        discovery.keep();
      }
      assertEquals(1, lines.size(), place + ": " + lines);
      assertTrue(lines.get(0).startsWith("file discovery: no entry in " + place), lines.get(0));
    }
    assertEquals(Set.of("file"), names());
  }

  @Test
  void after_the_end_nothing_is_written_any_more() throws IOException {
    FileDiscovery discovery =
        start(DiscoveryEntry.ofThisJvm("shop", "http", "127.0.0.1:1", "", ""));
    discovery.close();
    discovery.keep();
    discovery.close();
    assertEquals(Set.of(), names());
  }

  @Test
  void a_link_at_the_temporary_name_is_not_followed() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "precious");
    DiscoveryEntry entry = DiscoveryEntry.ofThisJvm("shop", "http", "127.0.0.1:1", "", "");
    Files.createSymbolicLink(folder.resolve('.' + entry.fileName() + ".tmp"), victim);
    Files.createSymbolicLink(folder.resolve(entry.fileName()), victim);
    start(entry).close();
    assertEquals("precious", Files.readString(victim));
    assertEquals(Set.of("victim"), names());
  }

  @Test
  void whatever_a_service_is_called_it_stays_one_file_of_this_folder() throws IOException {
    List<String> hostile =
        List.of(
            "",
            ".",
            "..",
            "../../etc/passwd",
            "/etc/passwd",
            "C:\\windows\\x",
            "a\u0000b",
            "new\nline",
            "\"},{\"targets\":[\"evil:1\"]",
            "<script>",
            "-rf",
            "~root",
            "${HOME} $(id) `id`",
            "*?[]{}",
            "\ud83d\ude80",
            "\ud800",
            "漢字",
            "CON",
            "x".repeat(10_000));
    for (String service : hostile) {
      DiscoveryEntry entry = DiscoveryEntry.ofThisJvm(service, "http", "127.0.0.1:9464", "", "");
      try (FileDiscovery discovery = start(entry)) {
        discovery.keep();
        assertEquals(1, names().size(), service);
        String name = names().iterator().next();
        assertTrue(name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,90}-" + PID + "\\.json"), name);
        List<?> groups = (List<?>) Json.read(Files.readString(folder.resolve(name)));
        assertEquals(1, groups.size(), service);
        Map<?, ?> group = (Map<?, ?>) groups.get(0);
        assertEquals(List.of("127.0.0.1:9464"), group.get("targets"));
        String job = (String) ((Map<?, ?>) group.get("labels")).get("job");
        assertTrue(!job.isEmpty() && job.length() <= 400 && job.indexOf('\n') < 0, job);
      }
      assertEquals(Set.of(), names(), service);
    }
    assertEquals(List.of(), lines);
  }

  @Test
  void promtool_reads_the_entry() throws Exception {
    Path targets = Files.createDirectory(folder.resolve("targets"));
    DiscoveryEntry entry =
        DiscoveryEntry.ofThisJvm("grüße \ud83d\ude80 \"{{\\", "http", "127.0.0.1:9464", "", "");
    Files.writeString(
        folder.resolve("prometheus.yml"),
        "scrape_configs:\n  - job_name: a\n    file_sd_configs:\n"
            + "      - files: ['targets/*.json']\n");
    try (FileDiscovery discovery = FileDiscovery.start(targets, entry, lines::add, threads)) {
      discovery.keep();
      Tool.Run run = Tool.run(folder, "promtool", "check", "config", "prometheus.yml");
      assertEquals(0, run.exitCode(), run.output());
      Path file = targets.resolve(entry.fileName());
      Files.writeString(file, Files.readString(file).replace("[{", "[{\"unknown\":1,"));
      Tool.Run broken = Tool.run(folder, "promtool", "check", "config", "prometheus.yml");
      assertTrue(broken.exitCode() != 0, "promtool does not look into the entry");
      Files.writeString(file, entry.json());
    }
  }

  @Test
  void the_entry_goes_when_the_jvm_ends_and_what_a_kill_leaves_goes_at_the_next_start()
      throws Exception {
    assumeTrue(!HOST.isEmpty(), "SKIPPED: this machine does not know its name");
    end(child(), 'x');
    assertEquals(Set.of(), names(), "after a normal end");
    end(child(), 'c');
    assertEquals(Set.of(), names(), "after a detach");
    end(child(), 'h');
    assertEquals(1, names().size(), "after a sudden death");
    start(DiscoveryEntry.ofThisJvm("shop", "http", "127.0.0.1:1", "", "")).close();
    assertEquals(Set.of(), names(), "after the next start");
    Process terminated = child();
    terminated.destroy();
    assertTrue(terminated.waitFor(30, TimeUnit.SECONDS));
    assertEquals(Set.of(), names(), "after a SIGTERM");
  }

  private Process child() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = place(FileDiscovery.class) + File.pathSeparator + place(getClass());
    Process child =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                DiscoveryProgram.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    assertEquals("announced", out.readLine());
    assertEquals(Set.of("child-" + child.pid() + ".json"), names());
    return child;
  }

  private static void end(Process child, char how) throws IOException, InterruptedException {
    child.getOutputStream().write(how);
    child.getOutputStream().close();
    assertTrue(child.waitFor(30, TimeUnit.SECONDS), "the child does not end");
  }

  private static String place(Class<?> type) {
    URI place = URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
    return Path.of(place).toString();
  }

  private FileDiscovery start(DiscoveryEntry entry) {
    return FileDiscovery.start(folder, entry, lines::add, threads);
  }

  private static String target(String address, String advertised) {
    return DiscoveryEntry.ofThisJvm("a", "http", address, advertised, "").target();
  }

  private void write(String name, DiscoveryEntry entry) throws IOException {
    Files.writeString(folder.resolve(name), entry.json());
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private static Map<?, ?> group(Path file) throws IOException {
    List<?> groups = (List<?>) Json.read(Files.readString(file));
    assertEquals(1, groups.size());
    return (Map<?, ?>) groups.get(0);
  }

  /** A pid nobody has. */
  private static long deadPid() {
    long pid = 4_000_000;
    while (ProcessHandle.of(pid).isPresent()) {
      pid++;
    }
    return pid;
  }
}
