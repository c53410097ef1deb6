package dev.vitals.cli;

import java.io.IOException;
import java.util.Properties;

/** The door every HotSpot JVM opens to its own user. */
interface AttachSocket {
  Properties systemProperties() throws IOException;

  /** What agents inside note for those who attach; not the system properties. */
  Properties agentProperties() throws IOException;

  /**
   * Loads an agent and returns when its {@code agentmain} has.
   *
   * @throws Failure when the JVM refuses
   */
  void load(String jar, String arguments) throws IOException, Failure;

  void close();
}
