package dev.vitals.cli;

import java.util.Properties;
import java.util.concurrent.Callable;

/** A JVM that answers: its attach socket, every use of it limited in time. */
final class Connection implements AutoCloseable {
  private final long pid;
  private final AttachSocket socket;

  private Connection(long pid, AttachSocket socket) {
    this.pid = pid;
    this.socket = socket;
  }

  /**
   * Asks first whether the process is one that may be asked.
   *
   * @throws Failure where it is none, or does not answer
   */
  static Connection open(long pid) throws Failure {
    Diagnosis.requireAttachable(pid);
    AttachSocket socket =
        await(pid, () -> Jdk.hasAttachModule() ? JdkSocket.open(pid) : EmulatedSocket.open(pid));
    return new Connection(pid, socket);
  }

  long pid() {
    return pid;
  }

  AgentState agent() throws Failure {
    Properties properties = await(pid, socket::agentProperties);
    return AgentState.of(properties);
  }

  /** Waits until the agent is gone, or its JVM with it; false when it stays. */
  boolean isAgentGoneInTime() {
    return Deadline.until(
        () -> {
          try {
            return !agent().running();
          } catch (Failure ended) {
            return true;
          }
        });
  }

  Properties agentProperties() throws Failure {
    return await(pid, socket::agentProperties);
  }

  Properties systemProperties() throws Failure {
    return await(pid, socket::systemProperties);
  }

  void load(String jar, String arguments) throws Failure {
    Callable<Boolean> work =
        () -> {
          socket.load(jar, arguments);
          return true;
        };
    await(pid, work);
  }

  @Override
  public void close() {
    socket.close();
  }

  private static <T> T await(long pid, Callable<T> work) throws Failure {
    return Deadline.await(Deadline.start(work), "process " + pid);
  }
}
