package dev.vitals.it;

import com.example.witness.Witness;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The {@link Witness} in a host: packs it into a jar and asks it for the digests of classes. */
record WitnessAgent(Path folder, Path jar, String prefixes) {
  /** Those classes are watched whose names begin with one of the prefixes. */
  static WitnessAgent pack(Path folder, String... prefixes) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", Witness.class.getName());
    attributes.putValue("Agent-Class", Witness.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("witness.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      for (String suffix : new String[] {"", "$1"}) {
        String entry = Witness.class.getName().replace('.', '/') + suffix + ".class";
        try (InputStream bytes = Witness.class.getClassLoader().getResourceAsStream(entry)) {
          entries.putNextEntry(new JarEntry(entry));
          bytes.transferTo(entries);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new WitnessAgent(folder, jar, String.join(",", prefixes));
  }

  String option() {
    return "-javaagent:" + jar + "=" + prefixes;
  }

  /** Has every class transformed again; what came out of the transformers, by class. */
  Map<String, String> scan(long pid) {
    return ask(pid, "scan");
  }

  /** What others have had transformed since the last scan. */
  Map<String, String> seen(long pid) {
    return ask(pid, "seen");
  }

  private Map<String, String> ask(long pid, String word) {
    try {
      Path answer = Files.createTempFile(folder, word, ".txt");
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
      jvm.loadAgent(jar.toString(), word + "," + answer + "," + prefixes);
      jvm.detach();
      Map<String, String> digests = new TreeMap<>();
      for (String line : Files.readAllLines(answer)) {
        int space = line.indexOf(' ');
        digests.put(line.substring(0, space), line.substring(space + 1));
      }
      return digests;
    } catch (Exception failure) {
      throw new AssertionError("the witness did not answer", failure);
    }
  }
}
