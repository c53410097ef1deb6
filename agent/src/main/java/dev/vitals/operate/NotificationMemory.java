package dev.vitals.operate;

import dev.vitals.exporter.http.Json;
import dev.vitals.exporter.model.Alert;
import dev.vitals.notify.Dispatcher;
import dev.vitals.notify.Notice;
import dev.vitals.notify.ToldNotice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Remembers over a restart what receivers have been told, so that nobody is told twice, and
 * everybody hears of an end.
 *
 * <p><i>Threads:</i> one at a time that may wait for the disk.
 */
public final class NotificationMemory {
  static final String NAME = "told.json";

  private static final String VERSION = "1";
  private static final List<String> ALL = List.of("told");
  private static final List<String> OF_NOTICE =
      List.of(
          "lane",
          "rule",
          "scope_label",
          "scope",
          "severity",
          "value",
          "threshold",
          "summary",
          "starts");

  private final Keeping keeping;
  private final Dispatcher dispatcher;
  private final Announcer announcer;
  private boolean isOpened;

  /** What tells one written state from another: not the values, which change all the time. */
  private String written = "";

  public NotificationMemory(Keeping keeping, Dispatcher dispatcher, Announcer announcer) {
    this.keeping = keeping;
    this.dispatcher = dispatcher;
    this.announcer = announcer;
  }

  /** Hands over what was left, before the first judgement; later writes what has changed. */
  public void keep() {
    if (!isOpened) {
      isOpened = true;
      open();
      return;
    }
    List<ToldNotice> told = dispatcher.told();
    String identity = identity(told);
    if (!identity.equals(written) && keeping.write(NAME, text(told))) {
      written = identity;
    }
  }

  private void open() {
    List<ToldNotice> earlier = keeping.read(NAME, NotificationMemory::told);
    if (earlier == null) {
      return;
    }
    written = identity(earlier);
    dispatcher.resume(earlier);
    List<Notice> notices = new ArrayList<>();
    for (ToldNotice each : earlier) {
      notices.add(each.notice());
    }
    announcer.resume(notices);
  }

  private static String identity(List<ToldNotice> told) {
    StringBuilder identity = new StringBuilder();
    for (ToldNotice each : told) {
      Notice notice = each.notice();
      identity.append(each.lane()).append('\n');
      identity.append(notice.rule()).append('\n').append(notice.scope()).append('\n');
      identity.append(notice.severity()).append('\n');
    }
    return identity.toString();
  }

  private static String text(List<ToldNotice> told) {
    List<Object> notices = new ArrayList<>();
    for (ToldNotice each : told) {
      Notice notice = each.notice();
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("lane", each.lane());
      members.put("rule", notice.rule());
      members.put("scope_label", notice.scopeLabel());
      members.put("scope", notice.scope());
      members.put("severity", notice.severity().name().toLowerCase(Locale.ROOT));
      members.put("value", Double.toString(notice.value()));
      members.put("threshold", Double.toString(notice.threshold()));
      members.put("summary", notice.summary());
      members.put("starts", Times.text(notice.startsEpochMillis()));
      notices.add(members);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(Members.VERSION, VERSION);
    all.put("told", notices);
    return Json.write(all) + '\n';
  }

  private static List<ToldNotice> told(String text) {
    Members all = Members.kept(text, VERSION, ALL);
    List<ToldNotice> told = new ArrayList<>();
    for (Members members : all.objects("told", OF_NOTICE)) {
      told.add(new ToldNotice(members.required("lane"), notice(members)));
    }
    return told;
  }

  private static Notice notice(Members members) {
    try {
      return new Notice(
          members.required("rule"),
          members.text("scope_label", ""),
          members.text("scope", ""),
          Alert.Severity.valueOf(members.required("severity").toUpperCase(Locale.ROOT)),
          true,
          Double.parseDouble(members.required("value")),
          Double.parseDouble(members.required("threshold")),
          members.text("summary", ""),
          "",
          Times.moment("starts", members.required("starts")),
          0);
    } catch (IllegalArgumentException e) {
      throw Refused.wrong("a severity or a number is none");
    }
  }
}
