package dev.vitals.exporter.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost and its key, made by this JDK's keytool and written as PEM. */
final class TestCertificates {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Map<String, TestCertificates> MADE = new ConcurrentHashMap<>();

  final X509Certificate certificate;
  final PrivateKey key;

  private TestCertificates(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * @param algorithm RSA or EC
   * @param name one for each that shall differ
   */
  static TestCertificates of(String algorithm, String name) {
    return MADE.computeIfAbsent(algorithm + name, any -> make(algorithm, name));
  }

  private static TestCertificates make(String algorithm, String name) {
    try {
      Path folder = Files.createTempDirectory("certificates");
      Path store = folder.resolve("store.p12");
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "server",
                  "-keyalg",
                  algorithm,
                  algorithm.equals("EC") ? "-groupname" : "-keysize",
                  algorithm.equals("EC") ? "secp256r1" : "2048",
                  "-dname",
                  "CN=" + name,
                  "-ext",
                  "san=dns:localhost,ip:127.0.0.1",
                  "-validity",
                  "30",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  new String(PASSWORD))
              .redirectErrorStream(true)
              .start();
      String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new AssertionError("keytool failed: " + output);
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      Files.delete(store);
      Files.delete(folder);
      return new TestCertificates(
          (X509Certificate) keys.getCertificate("server"),
          (PrivateKey) keys.getKey("server", PASSWORD));
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String certificatePem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  static String pem(String label, byte[] bytes) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  /** Writes both files and returns the settings that name them. */
  AccessSettings write(Path folder) throws IOException {
    Path certificateFile = folder.resolve("tls.crt");
    Path keyFile = folder.resolve("tls.key");
    TestUsers.write(certificateFile, certificatePem());
    TestUsers.write(keyFile, keyPem());
    return new AccessSettings("", false, certificateFile.toString(), keyFile.toString(), 0, "");
  }

  /** A client that trusts these and nobody else. */
  static SSLContext clientOf(TestCertificates... trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < trusted.length; i++) {
        store.setCertificateEntry("trusted" + i, trusted[i].certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
