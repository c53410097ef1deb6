package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are checked, whatever the application has switched off for itself. */
class TlsTest {
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;

  private final SSLSocketFactory socketsBefore = HttpsURLConnection.getDefaultSSLSocketFactory();
  private final HostnameVerifier verifierBefore = HttpsURLConnection.getDefaultHostnameVerifier();
  private final String trustBefore = System.getProperty(TRUST_STORE);
  private final String passwordBefore = System.getProperty(TRUST_PASSWORD);
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    Path store = folder.resolve("localhost.p12");
    if (!Files.exists(store)) {
      keytool(store);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    // What some applications do.
    SSLContext trustsAll = SSLContext.getInstance("TLS");
    trustsAll.init(null, new TrustManager[] {new TrustsAll()}, null);
    HttpsURLConnection.setDefaultSSLSocketFactory(trustsAll.getSocketFactory());
    HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    HttpsURLConnection.setDefaultSSLSocketFactory(socketsBefore);
    HttpsURLConnection.setDefaultHostnameVerifier(verifierBefore);
    restore(TRUST_STORE, trustBefore);
    restore(TRUST_PASSWORD, passwordBefore);
  }

  private static void restore(String property, String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }

  @Test
  void a_certificate_nobody_vouches_for_is_refused() {
    assertThrows(SSLException.class, () -> post("localhost"));
  }

  @Test
  void a_certificate_of_the_trust_store_is_good_for_its_host_alone() throws Exception {
    System.setProperty(TRUST_STORE, folder.resolve("localhost.p12").toString());
    System.setProperty(TRUST_PASSWORD, PASSWORD);

    assertEquals(204, post("localhost").status());
    assertThrows(SSLPeerUnverifiedException.class, () -> post("127.0.0.1"));
  }

  private Answer post(String host) throws Exception {
    Target target = Target.of("https://" + host + ":" + server.getAddress().getPort() + "/", "");
    try (HttpSender sender = new HttpSender(5_000, 5_000)) {
      return sender.post(target, new byte[] {'{', '}'}, Map.of());
    }
  }

  private static void keytool(Path store) throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "localhost",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("keytool.txt")));
  }

  /** Checks nothing. */
  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      // Fine.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // Fine.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
