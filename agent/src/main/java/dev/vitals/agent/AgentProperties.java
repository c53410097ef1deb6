package dev.vitals.agent;

import java.util.Properties;

/**
 * What the command line can read over the attach socket without asking the agent: that it runs,
 * where, and the token of its endpoint. They stand in the VM's agent properties, so the host's
 * system properties stay as they are.
 */
final class AgentProperties {
  private static final String PREFIX = "dev.vitals.";
  private static final String[] NAMES = {
    "state", "version", "address", "token", "arguments", "error"
  };

  private final Properties properties;

  AgentProperties() throws ReflectiveOperationException {
    properties = BaseModule.agentProperties();
  }

  /** Leaves the reason why no agent runs, for the command line that waits for it. */
  static void failed(String reason) {
    try {
      BaseModule.agentProperties().setProperty(PREFIX + "error", reason);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unreachable) {
      // The reason is on stderr too.
    }
  }

  void running(Identity identity) {
    forget();
    properties.setProperty(PREFIX + "version", identity.version());
    properties.setProperty(PREFIX + "arguments", identity.arguments());
  }

  void address(String address, String token) {
    properties.setProperty(PREFIX + "address", address);
    properties.setProperty(PREFIX + "token", token);
  }

  void arguments(String arguments) {
    properties.setProperty(PREFIX + "arguments", arguments);
  }

  /**
   * From here on the command line takes the agent for attached: everything else is known by now.
   */
  void ready() {
    properties.setProperty(PREFIX + "state", "running");
  }

  void forget() {
    for (String name : NAMES) {
      properties.remove(PREFIX + name);
    }
  }
}
