package dev.vitals.it;

import com.example.witness.Witness;
import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The {@link Witness} in a host: packs it into a jar and asks it for the digests of classes. */
record WitnessAgent(Path folder, Path jar, String prefixes) {
  /** Those classes are watched whose names begin with one of the prefixes. */
  static WitnessAgent pack(Path folder, String... prefixes) {
    Path jar = AgentJar.pack(folder, Witness.class, "$1");
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
