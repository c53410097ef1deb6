package dev.vitals.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What reading the configuration loads in a JVM that has only just started, as in premain. */
class SettingsLoadPathTest {

  /** Reads a plain configuration between two marks. */
  public static final class Start {
    public static void main(String[] arguments) {
      List<String> warnings = new ArrayList<>();
      List<String> names = List.of("servlet", "jdbc");
      Map<String, String> environment = Map.of("VITALS_QUEUE_CAPACITY", "2048");
      Properties properties = new Properties();
      properties.setProperty("vitals.thresholds.cpu.warning", "70%");
      System.out.println("mark");
      Settings settings =
          Settings.load("127.0.0.1:9500;quiet=true", properties, environment, names, warnings);
      System.out.println("mark");
      System.out.println(settings.server().port() + " " + warnings);
    }
  }

  @Test
  void loads_neither_yaml_nor_regular_expressions_nor_lambdas_nor_nio_files() throws Exception {
    List<String> loaded = loadedBetweenMarks();

    assertTrue(loaded.stream().anyMatch(line -> line.contains("dev.vitals.config.Settings ")));
    List<String> unwanted =
        loaded.stream()
            .filter(
                line ->
                    line.contains("snakeyaml")
                        || line.contains("YamlFile")
                        || line.contains("java.util.regex")
                        || line.contains("java.nio.file")
                        || line.contains("java.lang.invoke")
                        || line.contains("Lambda"))
            .toList();
    assertEquals(List.of(), unwanted);
  }

  private static List<String> loadedBetweenMarks() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xshare:auto",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> between = new ArrayList<>();
    String last = "";
    int marks = 0;
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals("mark")) {
          marks++;
        } else if (marks == 1) {
          between.add(line);
        }
        last = line.startsWith("9500 ") ? line : last;
      }
    }
    assertEquals(0, process.waitFor());
    assertEquals("9500 []", last);
    return between;
  }
}
