package dev.vitals.cli;

import java.util.Properties;

/**
 * What the agent in another JVM has left in its agent properties; texts are empty where absent.
 *
 * @param address host and port of the endpoint
 * @param token what control requests must carry; empty where the endpoint speaks TLS
 * @param error why the last start failed
 */
record AgentState(
    boolean running, String version, String address, String token, String arguments, String error) {

  static AgentState of(Properties properties) {
    return new AgentState(
        "running".equals(text(properties, "state")),
        text(properties, "version"),
        text(properties, "address"),
        text(properties, "token"),
        text(properties, "arguments"),
        text(properties, "error"));
  }

  /** Whether it can be asked without a certificate to trust. */
  boolean hasPlainEndpoint() {
    return !address.isEmpty() && !token.isEmpty();
  }

  private static String text(Properties properties, String name) {
    return properties.getProperty("dev.vitals.".concat(name), "");
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "AgentState[" + running + " " + version + " " + address + "]";
  }
}
