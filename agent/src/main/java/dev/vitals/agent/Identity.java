package dev.vitals.agent;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.AgentMetrics;
import java.io.File;
import java.io.IOException;
import java.util.List;

/**
 * Which agent this is, and in which JVM.
 *
 * @param version of the agent
 * @param premain whether it came by -javaagent
 * @param arguments the user's, as given
 */
record Identity(
    String version,
    String serviceName,
    long pid,
    boolean premain,
    String arguments,
    long startEpochMillis) {

  static Identity of(String arguments, String serviceName, boolean premain) {
    return new Identity(
        Version.TEXT,
        serviceName.isEmpty() ? mainName() : serviceName,
        ownPid(),
        premain,
        arguments,
        System.currentTimeMillis());
  }

  /**
   * From /proc where there is one: the JDK's own way makes a pool of threads, before main, whose
   * class would have to be woven there and then.
   */
  static long ownPid() {
    try {
      return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException | NumberFormatException notHere) {
      return ProcessHandle.current().pid();
    }
  }

  void collect(List<Family> into) {
    into.add(info(AgentMetrics.TARGET_INFO, targetLabels()));
    into.add(info(AgentMetrics.VITALS_BUILD_INFO, List.of(version, "")));
    into.add(info(AgentMetrics.VITALS_ATTACH_INFO, List.of(premain ? "premain" : "agentmain")));
    into.add(
        new Family(AgentMetrics.VITALS_STATE, List.of(new Sample.Point(List.of("running"), 1.0))));
    into.add(
        new Family(
            AgentMetrics.VITALS_START_TIME_SECONDS,
            List.of(new Sample.Point(List.<String>of(), startEpochMillis / 1e3))));
  }

  private List<String> targetLabels() {
    return List.of(
        serviceName,
        "",
        "",
        "",
        "",
        Long.toString(pid),
        System.getProperty("java.runtime.name", ""),
        System.getProperty("java.runtime.version", ""),
        "vitals",
        version);
  }

  private static Family info(Metric metric, List<String> labelValues) {
    return new Family(metric, List.of(new Sample.Point(labelValues, 1.0)));
  }

  /** The main class, or the file name of the jar: never its arguments, which may hold secrets. */
  private static String mainName() {
    String command = System.getProperty("sun.java.command", "");
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    return main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
  }
}
