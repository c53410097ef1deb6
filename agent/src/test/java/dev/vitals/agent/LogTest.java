package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {
  @TempDir private Path folder;

  @Test
  void keeps_the_newest_lines_only() {
    Log log = new Log(true, "");
    for (int line = 0; line < 3 * Log.LINES; line++) {
      log.note("line " + line);
    }

    assertEquals(Log.LINES, log.lines().size());
    assertEquals("line " + (3 * Log.LINES - 1), log.lines().get(Log.LINES - 1));
  }

  @Test
  void stays_bounded_where_its_file_cannot_be_written_and_says_so_once() {
    Log log = new Log(true, folder.resolve("missing").resolve("vitals.log").toString());
    for (int line = 0; line < 10; line++) {
      log.note("line " + line);
    }
    assertEquals(11, log.lines().size());
    assertTrue(log.lines().get(1).startsWith("cannot write"), log.lines()::toString);

    for (int line = 0; line < 3 * Log.LINES; line++) {
      log.note("line " + line);
    }
    assertEquals(Log.LINES, log.lines().size());
  }

  @Test
  void writes_every_line_into_its_file_without_control_characters() throws Exception {
    Path file = folder.resolve("vitals.log");
    Log log = new Log(true, file.toString());

    log.note("one\ntwo");
    log.say("three");

    assertEquals(List.of("one two", "three"), Files.readAllLines(file));
  }

  @Test
  void what_an_application_thread_had_to_say_is_written_by_whoever_comes_next() throws Exception {
    Path file = folder.resolve("vitals.log");
    Log log = new Log(true, file.toString());

    log.noteLater("advice failed");
    assertFalse(Files.exists(file));
    log.flush();

    assertEquals(List.of("advice failed"), Files.readAllLines(file));
    log.noteLater("again");
    assertEquals(List.of("advice failed", "again"), log.lines());
  }
}
