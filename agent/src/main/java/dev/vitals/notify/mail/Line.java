package dev.vitals.notify.mail;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The connection to a mail server: commands go out, replies come back, in the clear or in TLS.
 *
 * <p><i>Threads:</i> one, and any other may {@link #cut} it.
 */
final class Line {
  private static final int LONGEST_CONNECT_MILLIS = 10_000;
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final MailServer server;
  private volatile boolean isCut;

  /** The socket below TLS: closing that one never waits for anybody. */
  private volatile Socket raw;

  private Socket socket;
  private Replies replies;
  private OutputStream out;
  private boolean isSecret;

  Line(MailServer server) {
    this.server = server;
  }

  /** Goes to the first address of the host that answers. */
  void open() throws IOException {
    connect();
    if (server.security == Security.TLS) {
      startTls();
    }
  }

  private void connect() throws IOException {
    IOException failure = null;
    for (InetAddress address : InetAddress.getAllByName(server.host)) {
      try {
        use(connected(address));
        return;
      } catch (IOException e) {
        closeRaw();
        failure = failure == null ? e : failure;
      }
    }
    throw failure == null ? new SocketException("the host has no address") : failure;
  }

  private Socket connected(InetAddress address) throws IOException {
    Socket fresh = new Socket();
    raw = fresh;
    if (isCut) {
      fresh.close();
    }
    int timeoutMillis = Math.min(LONGEST_CONNECT_MILLIS, server.replyTimeoutMillis());
    fresh.connect(new InetSocketAddress(address, server.port), timeoutMillis);
    fresh.setSoTimeout(server.replyTimeoutMillis());
    return fresh;
  }

  /**
   * From here on everything is secret.
   *
   * <p><i>Errors:</i> where the certificate is not valid for the host, or something came that we
   * have not asked for: somebody may have put it in before the secret part.
   */
  void startTls() throws IOException {
    refuseUnread();
    SSLSocket secret = (SSLSocket) server.tls.createSocket(socket, server.host, server.port, true);
    SSLParameters parameters = secret.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(PROTOCOLS);
    secret.setSSLParameters(parameters);
    secret.startHandshake();
    isSecret = true;
    use(secret);
  }

  private void use(Socket newSocket) throws IOException {
    socket = newSocket;
    replies = new Replies(newSocket.getInputStream());
    out = new BufferedOutputStream(newSocket.getOutputStream());
  }

  boolean isSecret() {
    return isSecret;
  }

  boolean isLoopback() {
    return socket.getInetAddress().isLoopbackAddress();
  }

  /** Our end of it, as a name that needs no DNS: {@code [192.0.2.1]}. */
  String ownAddress() {
    String address = socket.getLocalAddress().getHostAddress();
    int zone = address.indexOf('%');
    String plain = zone < 0 ? address : address.substring(0, zone);
    return plain.indexOf(':') < 0 ? "[" + plain + "]" : "[IPv6:" + plain + "]";
  }

  Reply read() throws IOException {
    return replies.read();
  }

  /** Sends one command and reads what it is answered. */
  Reply ask(String command) throws IOException {
    refuseUnread();
    for (int i = 0; i < command.length(); i++) {
      if (command.charAt(i) < ' ' || command.charAt(i) > '~') {
        throw new ProtocolException("a command must be one line of ASCII");
      }
    }
    out.write(command.getBytes(StandardCharsets.US_ASCII));
    out.write('\r');
    out.write('\n');
    out.flush();
    return replies.read();
  }

  /** Sends a whole mail and reads what the server makes of it. */
  Reply give(byte[] mail) throws IOException {
    refuseUnread();
    DotStuffing.write(mail, out);
    out.flush();
    return replies.read();
  }

  /** Says goodbye to a server that has done what it should; what it answers does not matter. */
  void end() {
    try {
      ask("QUIT");
      socket.close();
    } catch (IOException e) {
      cut();
    }
  }

  /** Ends it at once, whatever another thread waits for. */
  void cut() {
    isCut = true;
    closeRaw();
  }

  private void closeRaw() {
    Socket open = raw;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is as good as closed.
        raw = null;
      }
    }
  }

  /** An answer before the question belongs to somebody else's question. */
  private void refuseUnread() throws IOException {
    if (replies.hasUnread()) {
      throw new ProtocolException("the server answered more than it was asked");
    }
  }
}
