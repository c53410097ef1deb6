package dev.vitals.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A JDK on this machine that hosts are run on. */
record Jdk(int feature, Path home) {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/lib/jvm"),
          Path.of("/opt/java"),
          Path.of("/opt/hostedtoolcache/Java_Temurin-Hotspot_jdk"),
          Path.of("/Library/Java/JavaVirtualMachines"),
          Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"));

  /** Those of JDK 17 and 25 that are here; says on standard error which one is missing. */
  static List<Jdk> all() {
    List<Jdk> found = new ArrayList<>();
    for (int feature : new int[] {17, 25}) {
      Path home = find(feature);
      if (home == null) {
        System.err.println(
            "SKIPPED on JDK " + feature + ": none found; name one in VITALS_JDK" + feature);
      } else {
        found.add(new Jdk(feature, home));
      }
    }
    return found;
  }

  /** The one with the highest version, for what need not be seen on each. */
  static Jdk newest() {
    List<Jdk> all = all();
    return all.get(all.size() - 1);
  }

  String java() {
    return tool("java");
  }

  String tool(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  private static Path find(int feature) {
    String named = System.getenv("VITALS_JDK" + feature);
    if (named != null) {
      return Path.of(named);
    }
    if (Runtime.version().feature() == feature) {
      return Path.of(System.getProperty("java.home"));
    }
    for (Path folder : FOLDERS) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> homes = Files.walk(folder, 3)) {
          Path home = homes.filter(path -> isJdk(path, feature)).sorted().findFirst().orElse(null);
          if (home != null) {
            return home;
          }
        } catch (IOException | UncheckedIOException unreadable) {
          continue;
        }
      }
    }
    return null;
  }

  private static boolean isJdk(Path home, int feature) {
    File release = home.resolve("release").toFile();
    if (!release.isFile() || !Files.isExecutable(home.resolve("bin/javac"))) {
      return false;
    }
    Properties properties = new Properties();
    try (var in = Files.newInputStream(release.toPath())) {
      properties.load(in);
    } catch (IOException unreadable) {
      return false;
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.equals("" + feature) || version.startsWith(feature + ".");
  }
}
