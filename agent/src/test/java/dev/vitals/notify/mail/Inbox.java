package dev.vitals.notify.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** A real server that keeps what it takes, and refuses everybody called refused. */
final class Inbox implements AutoCloseable {
  /** One mail as it came. */
  record Received(String from, List<String> to, byte[] data, boolean isSecret, String user) {}

  private final List<Received> mails = new CopyOnWriteArrayList<>();
  private final List<String> logins;
  private final SMTPServer server;

  private Inbox(SMTPServer.Builder builder, List<String> logins) {
    this.logins = logins;
    this.server =
        builder
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .insertReceivedHeaders(false)
            .messageHandlerFactory(Handler::new)
            .build();
  }

  /** Takes mail from everybody. */
  static Inbox plain() {
    return started(new Inbox(SMTPServer.port(0), new CopyOnWriteArrayList<>()));
  }

  /** Wants STARTTLS and a login, which is ann with the password hunter2. */
  static Inbox starttls(TestCertificate certificate) throws Exception {
    List<String> logins = new CopyOnWriteArrayList<>();
    return started(
        new Inbox(
            wantingLogin(logins).requireTLS().startTlsSocketFactory(certificate.forServer()),
            logins));
  }

  /** Wants TLS from the start and the same login. */
  static Inbox tls(TestCertificate certificate) throws Exception {
    List<String> logins = new CopyOnWriteArrayList<>();
    return started(
        new Inbox(wantingLogin(logins).serverSocketFactory(certificate.forServer()), logins));
  }

  private static SMTPServer.Builder wantingLogin(List<String> logins) {
    return SMTPServer.port(0)
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory(
                (user, password, context) -> {
                  logins.add(user);
                  if (!user.equals("ann") || !password.equals("hunter2")) {
                    throw new LoginFailedException();
                  }
                }))
        .requireAuth();
  }

  private static Inbox started(Inbox inbox) {
    inbox.server.start();
    return inbox;
  }

  int port() {
    return server.getPortAllocated();
  }

  List<Received> mails() {
    return mails;
  }

  Received only() {
    assertEquals(1, mails.size());
    return mails.get(0);
  }

  /** Who tried to log in. */
  List<String> logins() {
    return logins;
  }

  @Override
  public void close() {
    server.stop();
  }

  /** One mail on its way in. */
  private final class Handler implements MessageHandler {
    private final boolean isSecret;
    private final List<String> to = new ArrayList<>();
    private String from;

    Handler(MessageContext context) {
      this.isSecret = context instanceof Session session && session.isTLSStarted();
    }

    @Override
    public void from(String sender) {
      from = sender;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.startsWith("refused@")) {
        throw new RejectException(553, "<" + recipient + "> address unknown.");
      }
      to.add(recipient);
    }

    @Override
    public String data(InputStream data) throws IOException {
      String user = logins.isEmpty() ? "" : logins.get(logins.size() - 1);
      mails.add(new Received(from, List.copyOf(to), data.readAllBytes(), isSecret, user));
      return null;
    }

    @Override
    public void done() {
      // Everything is kept already.
    }
  }
}
