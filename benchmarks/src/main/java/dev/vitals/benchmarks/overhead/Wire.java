package dev.vitals.benchmarks.overhead;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept connection that asks and reads answers with as little work as possible. */
final class Wire implements Closeable {
  private final Socket socket = new Socket();
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;

  Wire(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(120_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
  }

  static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] post(String path, String json) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends a request, reads the whole answer and returns its status. */
  int ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String line = line();
    int status = Integer.parseInt(line.substring(9, 12));
    int length = -1;
    boolean chunked = false;
    while (!(line = line()).isEmpty()) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).trim());
      } else if (line.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
        chunked = line.contains("chunked");
      }
    }
    if (chunked) {
      int chunk;
      do {
        chunk = Integer.parseInt(line().trim(), 16);
        skip(chunk + 2);
      } while (chunk > 0);
    } else if (length > 0) {
      skip(length);
    }
    return status;
  }

  @SuppressWarnings("deprecation") // The cheapest way from ASCII to a string.
  private String line() throws IOException {
    int at = from;
    while (true) {
      while (at < to && buffer[at] != '\n') {
        at++;
      }
      if (at < to) {
        String line = new String(buffer, 0, from, Math.max(0, at - from - 1));
        from = at + 1;
        return line;
      }
      if (from > 0 && from < to) {
        System.arraycopy(buffer, from, buffer, 0, to - from);
      }
      to -= from;
      from = 0;
      at = to;
      fill();
    }
  }

  private void skip(int bytes) throws IOException {
    int left = bytes;
    while (left > to - from) {
      left -= to - from;
      from = 0;
      to = 0;
      fill();
    }
    from += left;
  }

  private void fill() throws IOException {
    InputStream in = socket.getInputStream();
    int read = in.read(buffer, to, buffer.length - to);
    if (read <= 0) {
      throw new EOFException("the server closed the connection");
    }
    to += read;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
