package dev.vitals.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * What the agent asks of java.base: room for the probe, the VM's agent properties, and how
 * executors stand, which they tell others only under their locks.
 *
 * <p>They are opened to the isolated loader's own module only, so that nothing else gains access;
 * the opening cannot be undone, but that module is gone with its loader.
 */
final class BaseModule {
  /** In the order in which they can be defined: super types first. */
  static final List<String> PROBE_CLASSES =
      List.of("Kind", "Request", "Sink", "Sink$Inert", "Frame", "Probe");

  private static final String PROBE_PREFIX = "dev.vitals.probe.";

  private BaseModule() {}

  static void open(Instrumentation jvm) {
    Set<Module> ours = Collections.singleton(BaseModule.class.getModule());
    jvm.redefineModule(
        Object.class.getModule(),
        Collections.emptySet(),
        Map.of("jdk.internal.vm", ours),
        Map.of("java.lang", ours, "java.util.concurrent", ours),
        Collections.emptySet(),
        Collections.emptyMap());
  }

  /**
   * Defines the probe into java.base unless an earlier session has done so. The packaging renames
   * the prefix.
   */
  static void defineProbe() throws IOException, IllegalAccessException {
    MethodHandles.Lookup lookup =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    for (String simpleName : PROBE_CLASSES) {
      String name = PROBE_PREFIX + simpleName;
      if (!isDefined(name)) {
        lookup.defineClass(read(name));
      }
    }
  }

  /** The properties that {@code VirtualMachine.getAgentProperties} shows to the command line. */
  static Properties agentProperties() throws ReflectiveOperationException {
    return (Properties)
        Class.forName("jdk.internal.vm.VMSupport").getMethod("getAgentProperties").invoke(null);
  }

  private static boolean isDefined(String name) {
    try {
      Class.forName(name, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static byte[] read(String name) throws IOException {
    String resource = name.replace('.', '/') + ".class";
    try (InputStream in = BaseModule.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing in the agent's jar");
      }
      return in.readAllBytes();
    }
  }
}
