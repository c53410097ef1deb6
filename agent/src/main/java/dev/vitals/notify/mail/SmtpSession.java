package dev.vitals.notify.mail;

import dev.vitals.notify.DeliveryException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * Hands one mail to one server: SMTP (RFC 5321) with STARTTLS (3207), AUTH (4954) and SIZE (1870).
 *
 * <p><i>Threads:</i> one, and any other may {@link #abort}. <i>Errors:</i> all are a {@link
 * DeliveryException} that names server and step. A 4xx reply and whatever the network does may be
 * tried again, a 5xx reply and a wrong certificate may not. No user name and no password is in it.
 */
final class SmtpSession {
  private static final int LONGEST_COMMAND = 510;
  private static final int SERVICE_ENDS = 421;
  private static final int LOGGED_IN = 235;
  private static final int GO_ON = 334;
  private static final int SEND_MAIL = 354;

  private final MailServer server;
  private final Line line;
  private final Map<String, String> extensions = new HashMap<>();
  private final List<String> secrets = new ArrayList<>();
  private String step = "connecting";

  SmtpSession(MailServer server) {
    this.server = server;
    this.line = new Line(server);
  }

  /** Returns whom the server refused while it took the mail for the others. */
  List<Refusal> send(Address from, List<Address> to, byte[] mail) throws DeliveryException {
    try {
      String password = server.hasLogin() ? server.password().read() : "";
      line.open();
      greet();
      if (server.security == Security.STARTTLS) {
        startTls();
      }
      if (server.hasLogin()) {
        logIn(server.username(), password);
      }
      List<Refusal> refusals = hand(from, to, mail);
      line.end();
      return refusals;
    } catch (IOException e) {
      throw failure(e);
    } finally {
      line.cut();
    }
  }

  /** Ends {@link #send} at once, whatever it waits for. */
  void abort() {
    line.cut();
  }

  private void greet() throws IOException, DeliveryException {
    step = "waiting for the greeting";
    requirePositive(line.read());
    hello();
  }

  private void hello() throws IOException, DeliveryException {
    step = "saying hello";
    String name = server.hello().isEmpty() ? line.ownAddress() : server.hello();
    Reply reply = line.ask("EHLO " + name);
    boolean wantsNothing = server.security == Security.NONE && !server.hasLogin();
    if (!reply.isPositive() && !reply.isTransient() && wantsNothing) {
      reply = line.ask("HELO " + name);
    }
    requirePositive(reply);
    // What was offered in the clear does not count in TLS.
    extensions.clear();
    List<String> lines = reply.lines();
    for (String offer : lines.subList(1, lines.size())) {
      String[] words = offer.trim().replace('=', ' ').split(" ", 2);
      extensions.merge(
          words[0].toUpperCase(Locale.ROOT),
          words.length == 1 ? "" : words[1],
          (known, more) -> known + ' ' + more);
    }
  }

  private void startTls() throws IOException, DeliveryException {
    step = "changing to TLS";
    if (!extensions.containsKey("STARTTLS")) {
      throw wrong(
          "the server does not offer STARTTLS (security: tls is for port 465; security: none sends"
              + " in the clear, without a login)");
    }
    requirePositive(line.ask("STARTTLS"));
    line.startTls();
    hello();
  }

  private void logIn(String username, String password) throws IOException, DeliveryException {
    step = "logging in";
    if (!line.isSecret() && !line.isLoopback()) {
      throw wrong("a login is not sent in the clear; set security: starttls or tls");
    }
    secrets.add(password);
    secrets.add(base64(password));
    secrets.add(base64('\0' + username + '\0' + password));
    String offered = " " + extensions.getOrDefault("AUTH", "").toUpperCase(Locale.ROOT) + " ";
    if (offered.contains(" PLAIN ")) {
      logInPlain(base64('\0' + username + '\0' + password));
    } else if (offered.contains(" LOGIN ")) {
      requireGoOn(line.ask("AUTH LOGIN"));
      requireGoOn(line.ask(base64(username)));
      requireLogin(line.ask(base64(password)));
    } else {
      throw wrong("the server offers neither AUTH PLAIN nor AUTH LOGIN");
    }
  }

  private void logInPlain(String response) throws IOException, DeliveryException {
    String command = "AUTH PLAIN " + response;
    if (command.length() <= LONGEST_COMMAND) {
      requireLogin(line.ask(command));
    } else {
      requireGoOn(line.ask("AUTH PLAIN"));
      requireLogin(line.ask(response));
    }
  }

  private List<Refusal> hand(Address from, List<Address> to, byte[] mail)
      throws IOException, DeliveryException {
    step = "naming the sender";
    String limit = extensions.get("SIZE");
    if (limit != null && isBelow(limit, mail.length)) {
      throw wrong("the mail has " + mail.length + " bytes, the server takes " + limit);
    }
    String size = limit == null ? "" : " SIZE=" + mail.length;
    requirePositive(line.ask("MAIL FROM:<" + from.mailbox() + ">" + size));
    step = "naming the recipients";
    List<Refusal> refusals = new ArrayList<>();
    boolean anyTransient = false;
    for (Address recipient : to) {
      Reply reply = line.ask("RCPT TO:<" + recipient.mailbox() + ">");
      if (reply.code() == SERVICE_ENDS) {
        throw refused(reply);
      }
      if (!reply.isPositive()) {
        anyTransient |= reply.isTransient();
        refusals.add(new Refusal(recipient, reply.isTransient(), withoutSecrets(reply.shown())));
      }
    }
    if (refusals.size() == to.size()) {
      throw new DeliveryException(
          server + ": every recipient was refused: " + refusals, anyTransient, 0);
    }
    step = "sending the mail";
    Reply ready = line.ask("DATA");
    if (ready.code() != SEND_MAIL) {
      throw refused(ready);
    }
    requirePositive(line.give(mail));
    return refusals;
  }

  private void requirePositive(Reply reply) throws DeliveryException {
    if (!reply.isPositive()) {
      throw refused(reply);
    }
  }

  private void requireGoOn(Reply reply) throws DeliveryException {
    if (reply.code() != GO_ON) {
      throw loginRefused(reply);
    }
  }

  private void requireLogin(Reply reply) throws DeliveryException {
    if (reply.code() != LOGGED_IN) {
      throw loginRefused(reply);
    }
  }

  private DeliveryException refused(Reply reply) {
    return new DeliveryException(
        server + ": while " + step + ": " + withoutSecrets(reply.shown()), reply.isTransient(), 0);
  }

  /** Without the text of the reply: a server may repeat in it what it was told. */
  private DeliveryException loginRefused(Reply reply) {
    return new DeliveryException(
        server + ": the login was refused: " + reply.status(), reply.isTransient(), 0);
  }

  private DeliveryException wrong(String what) {
    return new DeliveryException(server + ": " + what, false, 0);
  }

  private DeliveryException failure(IOException e) {
    String where = server + ": while " + step + ": ";
    if (e instanceof SocketTimeoutException) {
      return new DeliveryException(where + "no answer in time", true, 0);
    }
    if (e instanceof UnknownHostException) {
      return new DeliveryException(where + "the host name is not known", true, 0);
    }
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String shown = withoutSecrets(Headers.clean(message));
    if (e instanceof SSLException && isAboutCertificate(e)) {
      return new DeliveryException(where + "its certificate is not trusted: " + shown, false, 0);
    }
    return new DeliveryException(where + shown, true, 0);
  }

  private static boolean isAboutCertificate(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private String withoutSecrets(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }

  /** Whether the limit is a number, not 0 (which means none), and the mail is larger. */
  private static boolean isBelow(String limit, int bytes) {
    try {
      long largest = Long.parseLong(limit.trim());
      return largest > 0 && largest < bytes;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
