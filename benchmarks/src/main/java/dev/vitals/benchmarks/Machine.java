package dev.vitals.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where figures come from: processor, JDK, day and commit. */
final class Machine {
  private Machine() {}

  static Map<String, Object> describe(Path project, String java) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cpu", cpuModel());
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("os", System.getProperty("os.name") + ' ' + System.getProperty("os.version"));
    facts.put("jdk", jdk(java));
    facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    facts.put("commit", output(project, "git", "rev-parse", "--short=12", "HEAD"));
    facts.put("changed", !output(project, "git", "status", "--porcelain", "-uno").isEmpty());
    return facts;
  }

  /** The Java version a launcher starts, 17 for one. */
  static int feature(String java) throws IOException {
    return Runtime.Version.parse(property(java, "java.version")).feature();
  }

  private static String jdk(String java) throws IOException {
    return property(java, "java.vendor.version") + ' ' + property(java, "java.version");
  }

  private static String property(String java, String name) throws IOException {
    for (String line :
        output(Path.of("."), java, "-XshowSettings:properties", "-version").split("\n")) {
      if (line.strip().startsWith(name + " = ")) {
        return line.substring(line.indexOf('=') + 1).strip();
      }
    }
    return "";
  }

  private static String cpuModel() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (Files.isReadable(file)) {
      List<String> lines = Files.readAllLines(file);
      for (String line : lines) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    }
    return System.getProperty("os.arch");
  }

  private static String output(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
