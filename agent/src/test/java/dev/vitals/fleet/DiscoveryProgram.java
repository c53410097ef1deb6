package dev.vitals.fleet;

import java.nio.file.Path;

/** A JVM that announces itself until its standard input ends; {@code halt} is a sudden death. */
final class DiscoveryProgram {
  private DiscoveryProgram() {}

  public static void main(String[] arguments) throws Exception {
    DiscoveryEntry entry = DiscoveryEntry.ofThisJvm("child", "http", "127.0.0.1:9464", "", "");
    FileDiscovery discovery =
        FileDiscovery.start(Path.of(arguments[0]), entry, System.out::println, Thread::new);
    discovery.keep();
    System.out.println("announced");
    int end = System.in.read();
    if (end == 'h') {
      Runtime.getRuntime().halt(9);
    }
    if (end == 'c') {
      discovery.close();
      System.out.println("closed");
      System.in.read();
    }
  }
}
