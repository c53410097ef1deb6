package dev.vitals.notify;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import java.io.File;

/**
 * Reads the secrets of one receiver: each stands in a file of its own or in the environment, and
 * nowhere else.
 *
 * <p><i>Errors:</i> what is wrong is named, without the text of anything, and counts as not
 * written.
 */
final class SecretReader {
  private final YamlNode receiver;
  private final Mistakes mistakes;
  private boolean hasRefused;

  SecretReader(YamlNode receiver, Mistakes mistakes) {
    this.receiver = receiver;
    this.mistakes = mistakes;
  }

  /** Whether a secret stood in the configuration file as it is. */
  boolean hasRefused() {
    return hasRefused;
  }

  /** What stands behind a key, or in the file that key-file names; null where neither is. */
  Secret read(String key) {
    Secret inFile = inFile(key + "-file");
    String text = text(key, true);
    return inFile != null || text == null ? inFile : Secret.text(text);
  }

  /**
   * The address; null where there is none that can be used.
   *
   * @param isSecret whether who knows it may send
   */
  Secret address(boolean isSecret) {
    Secret inFile = inFile("url-file");
    String text = text("url", isSecret);
    if (inFile != null || text == null) {
      return inFile;
    }
    return isUsable(receiver.get("url")) ? Secret.text(text) : null;
  }

  /** The address in a file; null where no file is named. */
  Secret addressInFile() {
    return inFile("url-file");
  }

  /** Whether a text is an address that can be sent to. */
  boolean isUsable(YamlNode url) {
    String problem = url.text() == null ? "is not one text; it is ignored" : null;
    problem = problem == null ? Target.problem(url.text()) : problem;
    if (problem != null) {
      mistakes.hidden(url, problem);
    }
    return problem == null;
  }

  private String text(String key, boolean isSecret) {
    YamlNode node = receiver.get(key);
    if (node == null) {
      return null;
    }
    if (node.text() == null) {
      mistakes.hidden(node, "is not one text; it is ignored");
      return null;
    }
    if (isSecret && !node.isFromEnvironment()) {
      hasRefused = true;
      mistakes.literal(node);
      return null;
    }
    return node.text();
  }

  private Secret inFile(String key) {
    YamlNode node = receiver.get(key);
    if (node == null) {
      return null;
    }
    if (node.text() == null) {
      mistakes.hidden(node, "is not the path of a file; it is ignored");
      return null;
    }
    if (!new File(node.text()).canRead()) {
      mistakes.hidden(
          node, "is no file that can be read now; it is tried again with every message");
    }
    return Secret.file(node.text());
  }
}
