package dev.vitals.notify.mail;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Puts a mail on the wire so that nothing in it can be taken for its end: a dot at the start of a
 * line is doubled, and every end of a line is a carriage return and a line feed.
 */
final class DotStuffing {
  private DotStuffing() {}

  /** Writes the mail and the dot that ends it. */
  static void write(byte[] mail, OutputStream out) throws IOException {
    boolean atLineStart = true;
    for (int i = 0; i < mail.length; i++) {
      byte b = mail[i];
      if (b == '\r' || b == '\n') {
        // A lone one would end a line for some servers and not for others.
        if (b == '\r' && i + 1 < mail.length && mail[i + 1] == '\n') {
          i++;
        }
        endLine(out);
        atLineStart = true;
        continue;
      }
      if (atLineStart && b == '.') {
        out.write('.');
      }
      out.write(b);
      atLineStart = false;
    }
    if (!atLineStart) {
      endLine(out);
    }
    out.write('.');
    endLine(out);
  }

  private static void endLine(OutputStream out) throws IOException {
    out.write('\r');
    out.write('\n');
  }
}
