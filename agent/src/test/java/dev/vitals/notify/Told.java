package dev.vitals.notify;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** A channel that keeps what it was told, and fails when a test says so. */
final class Told implements LetterChannel {
  final List<NoticeGroup> messages = new ArrayList<>();
  final List<Letter> letters = new ArrayList<>();
  final List<Long> attemptedMillis = new ArrayList<>();
  final Deque<Exception> failures = new ArrayDeque<>();
  private final String name;
  private final Pace pace;

  Told(String name, Pace pace) {
    this.name = name;
    this.pace = pace;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void deliver(NoticeGroup group) throws DeliveryException {
    attempt();
    messages.add(group);
  }

  @Override
  public void deliver(Letter letter) throws DeliveryException {
    attempt();
    letters.add(letter);
  }

  private void attempt() throws DeliveryException {
    attemptedMillis.add(pace.monotonicMillis());
    Exception failure = failures.poll();
    if (failure instanceof DeliveryException known) {
      throw known;
    } else if (failure instanceof RuntimeException unknown) {
      throw unknown;
    }
  }

  NoticeGroup last() {
    return messages.get(messages.size() - 1);
  }

  /** The last message, such as {@code +/orders -/carts}: what fires, and what is over. */
  String lastText() {
    StringBuilder text = new StringBuilder();
    for (Notice notice : last().notices()) {
      text.append(text.length() == 0 ? "" : " ")
          .append(notice.isFiring() ? '+' : '-')
          .append(notice.scope());
    }
    return text.toString();
  }

  /** Makes receivers of the type {@code told}. */
  static final class Reader implements ChannelReader {
    final List<Told> made = new ArrayList<>();
    private final Pace pace;

    Reader(Pace pace) {
      this.pace = pace;
    }

    @Override
    public Set<String> keys() {
      return Set.of();
    }

    @Override
    public Channel read(String name, YamlNode receiver, Mistakes mistakes) {
      Told told = new Told(name, pace);
      made.add(told);
      return told;
    }
  }
}
