package dev.vitals.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sampling must not be heard, and must not start what the host has not started itself. */
@EnabledOnOs(OS.LINUX)
class SamplerInItsOwnJvmTest {
  /** Initialised classes that would mean a side effect on the host. */
  private static final List<String> NEVER_INITIALISED =
      List.of(
          "java/util/logging/LogManager",
          "java/util/logging/Logger",
          "javax/management/MBeanServerFactory",
          "com/sun/jmx/mbeanserver/JmxMBeanServer",
          "java/lang/ProcessBuilder",
          "java/util/concurrent/ForkJoinPool$WorkQueue",
          "com/sun/jna/Native",
          "sun/misc/Unsafe");

  @TempDir Path folder;

  @Test
  void is_silent_and_without_side_effects_on_this_jdk() throws Exception {
    isSilentOn(new File(System.getProperty("java.home")));
  }

  @Test
  void is_silent_and_without_side_effects_on_jdk_25() throws Exception {
    File home = jdk25();
    assumeTrue(home != null, "no JDK 25: set VITALS_JDK25 or install it below /usr/lib/jvm");
    isSilentOn(home);
  }

  @Test
  void goes_on_without_the_management_modules() throws Exception {
    File home = new File(System.getProperty("java.home"));
    Run run = run(home, 2, "--limit-modules", "java.base");
    assertEquals("", run.stderr());
    assertEquals(0, run.exitCode());
    assertTrue(run.stdout().contains("family process_resident_memory_bytes 1"), run.stdout());
    assertTrue(run.stdout().contains("family system_cpu_time_seconds_total 7"), run.stdout());
    assertTrue(run.stdout().contains("family system_memory_limit_bytes 1"), run.stdout());
    for (String source : List.of("jvm-memory", "jvm-gc", "jvm-threads", "jvm-runtime", "jvm-cpu")) {
      assertEquals(1, run.lines("line no " + source + " metrics: "), run.stdout());
    }
  }

  @Test
  void only_the_finer_numbers_are_missing_without_the_module_of_the_jdk() throws Exception {
    File home = new File(System.getProperty("java.home"));
    Run run = run(home, 2, "--limit-modules", "java.management");
    assertEquals("", run.stderr());
    assertTrue(run.stdout().contains("family jvm_thread_count 8"), run.stdout());
    assertTrue(run.stdout().contains("family jvm_class_count 1"), run.stdout());
    assertEquals(1, run.lines("line no jvm-cpu metrics: "), run.stdout());
    assertEquals(1, run.lines("line no jvm-gc metrics: "), run.stdout());
    assertEquals(0, run.lines("line no jvm-memory metrics: "), run.stdout());
  }

  private void isSilentOn(File home) throws Exception {
    Path initialised = folder.resolve("initialised.log");
    Run run = run(home, 100, "-Xlog:class+init=info:file=" + initialised);
    assertEquals("", run.stderr());
    assertEquals(0, run.exitCode());
    assertEquals(0, run.lines("line "), run.stdout());
    assertEquals(0, run.lines("thread "), run.stdout());
    assertTrue(run.lines("family ") > 35, run.stdout());
    String log = Files.readString(initialised);
    assertTrue(log.contains("Initializing 'sun/management/ManagementFactoryHelper'"));
    assertTrue(log.contains("Initializing 'oshi/nativefree/SystemInfo'"));
    for (String name : NEVER_INITIALISED) {
      assertFalse(log.contains("Initializing '" + name + "'"), name + " was initialised");
    }
    run.stdout()
        .lines()
        .filter(line -> line.endsWith(" ms"))
        .forEach(line -> System.out.println(home.getName() + " sample, " + line));
  }

  private Run run(File home, int rounds, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(new File(home, "bin/java").getPath());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            SamplerProgram.class.getName(),
            Integer.toString(rounds)));
    Path stdout = folder.resolve("stdout");
    Path stderr = folder.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process =
        builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile()).start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running after a minute");
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
  }

  private static File jdk25() throws IOException {
    String named = System.getenv("VITALS_JDK25");
    if (named != null) {
      return new File(named);
    }
    File[] installed = new File("/usr/lib/jvm").listFiles();
    if (installed != null) {
      for (File home : installed) {
        File release = new File(home, "release");
        if (release.isFile() && Files.readString(release.toPath()).contains("JAVA_VERSION=\"25")) {
          return home;
        }
      }
    }
    return null;
  }

  private record Run(int exitCode, String stdout, String stderr) {
    long lines(String prefix) {
      return stdout.lines().filter(line -> line.startsWith(prefix)).count();
    }
  }
}
