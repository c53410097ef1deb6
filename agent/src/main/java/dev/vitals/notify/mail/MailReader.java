package dev.vitals.notify.mail;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Nearest;
import dev.vitals.config.YamlNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/**
 * Reads the settings of one receiver of mails.
 *
 * <p><i>Errors:</i> one line for each mistake, so that all can be mended at once. A value that may
 * be a secret is never shown: lines about it stand at the map it is in.
 */
final class MailReader {
  private static final Set<String> KEYS =
      Set.of(
          "host",
          "port",
          "security",
          "username",
          "password",
          "password-file",
          "from",
          "to",
          "hello",
          "ca-file",
          "timeout");
  private static final int MOST_RECIPIENTS = 50;
  private static final int LONGEST_SECRET = 4_096;
  private static final int DEFAULT_TIMEOUT_MILLIS = 30_000;
  private static final int LONGEST_TIMEOUT_MILLIS = 300_000;

  private final YamlNode node;
  private final Mistakes mistakes;
  private boolean isUsable = true;

  MailReader(YamlNode node, Mistakes mistakes) {
    this.node = node;
    this.mistakes = mistakes;
  }

  /** Null where something is wrong. */
  MailSettings read() {
    refuseUnknownKeys();
    String host = host();
    String username = text("username");
    Security security = security(host, username);
    MailServer server =
        new MailServer(host, port(security), security, certificates(security))
            .hello(hello())
            .replyTimeoutMillis(timeoutMillis());
    if (!username.isEmpty()) {
      server.login(username, password());
    } else if (node.get("password") != null || node.get("password-file") != null) {
      wrong(node, "has a password and no username; the receiver is left out");
    }
    Address from = from();
    List<Address> to = to();
    return isUsable ? new MailSettings(server, from, to) : null;
  }

  private void refuseUnknownKeys() {
    for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
      if (!KEYS.contains(entry.getKey())) {
        String nearest = Nearest.to(entry.getKey(), KEYS);
        // The value stays unsaid: it may be a password with its key misspelled.
        wrong(
            node,
            "has the unknown key "
                + Mistakes.show(entry.getKey())
                + (nearest == null ? "" : "; did you mean " + nearest));
      }
    }
  }

  private String host() {
    String host = text("host");
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String plain = bracketed ? host.substring(1, host.length() - 1) : host;
    boolean isAddress = plain.indexOf(':') >= 0 && isHexAndColons(plain);
    if (host.isEmpty()) {
      wrong(node, "needs host, the name of a mail server");
    } else if (!isAddress && !Address.isDomain(plain)) {
      wrong(node.get("host"), "is not a host name or an address");
    }
    return plain;
  }

  private static boolean isHexAndColons(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 && ":.".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * STARTTLS must happen unless somebody says otherwise, or the server is on this machine and wants
   * no login.
   */
  private Security security(String host, String username) {
    boolean isHere = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    String text = text("security");
    if (text.isEmpty()) {
      if (text("port").equals(Integer.toString(Security.TLS.port()))) {
        return Security.TLS;
      }
      return isHere && username.isEmpty() ? Security.NONE : Security.STARTTLS;
    }
    for (Security security : Security.values()) {
      if (security.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
        if (security == Security.NONE && !username.isEmpty() && !isHere) {
          wrong(node.get("security"), "and a username do not go together: use starttls or tls");
        }
        return security;
      }
    }
    wrong(node.get("security"), "is not starttls, tls or none");
    return Security.STARTTLS;
  }

  private int port(Security security) {
    String text = text("port");
    if (text.isEmpty()) {
      return security.port();
    }
    int port = number(text);
    if (port < 1 || port > 65_535) {
      wrong(node.get("port"), "is not a port from 1 to 65535");
    }
    return port;
  }

  private SSLSocketFactory certificates(Security security) {
    if (security == Security.NONE) {
      return null;
    }
    String file = text("ca-file");
    try {
      return Certificates.socketFactory(file);
    } catch (IOException e) {
      wrong(file.isEmpty() ? node : node.get("ca-file"), "cannot be used: " + e.getMessage());
      return null;
    }
  }

  private Password password() {
    String file = text("password-file");
    String text = text("password");
    if (file.isEmpty() == text.isEmpty()) {
      wrong(node, "with a username needs password-file, or password: ${A_VARIABLE}, not both");
      return null;
    }
    if (file.isEmpty() && !node.get("password").isFromEnvironment()) {
      isUsable = false;
      mistakes.literal(node.get("password"));
      return null;
    }
    Password password = file.isEmpty() ? Password.of(text) : Password.in(file);
    try {
      if (password.read().length() > LONGEST_SECRET) {
        wrong(node, "has a password of more than " + LONGEST_SECRET + " letters");
      }
    } catch (IOException e) {
      wrong(node, "cannot be used: " + e.getMessage());
    }
    return password;
  }

  private Address from() {
    Address from = Address.parse(text("from"));
    if (from == null) {
      YamlNode given = node.get("from");
      wrong(given == null ? node : given, "needs an address in from, such as vitals@example.com");
    }
    return from;
  }

  private List<Address> to() {
    List<Address> to = new ArrayList<>();
    YamlNode given = node.get("to");
    if (given == null) {
      wrong(node, "needs an address in to, such as ops@example.com");
      return to;
    }
    for (YamlNode item : given.items()) {
      Address address = Address.parse(item.text() == null ? "" : item.text());
      if (address == null) {
        wrong(item, "is not an address such as ops@example.com");
      } else {
        to.add(address);
      }
    }
    if (given.items().isEmpty() || given.items().size() > MOST_RECIPIENTS) {
      wrong(given, "must name 1 to " + MOST_RECIPIENTS + " addresses");
    }
    return to;
  }

  private String hello() {
    String hello = text("hello");
    if (!hello.isEmpty() && !Address.isDomain(hello)) {
      wrong(node.get("hello"), "is not a host name");
    }
    return hello;
  }

  private int timeoutMillis() {
    String text = text("timeout");
    if (text.isEmpty()) {
      return DEFAULT_TIMEOUT_MILLIS;
    }
    int factor = text.endsWith("m") ? 60_000 : 1_000;
    boolean hasUnit = text.endsWith("s") || text.endsWith("m");
    int amount = hasUnit ? number(text.substring(0, text.length() - 1).trim()) : -1;
    if (amount < 1 || amount > LONGEST_TIMEOUT_MILLIS / factor) {
      wrong(node.get("timeout"), "is not a duration from 1s to 5m");
      return DEFAULT_TIMEOUT_MILLIS;
    }
    return amount * factor;
  }

  /** What a key says in one text; empty where it is not there. */
  private String text(String key) {
    YamlNode given = node.get(key);
    if (given == null) {
      return "";
    }
    if (given.text() == null) {
      wrong(given, "must be one text");
      return "";
    }
    return given.text();
  }

  private static int number(String text) {
    try {
      return text.length() > 6 || text.startsWith("+") ? -1 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void wrong(YamlNode where, String what) {
    isUsable = false;
    mistakes.at(where, what);
  }
}
