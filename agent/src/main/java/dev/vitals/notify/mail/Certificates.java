package dev.vitals.notify.mail;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom to trust: who the JVM trusts, or the authorities in a PEM file instead.
 *
 * <p>The context is ours. What the application has made the default of the JVM, such as one that
 * trusts everybody, does not count.
 */
final class Certificates {
  private static final int LARGEST_FILE_BYTES = 1 << 20;

  private Certificates() {}

  /**
   * <i>Errors:</i> an {@link IOException} that says what is wrong with the file.
   *
   * @param authoritiesFile empty for the authorities of the JVM
   */
  static SSLSocketFactory socketFactory(String authoritiesFile) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, authoritiesFile.isEmpty() ? null : trusting(authoritiesFile), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(
          authoritiesFile.isEmpty()
              ? "this JVM cannot do TLS: " + e.getMessage()
              : authoritiesFile + " does not hold certificates in PEM form");
    }
  }

  private static TrustManager[] trusting(String file) throws IOException, GeneralSecurityException {
    Collection<? extends Certificate> authorities;
    try (InputStream in = new FileInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_FILE_BYTES);
      authorities =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new IOException(file + " cannot be read");
    }
    if (authorities.isEmpty()) {
      throw new IOException(file + " holds no certificate");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate authority : authorities) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
