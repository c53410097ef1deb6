package dev.vitals.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts over HTTP/1.1, one connection per request.
 *
 * <p>With {@link HttpURLConnection} and not {@code java.net.http}: it is in java.base, which no JVM
 * lacks, and it works on the caller's thread, while an {@code HttpClient} starts one and cannot be
 * closed before Java 21. What the application has set for all connections of the JVM does not count
 * here: authenticator, TLS sockets and the check of host names are our own. Two things cannot be
 * had otherwise: a cookie handler of the application is asked, and a server that keeps a connection
 * it was asked to close makes the JDK watch it for some seconds. Proxies are those of the JVM.
 *
 * <p><i>Threads:</i> any. <i>Errors:</i> an {@link IOException}, also when closed meanwhile.
 */
final class HttpSender implements AutoCloseable {
  static final int LARGEST_ANSWER_BYTES = 4096;

  private static final long LONGEST_RETRY_AFTER_SECONDS = 3600;
  private static final long CLOSE_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int connectMillis;
  private final int readMillis;
  private final Set<HttpURLConnection> open = ConcurrentHashMap.newKeySet();
  private SSLSocketFactory tlsSockets;
  private volatile boolean closed;

  HttpSender(int connectMillis, int readMillis) {
    this.connectMillis = connectMillis;
    this.readMillis = readMillis;
  }

  Answer post(Target target, byte[] body, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = connection(target);
    open.add(connection);
    try {
      if (closed) {
        throw new IOException("stopped");
      }
      return exchange(connection, body, headers);
    } catch (IOException e) {
      boolean isOtherHost =
          connection instanceof HttpsURLConnection tls
              && tls.getHostnameVerifier() instanceof Strict strict
              && strict.wasAsked;
      throw isOtherHost ? new SSLPeerUnverifiedException("another host") : e;
    } catch (RuntimeException e) {
      if (!closed) {
        throw e;
      }
      // The JDK's connection does not expect to be closed by another thread.
      throw new IOException("stopped", e);
    } finally {
      open.remove(connection);
      connection.disconnect();
    }
  }

  /**
   * Ends what is under way, and waits a little for that; nothing can be sent any more.
   *
   * <p>A connection that is closed between two steps of its request opens another by itself, so
   * that it has to be closed again.
   */
  @Override
  public void close() {
    closed = true;
    long beganNanos = System.nanoTime();
    while (!open.isEmpty() && System.nanoTime() - beganNanos < LONGEST_CLOSE_NANOS) {
      for (HttpURLConnection connection : open) {
        connection.disconnect();
      }
      LockSupport.parkNanos(CLOSE_AGAIN_NANOS);
    }
  }

  private HttpURLConnection connection(Target target) throws IOException {
    if (!(target.url().openConnection() instanceof HttpURLConnection connection)) {
      // A container has put its own in the place of the JDK's.
      throw new ProtocolException("not an HTTP client");
    }
    if (connection instanceof HttpsURLConnection tls) {
      tls.setSSLSocketFactory(tlsSockets());
      tls.setHostnameVerifier(new Strict());
    }
    connection.setAuthenticator(new Nobody());
    connection.setConnectTimeout(connectMillis);
    connection.setReadTimeout(readMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setDoOutput(true);
    return connection;
  }

  private Answer exchange(HttpURLConnection connection, byte[] body, Map<String, String> headers)
      throws IOException {
    connection.setRequestMethod("POST");
    // A known length also keeps the JDK from sending a request again by itself.
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("User-Agent", "Vitals");
    // A kept connection would need a thread that closes it.
    connection.setRequestProperty("Connection", "close");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new ProtocolException("not HTTP");
    }
    return new Answer(
        status,
        text(connection, status),
        retryAfterMillis(connection.getHeaderField("Retry-After")));
  }

  private String text(HttpURLConnection connection, int status) throws IOException {
    byte[] begin = new byte[LARGEST_ANSWER_BYTES];
    int length = 0;
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(readMillis);
    try (InputStream in =
        status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
      while (in != null && length < begin.length && System.nanoTime() - deadlineNanos < 0) {
        int read = in.read(begin, length, begin.length - length);
        if (read < 0) {
          break;
        }
        length += read;
      }
    }
    return new String(begin, 0, length, StandardCharsets.UTF_8);
  }

  /** Seconds; a date is not worth trusting two clocks. */
  static long retryAfterMillis(String header) {
    if (header == null || header.isEmpty() || header.length() > 9) {
      return 0;
    }
    long seconds = 0;
    for (int index = 0; index < header.length(); index++) {
      int digit = header.charAt(index) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      seconds = seconds * 10 + digit;
    }
    return TimeUnit.SECONDS.toMillis(Math.min(seconds, LONGEST_RETRY_AFTER_SECONDS));
  }

  private synchronized SSLSocketFactory tlsSockets() throws IOException {
    if (tlsSockets == null) {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        tlsSockets = context.getSocketFactory();
      } catch (GeneralSecurityException e) {
        throw new IOException("this JVM has no TLS", e);
      }
    }
    return tlsSockets;
  }

  /** Asked only where the certificate is not for the host, by the thread that connects. */
  private static final class Strict implements HostnameVerifier {
    private boolean wasAsked;

    @Override
    public boolean verify(String host, SSLSession session) {
      wasAsked = true;
      return false;
    }
  }

  /** Instead of the application's, which would be asked for a password, or show a dialogue. */
  private static final class Nobody extends Authenticator {}
}
