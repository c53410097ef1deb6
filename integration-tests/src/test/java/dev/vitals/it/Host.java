package dev.vitals.it;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A host application and how it is started. */
enum Host {
  JDK_HTTP,
  TOMCAT9,
  TOMCAT11,
  JETTY12,
  UNDERTOW,
  SPRING_5,
  SPRING_BOOT_3,
  SPRING_BOOT_4,
  BUSY,
  OSGI,
  MODULAR,
  JDBC,
  CACHES,
  EXECUTORS,
  /** Without a console: see {@link SampleAppRun}. */
  SAMPLE_APP;

  /** Those that serve the shop over HTTP; -Dvitals.it.hosts=A,B leaves out the others. */
  static List<Host> web() {
    String only = System.getProperty("vitals.it.hosts", "");
    return Stream.of(
            JDK_HTTP, TOMCAT9, TOMCAT11, JETTY12, UNDERTOW, SPRING_BOOT_3, SPRING_BOOT_4, OSGI)
        .filter(host -> only.isEmpty() || List.of(only.split(",")).contains(host.name()))
        .toList();
  }

  boolean isSpring() {
    return this == SPRING_BOOT_3 || this == SPRING_BOOT_4;
  }

  /** What follows the options of the JVM on its command line. */
  List<String> launch() {
    if (this == SAMPLE_APP) {
      Path jar = Path.of(System.getProperty("vitals.sample-app")).normalize();
      return List.of("-jar", jar.toString());
    }
    Path target = Path.of(System.getProperty("vitals.hosts"), directory(), "target");
    String jar = target.resolve("host.jar").toString();
    if (this == MODULAR) {
      return List.of("-p", jar, "-m", "com.example.modular/com.example.modular.Main");
    }
    return List.of(
        "-cp", jar + java.io.File.pathSeparator + target.resolve("lib/*"), "com.example.host.Main");
  }

  private String directory() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
