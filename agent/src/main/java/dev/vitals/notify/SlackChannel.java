package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A channel of Slack, by an incoming webhook. Such a webhook cannot change what it has said, so
 * that a recovery is a message of its own.
 */
final class SlackChannel implements Channel {
  private static final String GREEN = "#2eb67d";

  /** Slack takes 3,000 characters in a section; each of these may become five. */
  private static final int LONGEST_LINE = 500;

  private final String name;
  private final Post post;

  SlackChannel(String name, Post post) {
    this.name = name;
    this.post = post;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void deliver(NoticeGroup group) throws DeliveryException {
    String headline = escaped(Wording.headline(group));
    List<Object> blocks = new ArrayList<>();
    for (Notice notice : group.notices()) {
      if (blocks.size() < Wording.MOST_SHOWN) {
        blocks.add(section("*" + Wording.state(notice) + "*: " + text(notice)));
      }
    }
    String rest = Wording.rest(group);
    if (!rest.isEmpty()) {
      blocks.add(section(rest));
    }
    Map<String, Object> attachment =
        Ordered.map("color", color(group), "fallback", headline, "blocks", blocks);
    post.send(Ordered.map("text", headline, "attachments", List.of(attachment)));
  }

  private static String text(Notice notice) {
    return escaped(Wording.cut(Wording.line(notice), LONGEST_LINE));
  }

  private static Map<String, Object> section(String markdown) {
    return Ordered.map("type", "section", "text", Ordered.map("type", "mrkdwn", "text", markdown));
  }

  private static String color(NoticeGroup group) {
    return group.isFiring() ? color(group.worst()) : GREEN;
  }

  private static String color(Alert.Severity severity) {
    return switch (severity) {
      case LOW -> "#36c5f0";
      case MEDIUM -> "#ecb22e";
      case HIGH -> "#e8912d";
      case CRITICAL -> "#e01e5a";
    };
  }

  /** Without these three, nothing in a text can become a mention or a link. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
