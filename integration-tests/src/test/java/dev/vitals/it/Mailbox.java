package dev.vitals.it;

import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.List;

/** A real mail server with one mailbox. */
final class Mailbox implements AutoCloseable {
  private final GreenMail server;
  private final String address;

  private Mailbox(GreenMail server, String address) {
    this.server = server;
    this.address = address;
  }

  static Mailbox start(String address) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    server.setUser(address, "not used");
    return new Mailbox(server, address);
  }

  int port() {
    return server.getSmtp().getPort();
  }

  /** The subjects of the mails that have arrived, in their order. */
  List<String> subjects() {
    try {
      List<String> subjects = new ArrayList<>();
      for (StoredMessage mail : mails()) {
        subjects.add(mail.getMimeMessage().getSubject());
      }
      return subjects;
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** The page in one of them. */
  String page(int index) {
    try {
      MimeMultipart parts = (MimeMultipart) mails().get(index).getMimeMessage().getContent();
      return (String) parts.getBodyPart(1).getContent();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private List<StoredMessage> mails() throws Exception {
    GreenMailUser user = server.getUserManager().getUserByEmail(address);
    return server.getManagers().getImapHostManager().getInbox(user).getMessages();
  }

  @Override
  public void close() {
    server.stop();
  }
}
