package dev.vitals.notify.mail;

import javax.net.ssl.SSLSocketFactory;

/**
 * A server that takes mail from us, and how we present ourselves to it.
 *
 * <p>Built step by step, because most of it has a default.
 */
final class MailServer {
  final String host;
  final int port;
  final Security security;
  final SSLSocketFactory tls;
  private String username = "";
  private Password password;
  private String hello = "";
  private int replyTimeoutMillis = 30_000;

  /**
   * @param tls makes TLS connections; never asked where {@code security} is none
   */
  MailServer(String host, int port, Security security, SSLSocketFactory tls) {
    this.host = host;
    this.port = port;
    this.security = security;
    this.tls = tls;
  }

  MailServer login(String newUsername, Password newPassword) {
    username = newUsername;
    password = newPassword;
    return this;
  }

  /**
   * @param newHello the name we give ourselves; empty for our address
   */
  MailServer hello(String newHello) {
    hello = newHello;
    return this;
  }

  MailServer replyTimeoutMillis(int newReplyTimeoutMillis) {
    replyTimeoutMillis = newReplyTimeoutMillis;
    return this;
  }

  boolean hasLogin() {
    return !username.isEmpty();
  }

  String username() {
    return username;
  }

  Password password() {
    return password;
  }

  String hello() {
    return hello;
  }

  /** How long one answer may take, and a connection to come about. */
  int replyTimeoutMillis() {
    return replyTimeoutMillis;
  }

  /** How long one mail may take altogether, however many answers it needs. */
  long totalTimeoutMillis() {
    return 4L * replyTimeoutMillis;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
