package dev.vitals.notify;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A text that is never shown: from the settings, or from a file that is read anew whenever it is
 * needed, so that a new secret needs no restart.
 */
final class Secret {
  private static final int LONGEST_BYTES = 8192;

  private final String text;
  private final String file;

  private Secret(String text, String file) {
    this.text = text;
    this.file = file;
  }

  static Secret text(String text) {
    return new Secret(text, null);
  }

  static Secret file(String file) {
    return new Secret(null, file);
  }

  /** <i>Errors:</i> a file that cannot be read, or holds nothing, may be there a little later. */
  String read() throws DeliveryException {
    if (text != null) {
      return text;
    }
    String name = new File(file).getName();
    String content;
    try (InputStream in = new FileInputStream(file)) {
      content = new String(in.readNBytes(LONGEST_BYTES + 1), StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      throw new DeliveryException("the file " + name + " cannot be read", true, 0);
    }
    if (content.isEmpty() || content.length() > LONGEST_BYTES || hasControls(content)) {
      throw new DeliveryException("the file " + name + " does not hold one line", true, 0);
    }
    return content;
  }

  private static boolean hasControls(String content) {
    for (int index = 0; index < content.length(); index++) {
      if (Character.isISOControl(content.charAt(index))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "***";
  }
}
