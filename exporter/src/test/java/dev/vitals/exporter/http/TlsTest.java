package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.http.RunningEndpoint.RawResponse;
import dev.vitals.exporter.prometheus.ParsedExposition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {
  private static final TestCertificates RSA = TlsClient.RSA;
  private static final TestCertificates EC = TlsClient.EC;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"RSA,TLSv1.2", "RSA,TLSv1.3", "EC,TLSv1.2", "EC,TLSv1.3"})
  void answers_with_the_certificate_from_the_files(String algorithm, String protocol)
      throws IOException {
    TestCertificates own = TestCertificates.of(algorithm, "one");
    try (RunningEndpoint running = new RunningEndpoint(own.write(folder));
        SSLSocket socket = TlsClient.connect(running, protocol)) {
      assertEquals("https", running.endpoint.scheme());
      RawResponse response = TlsClient.get(socket, "/metrics");
      assertEquals(200, response.status());
      assertTrue(ParsedExposition.text(response.text()).containsKey("target_info"));
      assertEquals("close", response.header("Connection"));
      assertEquals("nosniff", response.header("X-Content-Type-Options"));
      assertEquals(protocol, socket.getSession().getProtocol());
      assertEquals(own.certificate, socket.getSession().getPeerCertificates()[0]);
      String cipher = socket.getSession().getCipherSuite();
      assertTrue(cipher.matches("TLS_(AES|CHACHA20|ECDHE)_.*(GCM|CHACHA20_POLY1305)_.*"), cipher);
    }
  }

  @Test
  void an_ordinary_client_reads_with_a_password() throws Exception {
    Path users = TestUsers.write(folder.resolve("users"), TestUsers.lines());
    AccessSettings tls = EC.write(folder);
    AccessSettings both =
        new AccessSettings(users.toString(), true, tls.certificateFile(), tls.keyFile(), 50, "");
    try (RunningEndpoint running = new RunningEndpoint(both)) {
      HttpClient client = HttpClient.newBuilder().sslContext(TestCertificates.clientOf(EC)).build();
      URI page = URI.create("https://localhost:" + running.port() + "/metrics");
      String basic = TestUsers.basic("vera").substring("Authorization: ".length());
      for (int i = 0; i < 20; i++) {
        HttpResponse<String> response =
            client.send(
                HttpRequest.newBuilder(page).header("Authorization", basic).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode());
        assertTrue(response.body().length() > 1_000);
      }
      assertEquals(
          401,
          client
              .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode());
    }
  }

  @Test
  void speaks_no_older_protocol() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(EC.write(folder))) {
      for (int version = 0; version <= 3; version++) {
        try (Socket socket = running.connect()) {
          socket.getOutputStream().write(TlsClient.clientHello(version));
          int first = socket.getInputStream().read();
          // A newer JDK says why it ends the connection, with an alert.
          boolean isRefused = first == -1 || first == 0x15;
          assertEquals(version == 3 ? 0x16 : 0, isRefused ? 0 : first, "version 3." + version);
        }
      }
      assertEquals(200, TlsClient.get(running, "/-/healthy").status());
    }
  }

  @Test
  void takes_new_files_while_it_serves_and_keeps_the_old_where_they_do_not_fit()
      throws IOException {
    TestCertificates next = TestCertificates.of("RSA", "two");
    AccessSettings files = EC.write(folder);
    Path certificateFile = Path.of(files.certificateFile());
    try (RunningEndpoint running = new RunningEndpoint(files)) {
      assertEquals(EC.certificate, certificateOf(running, EC, next));
      TestUsers.write(certificateFile, next.certificatePem());
      long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (running.log.isEmpty()) {
        assertEquals(EC.certificate, certificateOf(running, EC, next));
        assertTrue(System.nanoTime() < deadlineNanos);
      }
      assertTrue(
          running.log.get(0).endsWith("; what was read before still counts"), running.log.get(0));
      Files.delete(certificateFile);
      assertEquals(EC.certificate, certificateOf(running, EC, next));
      next.write(folder);
      deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (!certificateOf(running, EC, next).equals(next.certificate)) {
        assertTrue(System.nanoTime() < deadlineNanos);
      }
    }
  }

  @Test
  void there_is_no_endpoint_where_the_files_cannot_be_read() throws IOException {
    AccessSettings good = RSA.write(folder);
    Path bad = TestUsers.write(folder.resolve("bad"), "-----BEGIN RSA PRIVATE KEY-----\n");
    for (String[] files :
        new String[][] {
          {good.certificateFile(), ""},
          {"", good.keyFile()},
          {good.certificateFile(), bad.toString()},
          {folder.resolve("none").toString(), good.keyFile()},
          {good.certificateFile(), folder.toString()}
        }) {
      AccessSettings wrong = new AccessSettings("", false, files[0], files[1], 0, "");
      assertThrows(AccessException.class, () -> new RunningEndpoint(wrong));
    }
  }

  @Test
  void pages_of_its_own_origin_and_no_others_may_read() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(EC.write(folder))) {
      assertEquals(200, TlsClient.get(running, "/metrics", "Origin: https://localhost").status());
      assertEquals(403, TlsClient.get(running, "/metrics", "Origin: http://localhost").status());
      assertEquals(
          400, TlsClient.get(running, "/metrics", "Host: evil.example").status(), "two hosts");
      assertEquals(421, TlsClient.get(running, "https://evil.example/metrics").status());
    }
  }

  @Test
  void touches_no_property_and_not_the_default_context() throws Exception {
    Properties before = (Properties) System.getProperties().clone();
    SSLContext defaultBefore = SSLContext.getDefault();
    try (RunningEndpoint running = new RunningEndpoint(EC.write(folder))) {
      assertEquals(200, TlsClient.get(running, "/metrics").status());
    }
    assertEquals(before, System.getProperties());
    assertEquals(defaultBefore, SSLContext.getDefault());
  }

  @Test
  void an_address_may_begin_so_many_handshakes_and_this_machine_any_number() throws IOException {
    AccessSettings files = EC.write(folder);
    AtomicLong nanos = new AtomicLong();
    Tls tls =
        Tls.of(
            files.certificateFile(),
            files.keyFile(),
            new Clients(1, 3, nanos::get),
            line -> {},
            nanos::get);
    InetAddress elsewhere = InetAddress.getByName("192.0.2.1");
    for (int i = 0; i < 3; i++) {
      assertTrue(tls.mayBegin(elsewhere));
    }
    assertFalse(tls.mayBegin(elsewhere));
    for (int i = 0; i < 10; i++) {
      assertTrue(tls.mayBegin(InetAddress.getLoopbackAddress()));
    }
    nanos.addAndGet(1_000_000_000L);
    assertTrue(tls.mayBegin(elsewhere));
  }

  @Test
  void a_client_that_does_not_trust_the_certificate_hurts_nobody() throws IOException {
    SSLContext stranger = TestCertificates.clientOf(RSA);
    try (RunningEndpoint running = new RunningEndpoint(EC.write(folder))) {
      for (int i = 0; i < 5; i++) {
        assertThrows(
            SSLException.class,
            () -> TlsClient.get(TlsClient.connect(running, stranger, "TLSv1.3"), "/metrics"));
      }
      assertEquals(200, TlsClient.get(running, "/metrics").status());
    }
  }

  /** As a client sees it that was never here before: one that was may resume its session. */
  private static X509Certificate certificateOf(RunningEndpoint running, TestCertificates... trusted)
      throws IOException {
    SSLContext client = TestCertificates.clientOf(trusted);
    try (SSLSocket socket = TlsClient.connect(running, client, "TLSv1.3")) {
      assertEquals(200, TlsClient.get(socket, "/-/healthy").status());
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }
}
