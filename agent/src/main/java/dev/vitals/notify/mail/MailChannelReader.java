package dev.vitals.notify.mail;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import dev.vitals.notify.Channel;
import dev.vitals.notify.ChannelReader;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/** Reads a receiver of the type {@code email}: its map {@code email}. */
public final class MailChannelReader implements ChannelReader {
  private final ThreadFactory threads;
  private final LongSupplier epochMillis;

  /**
   * @param threads makes one for each mail
   * @param epochMillis the clock, for the date of a mail
   */
  public MailChannelReader(ThreadFactory threads, LongSupplier epochMillis) {
    this.threads = threads;
    this.epochMillis = epochMillis;
  }

  @Override
  public Set<String> keys() {
    return Set.of("email");
  }

  @Override
  public Channel read(String name, YamlNode receiver, Mistakes mistakes) {
    YamlNode email = receiver.get("email");
    if (email == null) {
      mistakes.at(receiver, "needs email, a map with host, from and to");
      return null;
    }
    MailSettings settings = MailSettings.read(email, mistakes);
    return settings == null ? null : new MailChannel(name, settings, threads, epochMillis);
  }
}
