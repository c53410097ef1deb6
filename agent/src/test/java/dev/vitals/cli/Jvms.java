package dev.vitals.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Starts the JVMs of these tests and ends them again. */
final class Jvms implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();

  /** What a command line printed, and its exit code. */
  record Result(int exitCode, String out, String err) {}

  /** Runs a command as users do, in a JVM whose class path is the jar. */
  static final class Main {
    public static void main(String[] arguments) {
      System.exit(Cli.run(arguments));
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The newer JDK of the tests; null where there is none. */
  static String newerJava() {
    String home = System.getenv("VITALS_JDK25");
    File[] usual = new File("/usr/lib/jvm").listFiles((folder, name) -> name.contains("25"));
    if (home == null && usual != null && usual.length > 0) {
      home = usual[0].getPath();
    }
    return home == null ? null : Path.of(home, "bin", "java").toString();
  }

  /** A JVM that runs {@link Sleeper} and has said so. */
  Process sleeper(String java, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Sleeper.class.getName()));
    Process process = start(command);
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (!"ready".equals(line)) {
      throw new IOException("not ready: " + line);
    }
    return process;
  }

  Process start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    processes.add(process);
    return process;
  }

  /** A jar that is agent and command line, and finds its classes through its manifest. */
  static Path jar(Path folder) throws IOException {
    List<Path> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(Path.of(entry));
    }
    return jar(folder, classPath);
  }

  /** The same for every user of the machine: with copies of the classes beside it. */
  static Path sharedJar(Path folder) throws IOException {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    List<Path> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path source = Path.of(entry);
      Path copy = shared.resolve(copies.size() + "-" + source.getFileName());
      copies.add(copy);
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(source.relativize(file).toString()));
        }
      }
    }
    Path jar = jar(shared, copies);
    open(folder.getParent(), folder);
    return jar;
  }

  private static void open(Path... folders) throws IOException {
    for (Path folder : folders) {
      if (folder.getFileName().toString().startsWith("junit")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static Path jar(Path folder, List<Path> entries) throws IOException {
    StringBuilder classPath = new StringBuilder();
    for (Path entry : entries) {
      classPath.append(entry.toUri()).append(' ');
    }
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    main.put(Attributes.Name.CLASS_PATH, classPath.toString().trim());
    main.put(Attributes.Name.IMPLEMENTATION_VERSION, "0.fake");
    main.putValue("Agent-Class", FakeAgent.class.getName());
    main.putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("vitals.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest)) {
      zip.finish();
    }
    return jar;
  }

  static Result run(Path folder, List<String> prefix, Path jar, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    File out = Files.createTempFile(folder, "cli", ".out").toFile();
    File err = Files.createTempFile(folder, "cli", ".err").toFile();
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("hangs: " + command);
    }
    return new Result(
        process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroyForcibly();
    }
  }
}
