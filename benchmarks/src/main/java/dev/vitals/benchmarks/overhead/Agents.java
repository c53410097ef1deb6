package dev.vitals.benchmarks.overhead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/**
 * The jars of all agents: ours as built, the peers' as Maven fetched them, and one that does
 * nothing.
 */
final class Agents {
  private final Path ours;
  private final Path peers;
  private final Path empty;
  private final Path jmxConfiguration;

  Agents(Path root) throws IOException {
    ours = root.resolve("agent/target");
    peers = root.resolve("benchmarks/target/peers");
    Path folder = Files.createTempDirectory("agents");
    folder.toFile().deleteOnExit();
    empty = emptyAgent(folder);
    jmxConfiguration = folder.resolve("jmx.yaml");
    Files.writeString(jmxConfiguration, "rules:\n- pattern: \".*\"\n");
    jmxConfiguration.toFile().deleteOnExit();
  }

  Path empty() {
    return empty;
  }

  Path jmxConfiguration() {
    return jmxConfiguration;
  }

  Path jar(Variant variant) {
    if (variant == Variant.VITALS) {
      return existing(ours.resolve("vitals.jar"), "mvn -DskipTests package");
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(peers, variant.artifact() + "*")) {
      List<Path> jars = new ArrayList<>();
      found.forEach(jars::add);
      if (jars.size() == 1) {
        return jars.get(0).toAbsolutePath();
      }
      return existing(peers.resolve("one " + variant.artifact()), "benchmarks/README.md");
    } catch (IOException none) {
      throw new UncheckedIOException(
          "no jar of " + variant.label() + ": see benchmarks/README.md", none);
    }
  }

  /** Size of the jar, or 0 where there is none. */
  double jarBytes(Variant variant) {
    try {
      return variant.artifact().isEmpty() ? 0 : Files.size(jar(variant));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static Path existing(Path jar, String how) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("no " + jar + ": " + how);
    }
    return jar.toAbsolutePath();
  }

  private static Path emptyAgent(Path folder) throws IOException {
    Path source = folder.resolve("Empty.java");
    Files.writeString(
        source,
        "public class Empty { public static void premain(String a,"
            + " java.lang.instrument.Instrumentation i) {} }");
    if (ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "8", "-Xlint:-options", source.toString())
        != 0) {
      throw new IOException("the empty agent does not compile");
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", "Empty");
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("empty.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new ZipEntry("Empty.class"));
      out.write(Files.readAllBytes(folder.resolve("Empty.class")));
    }
    for (Path file : List.of(source, folder.resolve("Empty.class"), jar)) {
      file.toFile().deleteOnExit();
    }
    return jar;
  }
}
