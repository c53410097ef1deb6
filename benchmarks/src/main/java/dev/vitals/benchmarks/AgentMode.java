package dev.vitals.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** Whether a benchmark's JVM has the agent. */
enum AgentMode {
  /** No agent: what the same call costs by itself. */
  NONE,
  /** The finished jar, with its defaults. */
  WOVEN,
  /** The finished jar with every instrumentation switched off. */
  SWITCHED_OFF;

  /** What the JVM gets for it. The jar is named twice: the class path has its first classes too. */
  List<String> arguments(Path jar) {
    if (this == NONE) {
      return List.of();
    }
    String arguments = "jar=" + jar + ";quiet=true;port=-1";
    return List.of(
        "-javaagent:"
            + jar
            + "="
            + arguments
            + (this == SWITCHED_OFF ? ";instrumentation.default-enabled=false" : ""));
  }
}
