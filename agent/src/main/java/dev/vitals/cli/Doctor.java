package dev.vitals.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Looks at everything an attach depends on. */
final class Doctor {
  private static final int FIRST_PORT = 9464;
  private static final int LAST_PORT = 9483;

  private Doctor() {}

  /** This side: the runtime of the command, its jar, the ports. */
  static List<Finding> machine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Jdk.hasAttachModule()
            ? Finding.good("this Java", System.getProperty("java.version") + " with jdk.attach")
            : new Finding(
                ExitCode.OK,
                "this Java",
                System.getProperty("java.version") + " without the module jdk.attach",
                "attaching is tried through JNA instead; a full JDK is the sure way"));
    findings.add(ownJar());
    findings.add(ports());
    return findings;
  }

  private static Finding ownJar() {
    try {
      Path jar = AgentJar.own();
      return Finding.good("this jar", jar + ", version " + AgentJar.version(jar));
    } catch (Failure failure) {
      return new Finding(failure.exitCode(), "this jar", failure.getMessage(), failure.remedy());
    }
  }

  private static Finding ports() {
    for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return Finding.good(
            "port",
            socket.getLocalPort() + (port == FIRST_PORT ? " is free" : " is the first free one"));
      } catch (IOException e) {
        // Taken; the agent would try the next one too.
      }
    }
    return new Finding(
        ExitCode.OK,
        "port",
        "none from " + FIRST_PORT + " to " + LAST_PORT + " is free",
        "choose another: -C server.port=0 takes any");
  }

  /** The other side: the process, then the JVM in it. */
  static List<Finding> process(long pid) {
    List<Finding> findings = new ArrayList<>(Diagnosis.of(pid));
    for (Finding finding : findings) {
      if (finding.forbids()) {
        return findings;
      }
    }
    try {
      findings.add(Diagnosis.jar(pid, AgentJar.own()));
    } catch (Failure alreadyFound) {
      // It stands among the findings about this machine.
    }
    try (Connection connection = Connection.open(pid)) {
      findings.add(Finding.good("answer", "the JVM answers"));
      jvm(pid, connection, findings);
    } catch (Failure failure) {
      findings.add(
          new Finding(failure.exitCode(), "answer", failure.getMessage(), failure.remedy()));
    }
    return findings;
  }

  private static void jvm(long pid, Connection connection, List<Finding> findings) throws Failure {
    Properties system = connection.systemProperties();
    Properties agent = connection.agentProperties();
    try {
      Jdk.requireSupported(system);
      findings.add(Finding.good("its Java", system.getProperty("java.version", "")));
    } catch (Failure failure) {
      findings.add(
          new Finding(failure.exitCode(), "its Java", failure.getMessage(), failure.remedy()));
    }
    findings.add(dynamicLoading(pid, system, agent));
    findings.add(httpServerModule(pid, system));
    AgentState state = AgentState.of(agent);
    findings.add(
        Finding.good(
            "Vitals",
            state.running()
                ? "attached, version " + state.version() + " " + state.address()
                : state.error().isEmpty()
                    ? "not attached"
                    : "not attached, the last start failed: " + state.error()));
  }

  private static Finding dynamicLoading(long pid, Properties system, Properties agent) {
    List<String> options = options(pid, agent);
    if (Diagnosis.isLast(
        options, "-XX:-EnableDynamicAgentLoading", "-XX:+EnableDynamicAgentLoading")) {
      return new Finding(
          ExitCode.NOT_PERMITTED,
          "agent loading",
          "process " + pid + " was started with -XX:-EnableDynamicAgentLoading",
          "start it without that option, or with -javaagent:vitals.jar");
    }
    return warnsOfDynamicAgents(system, agent)
        ? new Finding(
            ExitCode.OK,
            "agent loading",
            "allowed, but the JVM will print a warning of its own to its stderr",
            "-XX:+EnableDynamicAgentLoading silences it")
        : Finding.good("agent loading", "allowed");
  }

  /** Whether the JVM prints the warning of JEP 451 when an agent is attached. */
  static boolean warnsOfDynamicAgents(Properties system, Properties agent) {
    return Jdk.feature(system) >= Jdk.WARNS_OF_DYNAMIC_AGENTS
        && !options(0, agent).contains("-XX:+EnableDynamicAgentLoading");
  }

  private static List<String> options(long pid, Properties agent) {
    List<String> options = new ArrayList<>(ProcessFacts.of(pid).options());
    String inJvm = agent.getProperty("sun.jvm.args", "").trim();
    options.addAll(List.of(inJvm.split("\\s+")));
    return options;
  }

  /** Read from the release file of the target's runtime image, which lists its modules. */
  private static Finding httpServerModule(long pid, Properties system) {
    Path release = Path.of(system.getProperty("java.home", "/"), "release").toAbsolutePath();
    try {
      String text = Files.readString(ProcessFacts.of(pid).seen(release));
      if (text.contains("MODULES=") && !text.contains("jdk.httpserver")) {
        return new Finding(
            ExitCode.OK,
            "its modules",
            "its runtime has no module jdk.httpserver, so there will be no endpoint",
            "read the metrics with: java -jar vitals.jar metrics " + pid);
      }
    } catch (IOException e) {
      // Without that file nothing is known, and the agent itself will say it.
    }
    String module = system.getProperty("jdk.module.main", "");
    return module.isEmpty()
        ? Finding.good("its modules", "jdk.httpserver is there")
        : new Finding(
            ExitCode.OK,
            "its modules",
            "it is a modular application (" + module + ") and may run without jdk.httpserver",
            "if attach says so, add --add-modules jdk.httpserver or read 'metrics " + pid + "'");
  }
}
