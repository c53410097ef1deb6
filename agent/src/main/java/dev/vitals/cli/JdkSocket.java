package dev.vitals.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.AttachOperationFailedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The attach socket through the JDK's module jdk.attach, which a reduced runtime may lack. */
final class JdkSocket implements AttachSocket {
  private final VirtualMachine vm;

  private JdkSocket(VirtualMachine vm) {
    this.vm = vm;
  }

  static AttachSocket open(long pid) throws IOException, Failure {
    try {
      return new JdkSocket(VirtualMachine.attach(Long.toString(pid)));
    } catch (AttachNotSupportedException e) {
      throw Refusal.attach(pid, e.getMessage());
    }
  }

  /** Process ids of the JVMs that say so themselves, each with its main class and arguments. */
  static Map<Long, String> list() {
    Map<Long, String> names = new LinkedHashMap<>();
    for (VirtualMachineDescriptor descriptor : VirtualMachine.list()) {
      if (descriptor.id().matches("[0-9]{1,18}")) {
        names.put(Long.valueOf(descriptor.id()), descriptor.displayName());
      }
    }
    return names;
  }

  @Override
  public Properties systemProperties() throws IOException {
    return vm.getSystemProperties();
  }

  @Override
  public Properties agentProperties() throws IOException {
    return vm.getAgentProperties();
  }

  @Override
  public void load(String jar, String arguments) throws IOException, Failure {
    try {
      vm.loadAgent(jar, arguments);
    } catch (AgentLoadException | AttachOperationFailedException e) {
      throw Refusal.load(e.getMessage());
    } catch (AgentInitializationException e) {
      throw Refusal.load("the agent's start failed: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      vm.detach();
    } catch (IOException e) {
      // The JVM has gone, and the socket with it.
    }
  }
}
