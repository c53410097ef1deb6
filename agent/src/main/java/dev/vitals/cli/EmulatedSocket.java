package dev.vitals.cli;

import java.io.IOException;
import java.util.Properties;
import net.bytebuddy.agent.VirtualMachine;

/** The attach socket as Byte Buddy speaks it through JNA, where the module jdk.attach is absent. */
final class EmulatedSocket implements AttachSocket {
  private final VirtualMachine vm;

  private EmulatedSocket(VirtualMachine vm) {
    this.vm = vm;
  }

  static AttachSocket open(long pid) throws IOException, Failure {
    try {
      return new EmulatedSocket(VirtualMachine.ForHotSpot.attach(Long.toString(pid)));
    } catch (IllegalStateException e) {
      throw Refusal.attach(pid, e.getMessage());
    } catch (LinkageError e) {
      // JNA's library for this system is not in the jar.
      throw new Failure(
          ExitCode.FAILURE,
          "this Java has no module jdk.attach, and JNA does not work here",
          "run the command with a full JDK, or start the application with -javaagent:vitals.jar");
    }
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
    } catch (IllegalStateException e) {
      throw Refusal.load(e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      vm.detach();
    } catch (IOException | IllegalStateException e) {
      // The JVM has gone, and the socket with it.
    }
  }
}
