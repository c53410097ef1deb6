package dev.vitals.notify;

import dev.vitals.judge.AlertName;
import java.util.Map;

/** The texts people read, the same in every channel. */
final class Wording {
  /** More alerts than these are only counted: a message must be read, and channels have limits. */
  static final int MOST_SHOWN = 10;

  private static final String MORE = "...";

  private Wording() {}

  /** One line that says it all, such as {@code [FIRING:2] VitalsCpu (critical) on shop}. */
  static String headline(NoticeGroup group) {
    String status = group.isFiring() ? "[FIRING:" + group.firing() + "] " : "[RESOLVED] ";
    return status
        + subject(group)
        + (group.isFiring() ? " (" + AlertLabels.severity(group.worst()) + ")" : "")
        + where(group.labels());
  }

  private static String subject(NoticeGroup group) {
    String rule = group.notices().get(0).rule();
    for (Notice notice : group.notices()) {
      if (!notice.rule().equals(rule)) {
        return group.notices().size() + " alerts";
      }
    }
    String name = AlertName.of(rule);
    Notice only = group.notices().get(0);
    return group.notices().size() == 1 && !only.scope().isEmpty()
        ? name + ' ' + cut(only.scope(), 120)
        : name;
  }

  /** Where it happens, as it ends a sentence. */
  static String where(Map<String, String> labels) {
    String job = labels.getOrDefault("job", "");
    String instance = labels.getOrDefault("instance", "");
    String both = job.isEmpty() || instance.isEmpty() ? job + instance : job + ' ' + instance;
    return both.isEmpty() ? "" : " on " + both;
  }

  /** One alert in one line, without its severity. */
  static String line(Notice notice) {
    String text = notice.summary().isEmpty() ? notice.rule() : notice.summary();
    return notice.description().isEmpty() || notice.description().equals(text)
        ? text
        : text + " " + notice.description();
  }

  /** What it is now: its severity, or that it is over. */
  static String state(Notice notice) {
    return notice.isFiring() ? AlertLabels.severity(notice.severity()) : "resolved";
  }

  /** The text where it is short enough, else its beginning. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - MORE.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MORE;
  }

  /** What is said about the alerts that are not shown; empty where all are. */
  static String rest(NoticeGroup group) {
    int rest = group.notices().size() - MOST_SHOWN;
    return rest > 0 ? "and " + rest + " more" : "";
  }
}
