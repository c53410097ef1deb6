package dev.vitals.exporter.http;

import dev.vitals.exporter.http.RunningEndpoint.RawResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Requests over TLS, and the beginnings of some. */
final class TlsClient {
  static final TestCertificates RSA = TestCertificates.of("RSA", "one");
  static final TestCertificates EC = TestCertificates.of("EC", "one");
  private static final SSLContext CLIENT = TestCertificates.clientOf(RSA, EC);

  private TlsClient() {}

  /** A hello that offers SSL 3.0 (0), TLS 1.0 (1) or TLS 1.1 (2) and nothing newer. */
  static byte[] clientHello(int version) {
    byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 2 + 2];
    hello[0] = 0x16;
    hello[1] = 3;
    hello[2] = 1;
    hello[4] = (byte) (hello.length - 5);
    hello[5] = 1;
    hello[8] = (byte) (hello.length - 9);
    hello[9] = 3;
    hello[10] = (byte) version;
    hello[45] = 2;
    hello[47] = 0x2f;
    hello[48] = 1;
    return hello;
  }

  static RawResponse get(RunningEndpoint running, String path, String... headers)
      throws IOException {
    try (SSLSocket socket = connect(running, "TLSv1.3")) {
      return get(socket, path, headers);
    }
  }

  static RawResponse get(SSLSocket socket, String path, String... headers)
      throws IOException {
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
