package dev.vitals.notify.mail;

import dev.vitals.exporter.model.Alert;
import dev.vitals.notify.Notice;
import dev.vitals.notify.NoticeGroup;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a mail about a group says: the same facts as subject, as plain text and as HTML.
 *
 * <p>It depends on nothing but the group, so a mail that is tried again says the same.
 */
final class Wording {
  /** More alerts than this in one mail nobody reads. */
  static final int MOST_NOTICES = 50;

  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_SUBJECT_PART = 120;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final NoticeGroup group;
  private final List<Notice> notices;
  private final int firing;

  Wording(NoticeGroup group) {
    this.group = group;
    this.notices = new ArrayList<>(group.notices());
    // What fires comes first, the worst of it before the rest.
    notices.sort(
        Comparator.comparing(Notice::isFiring)
            .thenComparing(Notice::severity)
            .reversed()
            .thenComparing(Notice::startsEpochMillis)
            .thenComparing(Notice::rule)
            .thenComparing(Notice::scope));
    int count = 0;
    for (Notice notice : notices) {
      count += notice.isFiring() ? 1 : 0;
    }
    this.firing = count;
  }

  boolean isOver() {
    return firing == 0;
  }

  /** Such as {@code [FIRING] critical http-latency-p95 /orders on shop}. */
  String subject() {
    StringBuilder subject = new StringBuilder(isOver() ? "[RESOLVED" : "[FIRING");
    int counted = isOver() ? notices.size() : firing;
    subject.append(counted > 1 ? ":" + counted + "] " : "] ");
    if (!notices.isEmpty()) {
      Notice first = notices.get(0);
      subject.append(severity(first)).append(' ').append(cut(first.rule(), LONGEST_SUBJECT_PART));
      if (!first.scope().isEmpty()) {
        subject.append(' ').append(cut(first.scope(), LONGEST_SUBJECT_PART));
      }
      if (counted > 1) {
        subject.append(" and ").append(counted - 1).append(" more");
      }
    }
    String job = group.labels().getOrDefault("job", "");
    if (!job.isEmpty()) {
      subject.append(" on ").append(cut(job, LONGEST_SUBJECT_PART));
    }
    return subject.toString();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(count()).append('\n');
    String labels = labels();
    if (!labels.isEmpty()) {
      text.append(labels).append('\n');
    }
    int shown = 0;
    for (Notice notice : notices) {
      if (shown++ == MOST_NOTICES) {
        break;
      }
      text.append('\n').append(title(notice)).append('\n');
      for (String line : lines(notice)) {
        text.append("  ").append(line).append('\n');
      }
    }
    if (notices.size() > MOST_NOTICES) {
      text.append('\n').append(notShown()).append('\n');
    }
    return text.append("\n-- \nSent by the Vitals agent in this JVM.\n").toString();
  }

  String html() {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    html.append(escape(subject()));
    html.append("</title></head>\n<body style=\"font-family:sans-serif;font-size:14px\">\n<p>");
    html.append(escape(count())).append("<br>").append(escape(labels())).append("</p>\n");
    int shown = 0;
    for (Notice notice : notices) {
      if (shown++ == MOST_NOTICES) {
        break;
      }
      html.append("<div style=\"border-left:4px solid ").append(colour(notice));
      html.append(";padding-left:10px;margin:0 0 14px\"><b>");
      html.append(escape(title(notice))).append("</b>");
      for (String line : lines(notice)) {
        html.append("<br>\n").append(escape(line));
      }
      html.append("</div>\n");
    }
    if (notices.size() > MOST_NOTICES) {
      html.append("<p>").append(notShown()).append("</p>\n");
    }
    html.append("<p style=\"color:#777\">Sent by the Vitals agent in this JVM.</p>\n");
    return html.append("</body></html>\n").toString();
  }

  private String count() {
    int resolved = notices.size() - firing;
    if (firing == 0) {
      return resolved == 1 ? "The alert is resolved." : "All " + resolved + " alerts are resolved.";
    }
    String fires = firing == 1 ? "1 alert fires" : firing + " alerts fire";
    return fires
        + (resolved == 0 ? "." : ", " + resolved + (resolved == 1 ? " is" : " are") + " resolved.");
  }

  private String labels() {
    StringBuilder labels = new StringBuilder();
    for (Map.Entry<String, String> label : group.labels().entrySet()) {
      labels.append(labels.length() == 0 ? "" : ", ");
      labels.append(cut(label.getKey(), LONGEST_TEXT)).append(": ");
      labels.append(cut(label.getValue(), LONGEST_TEXT));
    }
    return labels.toString();
  }

  private String notShown() {
    return (notices.size() - MOST_NOTICES) + " more are not shown.";
  }

  private static String title(Notice notice) {
    String state = notice.isFiring() ? "FIRING " : "RESOLVED ";
    String scope = notice.scope().isEmpty() ? "" : " " + cut(notice.scope(), LONGEST_TEXT);
    return state + severity(notice) + " " + cut(notice.rule(), LONGEST_TEXT) + scope;
  }

  private static List<String> lines(Notice notice) {
    List<String> lines = new ArrayList<>();
    if (!notice.summary().isEmpty()) {
      lines.add(cut(notice.summary(), LONGEST_TEXT));
    }
    if (!notice.description().isEmpty() && !notice.description().equals(notice.summary())) {
      lines.add(cut(notice.description(), LONGEST_TEXT));
    }
    if (!notice.scopeLabel().isEmpty()) {
      lines.add(cut(notice.scopeLabel() + ": " + notice.scope(), LONGEST_TEXT));
    }
    lines.add("value: " + number(notice.value()) + ", limit: " + number(notice.threshold()));
    lines.add("since: " + TIME.format(Instant.ofEpochMilli(notice.startsEpochMillis())));
    if (!notice.isFiring() && notice.endsEpochMillis() > 0) {
      long millis = notice.endsEpochMillis() - notice.startsEpochMillis();
      String until = TIME.format(Instant.ofEpochMilli(notice.endsEpochMillis()));
      lines.add("until: " + until + (millis > 0 ? ", after " + duration(millis) : ""));
    }
    return lines;
  }

  private static String severity(Notice notice) {
    return notice.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String colour(Notice notice) {
    if (!notice.isFiring()) {
      return "#2e7d32";
    }
    return notice.severity() == Alert.Severity.CRITICAL ? "#c62828" : "#ef6c00";
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "not seen";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "-infinite";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4, RoundingMode.HALF_UP));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String duration(long millis) {
    long seconds = millis / 1_000;
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min " + seconds % 60 + " s";
    }
    return minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** One line, not longer than this. */
  private static String cut(String text, int longest) {
    String line = Headers.clean(text.length() > longest ? text.substring(0, longest) : text);
    return text.length() > longest ? line + "..." : line;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
