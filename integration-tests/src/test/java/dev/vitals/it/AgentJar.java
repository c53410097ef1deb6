package dev.vitals.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs an agent that is not ours into a jar for -javaagent and attach. */
final class AgentJar {
  private AgentJar() {}

  /** The agent's class and its inner ones, which are named by what follows their outer name. */
  static Path pack(Path folder, Class<?> agent, String... inner) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", agent.getName());
    attributes.putValue("Agent-Class", agent.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve(agent.getSimpleName() + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      add(entries, agent, "");
      for (String suffix : inner) {
        add(entries, agent, suffix);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return jar;
  }

  private static void add(JarOutputStream entries, Class<?> agent, String suffix)
      throws IOException {
    String entry = agent.getName().replace('.', '/') + suffix + ".class";
    try (InputStream bytes = agent.getClassLoader().getResourceAsStream(entry)) {
      entries.putNextEntry(new JarEntry(entry));
      bytes.transferTo(entries);
    }
  }
}
