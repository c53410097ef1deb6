package dev.vitals.exporter.http;

import dev.vitals.exporter.http.RunningEndpoint.RawResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Requests over TLS, and the beginnings of some. */
final class TlsClient {
  static final TestCertificates RSA = TestCertificates.of("RSA", "one");
  static final TestCertificates EC = TestCertificates.of("EC", "one");
  private static final SSLContext CLIENT = TestCertificates.clientOf(RSA, EC);

  private TlsClient() {}

  /** A hello that offers SSL 3.0 (0), TLS 1.0 (1), TLS 1.1 (2) or TLS 1.2 (3), nothing newer. */
  static byte[] clientHello(int version) {
    byte[] random = new byte[32];
    byte[] ciphers = {0, 4, (byte) 0xC0, 0x2B, (byte) 0xC0, 0x09};
    byte[] extensions = {0, 16, 0, 13, 0, 4, 0, 2, 4, 3, 0, 10, 0, 4, 0, 2, 0, 23};
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {3, (byte) version});
    body.writeBytes(random);
    body.write(0);
    body.writeBytes(ciphers);
    body.writeBytes(new byte[] {1, 0});
    body.writeBytes(extensions);
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    hello.writeBytes(new byte[] {0x16, 3, 1, 0, (byte) (body.size() + 4)});
    hello.writeBytes(new byte[] {1, 0, 0, (byte) body.size()});
    hello.writeBytes(body.toByteArray());
    return hello.toByteArray();
  }

  static RawResponse get(RunningEndpoint running, String path, String... headers)
      throws IOException {
    try (SSLSocket socket = connect(running, "TLSv1.3")) {
      return get(socket, path, headers);
    }
  }

  static RawResponse get(SSLSocket socket, String path, String... headers) throws IOException {
    String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n";
    for (String header : headers) {
      head += header + "\r\n";
    }
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return RawResponse.read(socket);
  }

  static void postStatus(SSLSocket socket) throws IOException {
    String request =
        "POST /-/control/status HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
            + TestUsers.bearer(RunningEndpoint.CONTROL_TOKEN)
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  static SSLSocket over(Socket socket) throws IOException {
    return (SSLSocket) CLIENT.getSocketFactory().createSocket(socket, "localhost", 0, true);
  }

  static SSLSocket connect(RunningEndpoint running, String protocol) throws IOException {
    return connect(running, CLIENT, protocol);
  }

  static SSLSocket connect(RunningEndpoint running, SSLContext client, String protocol)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            client
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), running.port());
    socket.setSoTimeout(15_000);
    socket.setEnabledProtocols(new String[] {protocol});
    return socket;
  }
}
