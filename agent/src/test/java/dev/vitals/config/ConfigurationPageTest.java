package dev.vitals.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void the_page_says_what_the_code_does() throws IOException {
    String expected = ConfigurationPage.render();
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE), "run this test with -Ddocs.write=true");
  }

  @Test
  void every_default_is_a_value_of_its_key() {
    Set<String> names = new HashSet<>();
    Set<String> variables = new HashSet<>();
    for (Key<?> key : Keys.all(List.of("servlet", "jdbc"))) {
      assertTrue(names.add(key.name()), key.name());
      assertTrue(variables.add(key.environmentVariable()), key.environmentVariable());
      assertEquals(key.name(), Sources.canonical(key.name()));
      assertTrue(key.sentence().endsWith("."), key.sentence());
      assertFalse(key.sentence().contains("|"), key.sentence());
      if (!key.name().startsWith("instrumentation.") || !key.defaultText().isEmpty()) {
        assertNotNull(key.defaultValue(), key.name());
      }
    }
  }
}
