package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Control;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final Log log = new Log(true, "");

  @Test
  void what_is_changed_through_the_attach_door_is_in_the_log() {
    Control control =
        (verb, argument) -> new Control.Reply(0, "{}", "silence 1 \"x" + "y".repeat(400));
    new Commands(control, log).apply("command=act;argument=silence {}");
    String line = log.lines().get(0);
    assertTrue(line.startsWith("audit {\"time\":\""), line);
    assertTrue(
        line.contains("\"from\":\"attach\",\"what\":\"act\",\"change\":\"silence 1 \\\"x"), line);
    assertTrue(line.endsWith("yyy\",\"who\":\"command-line\",\"outcome\":\"done\"}"), line);
  }

  @Test
  void what_is_only_read_is_not() {
    Control control = (verb, argument) -> new Control.Reply(0, "text");
    Commands commands = new Commands(control, log);
    commands.apply("command=read;argument=/alerts");
    commands.apply("command=metrics");
    assertEquals(2, log.lines().size(), "the answers alone: " + log.lines());
  }
}
