package dev.vitals.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsMistakesTest {
  private static final List<String> NAMES = List.of("servlet", "jdbc");
  private static final String[] NEVER_A_VALUE = {
    "",
    "   ",
    "\u0000",
    "a\nb",
    "NaN",
    "-",
    "1e3",
    "0x10",
    "9223372036854775808",
    "99999999999999999999ms",
    "-5ms",
    "${}",
    "\uD800",
    "Infinity",
    "1,000,5",
    "tru",
    "x".repeat(1 << 20)
  };
  private static final Settings DEFAULTS =
      Settings.load(null, new Properties(), Map.of(), NAMES, new ArrayList<>());

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  static Stream<String[]> values_that_are_none() {
    List<String[]> cases = new ArrayList<>();
    for (Key<?> key : Keys.all(NAMES)) {
      for (String value : NEVER_A_VALUE) {
        if (key.type().parse(value.trim()) == null || value.isBlank()) {
          cases.add(new String[] {key.name(), value});
        }
      }
    }
    return cases.stream();
  }

  @Test
  void the_table_of_bad_values_is_long() {
    assertTrue(values_that_are_none().count() >= 500, () -> "" + values_that_are_none().count());
  }

  @ParameterizedTest
  @MethodSource("values_that_are_none")
  void a_bad_value_keeps_the_default_and_is_one_short_line(String key, String value) {
    Properties properties = new Properties();
    properties.setProperty("vitals." + key, value);

    Settings settings = Settings.load("", properties, Map.of(), NAMES, warnings);

    assertEquals(DEFAULTS, settings);
    assertEquals(1, warnings.size(), warnings.toString());
    String line = warnings.get(0);
    assertTrue(line.startsWith("system properties: " + key + "='"), line);
    assertTrue(line.length() < 400, line);
    assertFalse(line.chars().anyMatch(Character::isISOControl), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        "=",
        "==",
        "=x",
        ":",
        "::",
        ":9464",
        "9464:",
        "host:",
        "[::1]",
        "[",
        "]",
        "[]:1x",
        "host:99x",
        "9464:file.txt",
        "9464,9465",
        "a b",
        "--port",
        "quiet"
      })
  void an_argument_of_no_known_form_is_one_line(String arguments) {
    Settings settings = Settings.load(arguments, new Properties(), Map.of(), NAMES, warnings);

    assertEquals(DEFAULTS, settings);
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("agent arguments: "), warnings.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: [1",
        "server: {port: 1",
        "\tserver: 1",
        "a: 1\na: 2",
        "- 1\n- 2",
        "just text",
        "server: !!java.net.URL [http://localhost]",
        "a: *b",
        "? [a]\n: 1\n",
        "a: 1\n---\nb: 2",
        "\u0000",
        "%YAML 9.9\n---\na: 1",
        "a: \"\\q\"",
        "'",
        "&a [*a]",
        "@",
        "a: b: c"
      })
  void a_malformed_file_is_one_line(String text) throws IOException {
    assertIgnored(Files.writeString(folder.resolve("vitals.yaml"), text));
  }

  @Test
  void a_file_that_is_absent_a_folder_binary_or_too_large_is_one_line() throws IOException {
    assertIgnored(folder.resolve("absent.yaml"));
    assertIgnored(folder);
    assertIgnored(Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xC3, 0x28, 0, 1}));
    assertIgnored(Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]));
    assertIgnored(Files.writeString(folder.resolve("deep.yaml"), "[".repeat(100_000)));
  }

  @Test
  void strange_structures_in_a_file_do_no_harm() throws IOException {
    String laughs =
        "a: &a {x: 1, y: 2}\nb: &b {k: *a, l: *a}\nc: &c {k: *b, l: *b}\nd: {k: *c, l: *c}\n";
    String itself = "server: &s {port: 9500, again: *s}\n";
    String nested = "server.port: [[1]]\nserver.host: {a: {b: 1}}\nqueue.capacity: ${NO_SUCH}\n";
    for (String text : List.of(laughs, itself, nested)) {
      Path file = Files.writeString(folder.resolve("strange.yaml"), text);
      List<String> lines = new ArrayList<>();
      Settings.load(file.toString(), new Properties(), Map.of(), NAMES, lines);
      assertTrue(lines.size() >= 1 && lines.size() <= 21, lines.toString());
    }
  }

  @Test
  void a_flood_of_mistakes_is_cut_off() {
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      arguments.append("unknown").append(i).append("=1;");
    }
    Settings.load(arguments.toString(), new Properties(), Map.of(), NAMES, warnings);

    assertEquals(21, warnings.size());
  }

  @Test
  void a_source_that_throws_leaves_the_defaults() {
    Properties hostile =
        new Properties() {
          @Override
          public java.util.Set<String> stringPropertyNames() {
            throw new SecurityException("no");
          }
        };

    assertEquals(DEFAULTS, Settings.load("9500", hostile, Map.of(), NAMES, warnings));
    assertEquals(1, warnings.size());
  }

  @Test
  void random_input_never_throws() throws IOException {
    Random random = new Random(20261121);
    String[] words = {
      "server",
      ".",
      "port",
      "=",
      ";",
      ",",
      ":",
      "[",
      "]",
      "{",
      "}",
      "${",
      "$$",
      ":-",
      "9464",
      "\n",
      "- ",
      "  ",
      "\t",
      "*a",
      "&a",
      "!!",
      "#",
      "'",
      "\"",
      "|",
      ">",
      "?",
      "%",
      "db.slow-threshold",
      "thresholds.cpu.warning",
      "0.5",
      "1s",
      "\u0000",
      "\uFEFF",
      "\uD800",
      "vitals.yaml",
      "é"
    };
    Path file = folder.resolve("random.yaml");
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i >= 0; i--) {
        text.append(words[random.nextInt(words.length)]);
      }
      Properties properties = new Properties();
      properties.setProperty("vitals." + text, text.toString());
      Map<String, String> environment = new HashMap<>();
      environment.put("VITALS_" + text, text.toString());
      environment.put("VITALS_CONFIG", file.toString());
      Files.write(file, text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      List<String> lines = new ArrayList<>();

      Settings settings = Settings.load(text.toString(), properties, environment, NAMES, lines);

      assertTrue(settings.server().port() >= -1 && lines.size() <= 21, text.toString());
    }
  }

  private void assertIgnored(Path file) {
    List<String> lines = new ArrayList<>();
    Settings settings = Settings.load("config=" + file, new Properties(), Map.of(), NAMES, lines);

    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).startsWith("config file '" + file), lines.get(0));
    assertEquals(DEFAULTS.server(), settings.server());
  }
}
