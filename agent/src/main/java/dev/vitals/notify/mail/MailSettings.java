package dev.vitals.notify.mail;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import java.util.List;

/** One receiver of mails: the server that takes them, who they come from and who gets them. */
public final class MailSettings {
  private final MailServer server;
  private final Address from;
  private final List<Address> to;

  MailSettings(MailServer server, Address from, List<Address> to) {
    this.server = server;
    this.from = from;
    this.to = List.copyOf(to);
  }

  /**
   * The settings in the value of a key {@code email}, or null where a part of them is wrong or
   * missing: each of those has a line in {@code mistakes}, without user name and password.
   */
  public static MailSettings read(YamlNode node, Mistakes mistakes) {
    return new MailReader(node, mistakes).read();
  }

  MailServer server() {
    return server;
  }

  Address from() {
    return from;
  }

  List<Address> to() {
    return to;
  }

  /** Without user name and password. */
  @Override
  public String toString() {
    return "mail through " + server + " to " + to;
  }
}
