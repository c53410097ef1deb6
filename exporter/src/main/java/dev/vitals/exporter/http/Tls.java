package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * TLS 1.2 and 1.3 with a certificate and key from PEM files, and only with ciphers that keep what
 * was recorded secret when the key leaks later.
 *
 * <p>Everything is in a context of its own: neither a system property nor the JVM's default context
 * is touched or asked.
 */
final class Tls extends HttpsConfigurator {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
  private static final int REMEMBERED_SESSIONS = 100;
  private static final int SESSION_SECONDS = 300;

  private final String[] protocols;
  private final String[] ciphers;
  private final Clients handshakes;

  private Tls(SSLContext context, Clients handshakes) {
    super(context);
    SSLEngine engine = context.createSSLEngine();
    this.protocols = those(engine.getSupportedProtocols());
    this.ciphers = strong(engine.getEnabledCipherSuites());
    this.handshakes = handshakes;
  }

  /**
   * @param handshakes limits how often one address may begin a handshake; null for no limit
   */
  static Tls of(
      String certificateFile,
      String keyFile,
      Clients handshakes,
      Consumer<String> log,
      LongSupplier nanoTime)
      throws AccessException {
    if (certificateFile.isEmpty() || keyFile.isEmpty()) {
      throw new AccessException("TLS takes a certificate file and a key file, and one is not set");
    }
    Watched<PemIdentity> files =
        new Watched<>(
            List.of(certificateFile, keyFile),
            contents ->
                PemIdentity.parse(contents.get(0), certificateFile, contents.get(1), keyFile),
            log,
            nanoTime);
    files.warnOfReaders(1);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      // An empty array of trust managers: with null the JVM would look for its trust store.
      context.init(new KeyManager[] {new TlsKeys(files)}, new TrustManager[0], null);
      // Who resumes a session is not shown the certificate again: a new one counts when it ends.
      context.getServerSessionContext().setSessionCacheSize(REMEMBERED_SESSIONS);
      context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
      return new Tls(context, handshakes);
    } catch (GeneralSecurityException e) {
      throw new AccessException("this JVM has no TLS (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Called for every connection before its handshake, by the worker that serves it. */
  @Override
  public void configure(HttpsParameters connection) {
    if (!mayBegin(connection.getClientAddress().getAddress())) {
      // What is thrown here closes the connection before it costs a signature.
      throw new IllegalStateException("too many handshakes");
    }
    SSLParameters parameters = new SSLParameters(ciphers, protocols);
    parameters.setUseCipherSuitesOrder(true);
    connection.setSSLParameters(parameters);
  }

  boolean mayBegin(InetAddress client) {
    return handshakes == null || client.isLoopbackAddress() || handshakes.take(client) == 0;
  }

  private static String[] those(String[] supported) {
    List<String> wanted = new ArrayList<>(PROTOCOLS);
    wanted.retainAll(List.of(supported));
    return wanted.toArray(new String[0]);
  }

  private static String[] strong(String[] enabled) {
    List<String> strong = new ArrayList<>();
    for (String cipher : enabled) {
      boolean isTls13 = cipher.startsWith("TLS_AES_") || cipher.startsWith("TLS_CHACHA20_");
      boolean isForward = cipher.startsWith("TLS_ECDHE_");
      if (isTls13 || (isForward && (cipher.contains("_GCM_") || cipher.contains("CHACHA20")))) {
        strong.add(cipher);
      }
    }
    return strong.toArray(new String[0]);
  }
}
