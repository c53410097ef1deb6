package dev.vitals.notify.mail;

import dev.vitals.notify.DeliveryException;
import dev.vitals.notify.Letter;
import dev.vitals.notify.LetterChannel;
import dev.vitals.notify.NoticeGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Tells people by e-mail, one mail for a group, all about one group in one conversation; and one
 * for a letter.
 *
 * <p><i>Threads:</i> any. The dialogue with the server runs in a thread of its own, so that a time
 * limit for the whole and an interrupt end it wherever it hangs.
 */
public final class MailChannel implements LetterChannel {
  private static final int LONGEST_MESSAGE = 500;

  private final String name;
  private final MailSettings settings;
  private final ThreadFactory threads;
  private final LongSupplier epochMillis;
  private final Conversations conversations = new Conversations();
  private final Unfinished unfinished = new Unfinished();

  /**
   * @param epochMillis the clock, for the date of a mail
   */
  public MailChannel(
      String name, MailSettings settings, ThreadFactory threads, LongSupplier epochMillis) {
    this.name = name;
    this.settings = settings;
    this.threads = threads;
    this.epochMillis = epochMillis;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * <i>Errors:</i> also where some recipients got the mail and others did not. Tried again with the
   * same group, it goes to those only who may still get it.
   */
  @Override
  public void deliver(NoticeGroup group) throws DeliveryException, InterruptedException {
    if (group.notices().isEmpty()) {
      return;
    }
    Wording wording = new Wording(group);
    String content = wording.subject() + '\n' + wording.text();
    List<Address> recipients = unfinished.recipients(group.key(), content, settings.to());
    List<String> references = conversations.references(group, settings.from().domain());
    Mail mail = mail(wording.subject(), wording.text(), wording.html(), references);
    List<Refusal> refusals = send(recipients, mail);
    conversations.sent(group, mail, references, wording.isOver());
    settle(group.key(), content, recipients, refusals);
  }

  /** <i>Errors:</i> those of a group. */
  @Override
  public void deliver(Letter letter) throws DeliveryException, InterruptedException {
    String content = letter.title() + '\n' + letter.text();
    List<Address> recipients = unfinished.recipients(letter.key(), content, settings.to());
    Mail mail = mail(letter.title(), letter.text(), letter.html(), List.of());
    settle(letter.key(), content, recipients, send(recipients, mail));
  }

  private Mail mail(String subject, String text, String html, List<String> references) {
    return Mail.of(
        settings.from(), settings.to(), subject, text, html, references, epochMillis.getAsLong());
  }

  /** Remembers who may still get it, and says who did not. */
  private void settle(String key, String content, List<Address> recipients, List<Refusal> refusals)
      throws DeliveryException {
    List<Address> again = new ArrayList<>();
    for (Refusal refusal : refusals) {
      if (refusal.isTransient()) {
        again.add(refusal.recipient());
      }
    }
    unfinished.remember(key, content, again);
    if (!refusals.isEmpty()) {
      String message =
          settings.server()
              + ": the mail went to "
              + (recipients.size() - refusals.size())
              + " of "
              + recipients.size()
              + " recipients, not to "
              + refusals;
      throw new DeliveryException(cut(message), !again.isEmpty(), 0);
    }
  }

  private List<Refusal> send(List<Address> recipients, Mail mail)
      throws DeliveryException, InterruptedException {
    SmtpSession session = new SmtpSession(settings.server());
    FutureTask<List<Refusal>> attempt =
        new FutureTask<>(() -> session.send(settings.from(), recipients, mail.bytes()));
    threads.newThread(attempt).start();
    long limitMillis = settings.server().totalTimeoutMillis();
    try {
      return attempt.get(limitMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new DeliveryException(
          settings.server() + ": the mail was not taken within " + limitMillis / 1_000 + " s",
          true,
          0);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeliveryException failure) {
        throw new DeliveryException(
            cut(failure.getMessage()), failure.retry(), failure.retryAfterMillis());
      }
      throw new DeliveryException(
          settings.server() + ": " + e.getCause().getClass().getName(), false, 0);
    } finally {
      session.abort();
    }
  }

  private static String cut(String message) {
    return message.length() > LONGEST_MESSAGE
        ? message.substring(0, LONGEST_MESSAGE) + "..."
        : message;
  }
}
