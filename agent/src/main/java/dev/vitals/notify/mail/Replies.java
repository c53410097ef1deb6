package dev.vitals.notify.mail;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads replies from a server that may be hostile: bounded lines, bounded numbers of them, nothing
 * but printable ASCII comes out.
 *
 * <p><i>Errors:</i> {@link ProtocolException} for what is no reply, {@link EOFException} where the
 * server ended before the reply did.
 */
final class Replies {
  /** RFC 5321 allows 512; some servers send more. */
  static final int LONGEST_LINE = 2_000;

  static final int MOST_LINES = 100;

  private final InputStream in;
  private final byte[] buffer = new byte[1_024];
  private int position;
  private int limit;

  Replies(InputStream in) {
    this.in = in;
  }

  /** Whether something came that nobody has asked for. */
  boolean hasUnread() {
    return position < limit;
  }

  Reply read() throws IOException {
    List<String> lines = new ArrayList<>();
    int code = 0;
    while (true) {
      String line = line();
      int lineCode = code(line);
      if (!lines.isEmpty() && lineCode != code) {
        throw new ProtocolException("the server answered two codes at once");
      }
      code = lineCode;
      lines.add(line.length() > 4 ? line.substring(4) : "");
      if (line.length() == 3 || line.charAt(3) == ' ') {
        return new Reply(code, lines);
      }
      if (lines.size() == MOST_LINES) {
        throw new ProtocolException("the answer of the server does not end");
      }
    }
  }

  private static int code(String line) {
    int code = 0;
    for (int i = 0; i < 3 && i < line.length(); i++) {
      char c = line.charAt(i);
      code = c >= '0' && c <= '9' ? code * 10 + c - '0' : 1_000;
    }
    return code;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = next(); b != '\n'; b = next()) {
      if (line.length() == LONGEST_LINE) {
        throw new ProtocolException("the server sent a line without an end");
      }
      line.append(b >= ' ' && b <= '~' || b == '\r' ? (char) b : '?');
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    String text = line.toString().replace('\r', '?');
    if (!isReply(text)) {
      throw new ProtocolException("the server does not speak SMTP");
    }
    return text;
  }

  private static boolean isReply(String line) {
    if (line.length() < 3 || line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-') {
      return false;
    }
    int code = code(line);
    return code >= 200 && code < 600;
  }

  private int next() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
      if (limit == 0) {
        throw new EOFException("the server closed the connection");
      }
    }
    return buffer[position++] & 0xFF;
  }
}
