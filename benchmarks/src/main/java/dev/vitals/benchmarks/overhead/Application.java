package dev.vitals.benchmarks.overhead;

import java.nio.file.Path;
import java.util.List;

/** What runs under an agent. */
enum Application {
  /** The sample shop: Spring Boot, JPA, a database in memory, two caches. */
  SHOP("/products/1"),
  /** A bare Tomcat with a driver and a cache that cost next to nothing. */
  SLOPE("/load/statements/1");

  private final String firstPath;

  Application(String firstPath) {
    this.firstPath = firstPath;
  }

  /** The path whose good answer ends the start. */
  String firstPath() {
    return firstPath;
  }

  List<String> command(Path root, int port) {
    Path slope = root.resolve("integration-tests/hosts/slope/target");
    return switch (this) {
      case SHOP ->
          List.of(
              "-jar",
              root.resolve("sample-app/target/sample-app.jar").toString(),
              "--server.port=" + port,
              "--server.address=127.0.0.1",
              "--server.tomcat.max-keep-alive-requests=-1");
      case SLOPE ->
          List.of(
              "-cp",
              slope.resolve("host.jar") + ":" + slope.resolve("lib/*"),
              "com.example.slope.Main",
              Integer.toString(port));
    };
  }
}
