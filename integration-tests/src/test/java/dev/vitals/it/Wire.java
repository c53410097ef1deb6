package dev.vitals.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One HTTP connection at a time, kept open as long as the server likes: cheap enough for a hundred
 * thousand requests, and it never repeats one by itself.
 */
final class Wire implements AutoCloseable {
  /**
   * For hosts on the JDK's server: it writes head and body apart, and without this option each
   * answer waits 40 ms for an acknowledgement.
   */
  static final String NO_DELAY = "-Dsun.net.httpserver.nodelay=true";

  private static final int LIMIT_MILLIS = 60_000;

  private final int port;
  private Socket socket;
  private InputStream in;

  Wire(int port) {
    this.port = port;
  }

  /** Sends one GET and returns the status of its answer. */
  int get(String path) throws IOException {
    send(List.of(path));
    return answer();
  }

  /** Sends all requests before it reads the first answer; each must have that status. */
  void pipelined(List<String> paths, int status) {
    try {
      send(paths);
      for (String path : paths) {
        int answered = answer();
        if (answered != status) {
          throw new AssertionError(path + " was answered with " + answered);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private void send(List<String> paths) throws IOException {
    if (socket == null) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LIMIT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    }
    StringBuilder requests = new StringBuilder();
    for (String path : paths) {
      requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }
    socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private int answer() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).trim());
      } else if (lower.startsWith("transfer-encoding:")) {
        throw new IOException("this client reads no chunks: " + header);
      }
      last |= lower.equals("connection: close");
    }
    in.skipNBytes(length);
    if (last) {
      close();
    }
    return status;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }
}
