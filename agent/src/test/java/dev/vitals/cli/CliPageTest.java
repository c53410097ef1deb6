package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliPageTest {
  private static final Path PAGE = Path.of("..", "docs", "cli.md");

  @Test
  void the_page_says_what_the_code_does() throws IOException {
    String expected = CliPage.render();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE), "run this test with -Ddocs.write=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "list",
        "attach",
        "status",
        "metrics",
        "detach",
        "doctor",
        "top",
        "alerts",
        "monitor",
        "silence",
        "silence add",
        "config check",
        "notify test",
        "rules",
        "version"
      })
  void the_help_of_every_command_tells_the_exit_codes(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] arguments =
        command.isEmpty() ? new String[] {"--help"} : (command + " --help").split(" ");

    assertEquals(0, Cli.run(arguments, new PrintStream(out), new PrintStream(err)));
    for (String text : ExitCode.TEXTS) {
      String start = text.substring(2, Math.min(text.length(), 20));
      assertTrue(out.toString().contains(start), out.toString());
    }
    assertEquals("", err.toString());
  }
}
