package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A channel of Microsoft Teams, by the workflow "when a webhook request is received": an adaptive
 * card. Texts of alerts stand in runs, which know no markup.
 */
final class TeamsChannel implements Channel {
  /** Teams takes 28 KB in all. */
  private static final int LONGEST_LINE = 500;

  private final String name;
  private final Post post;

  TeamsChannel(String name, Post post) {
    this.name = name;
    this.post = post;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void deliver(NoticeGroup group) throws DeliveryException {
    List<Object> body = new ArrayList<>();
    String headline = Wording.cut(Wording.headline(group), LONGEST_LINE);
    body.add(
        paragraph(
            Ordered.map(
                "type",
                "TextRun",
                "text",
                headline,
                "weight",
                "Bolder",
                "size",
                "Medium",
                "color",
                color(group.isFiring(), group.worst()))));
    for (Notice notice : group.notices()) {
      if (body.size() <= Wording.MOST_SHOWN) {
        body.add(
            paragraph(
                Ordered.map(
                    "type",
                    "TextRun",
                    "text",
                    Wording.state(notice) + ": ",
                    "weight",
                    "Bolder",
                    "color",
                    color(notice.isFiring(), notice.severity())),
                run(Wording.cut(Wording.line(notice), LONGEST_LINE))));
      }
    }
    String rest = Wording.rest(group);
    if (!rest.isEmpty()) {
      body.add(paragraph(run(rest)));
    }
    Map<String, Object> card =
        Ordered.map(
            "$schema",
            "http://adaptivecards.io/schemas/adaptive-card.json",
            "type",
            "AdaptiveCard",
            "version",
            "1.4",
            "fallbackText",
            headline,
            "body",
            body);
    Map<String, Object> attachment =
        Ordered.map("contentType", "application/vnd.microsoft.card.adaptive", "content", card);
    post.send(Ordered.map("type", "message", "attachments", List.of(attachment)));
  }

  private static Map<String, Object> paragraph(Object... runs) {
    return Ordered.map("type", "RichTextBlock", "inlines", List.of(runs));
  }

  private static Map<String, Object> run(String text) {
    return Ordered.map("type", "TextRun", "text", text);
  }

  private static String color(boolean isFiring, Alert.Severity severity) {
    if (!isFiring) {
      return "Good";
    }
    return switch (severity) {
      case LOW -> "Accent";
      case MEDIUM, HIGH -> "Warning";
      case CRITICAL -> "Attention";
    };
  }
}
