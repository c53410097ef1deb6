package dev.vitals.history;

import static dev.vitals.history.Samples.HTTP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk when the JVM that writes it is killed, or may not write. */
@DisabledOnOs(OS.WINDOWS)
class KilledTest {
  @TempDir Path root;

  @Test
  void a_jvm_that_is_killed_loses_the_last_interval_at_most() throws Exception {
    long before = 0;
    for (int round = 0; round < 5; round++) {
      long seen = 0;
      Process process = start(List.of(), Integer.MAX_VALUE);
      try (BufferedReader out = process.inputReader()) {
        int wanted = 37 + round * 29;
        while (seen < wanted) {
          String line = out.readLine();
          assertTrue(line != null && line.startsWith("written "), "said " + line);
          seen = Long.parseLong(line.substring("written ".length()));
        }
        assertEquals(0, run("kill", "-9", Long.toString(process.pid())));
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "cannot be killed");
        assertEquals(137, process.exitValue());
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          String number = line.startsWith("written ") ? line.substring("written ".length()) : "";
          seen = number.isEmpty() ? seen : Math.max(seen, Long.parseLong(number));
        }
      } finally {
        process.destroyForcibly();
      }
      try (Direct direct = new Direct(root)) {
        assertEquals(List.of(), direct.told);
        assertTrue(direct.base >= before + seen, direct.base + " of " + (before + seen));
        List<Long> numbers = direct.numbers(Tier.INTERVALS);
        for (int index = 0; index < numbers.size(); index++) {
          assertEquals(numbers.get(0) + index, numbers.get(index));
        }
        assertEquals(direct.base - 1, numbers.get(numbers.size() - 1));
        assertTrue(Direct.count(direct.blocks(Tier.MINUTES), HTTP, "") > 0);
        before = direct.base;
      }
    }
  }

  @Test
  void two_processes_on_one_directory_do_not_meet() throws Exception {
    try (Direct direct = new Direct(root)) {
      direct.plain(0, 10);
      List<String> lines = lines(start(List.of(), 20));
      assertEquals("20 in memory, 20 written, 0 failed", lines.get(lines.size() - 1));
      assertEquals(10, direct.numbers(Tier.INTERVALS).size());
      assertTrue(Files.isDirectory(root.resolve("shop-1")));
      try (Direct other = new Direct(root)) {
        assertEquals(20, other.base);
      }
    }
  }

  @Test
  void a_full_disk_is_told_once_and_counted() throws Exception {
    // A file may not become longer than 16 KiB: writing then fails as it does where there is no
    // room, in the middle of a record.
    Process process = start(List.of("sh", "-c", "ulimit -f 32; exec \"$@\"", "sh"), 100);
    List<String> lines = lines(process);
    List<String> told = new ArrayList<>(lines);
    told.removeIf(line -> !line.startsWith("told "));
    assertEquals(1, told.size(), lines.toString());
    assertTrue(told.get(0).contains("history: cannot write to " + root), told.get(0));
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith("100 in memory, "), last);
    String[] words = last.split(" ");
    long written = Long.parseLong(words[3]);
    long failed = Long.parseLong(words[5]);
    assertEquals(100, written + failed);
    assertTrue(written > 5 && failed > 5, last);
    for (File file : root.resolve("shop-0").toFile().listFiles()) {
      assertTrue(file.length() <= 16_384, file + " has " + file.length());
    }
    try (Direct direct = new Direct(root)) {
      assertEquals(List.of(), direct.told);
      assertEquals(written, direct.numbers(Tier.INTERVALS).size());
      direct.plain(100, 101);
      assertEquals(written + 1, direct.numbers(Tier.INTERVALS).size());
    }
  }

  @Test
  void a_file_system_without_room_is_told_once_and_used_again_when_there_is_room()
      throws Exception {
    Path mount = Files.createDirectory(root.resolve("mount"));
    boolean isMounted =
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount.toString()) == 0;
    assumeTrue(isMounted, "cannot mount a file system: needs root on Linux");
    try {
      List<String> told = new ArrayList<>();
      HistorySettings settings =
          new HistorySettings(mount.toString(), "shop", HistorySettings.MEMORY_BYTES, 200_000_000L);
      Disk disk = new Disk(settings, new EventLog(true), told::add);
      Thread thread = new Thread(disk);
      thread.start();
      IntervalPacker packer = new IntervalPacker();
      Path filler = mount.resolve("filler");
      for (int n = 0; n < 120; n++) {
        if (n == 5) {
          fill(filler);
        } else if (n == 100) {
          Files.delete(filler);
        }
        disk.offer(packer.pack(Samples.plain(n)));
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (disk.written() + disk.failed() <= n && System.nanoTime() < deadlineNanos) {
          Thread.onSpinWait();
        }
      }
      disk.stop();
      thread.join();
      assertEquals(0, disk.dropped());
      assertEquals(120, disk.written() + disk.failed());
      assertTrue(disk.failed() > 50 && disk.written() >= 25, disk.failed() + " failed");
      assertEquals(1, told.size(), told.toString());
      assertTrue(told.get(0).contains("No space left on device"), told.get(0));
    } finally {
      run("umount", mount.toString());
    }
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[4_096]);
      }
    } catch (IOException full) {
      assertTrue(String.valueOf(full.getMessage()).contains("No space"), full.toString());
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor();
    } catch (IOException notThere) {
      return -1;
    }
  }

  private static List<String> lines(Process process) throws Exception {
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    return lines;
  }

  private Process start(List<String> before, int intervals) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            HistoryWriter.class.getName(),
            root.toString(),
            Integer.toString(intervals)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
