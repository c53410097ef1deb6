package dev.vitals.config;

import dev.vitals.judge.AlertMatcher;
import dev.vitals.judge.MaintenanceWindow;
import dev.vitals.judge.MaintenanceWindow.Day;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Supplier;

/**
 * Reads the list {@code maintenance} of the configuration file.
 *
 * <p><i>Errors:</i> a window that is wrong in any part is left out with one line; the others count.
 */
public final class MaintenanceWindows {
  private static final Set<String> KEYS =
      Set.of("name", "days", "from", "to", "time-zone", "match");
  private static final int MOST = 100;
  private static final int LONGEST_NAME = 100;
  private static final int NO_TIME = -1;
  private static final Day[] DAYS = Day.values();
  private static final String LEFT_OUT = "; the window is left out";

  private final Supplier<TimeZone> defaultZone;
  private final Mistakes mistakes;

  private MaintenanceWindows(Supplier<TimeZone> defaultZone, Mistakes mistakes) {
    this.defaultZone = defaultZone;
    this.mistakes = mistakes;
  }

  /**
   * @param list null where there is none
   * @param defaultZone the zone of windows that name none
   */
  public static List<MaintenanceWindow> read(
      YamlNode list, Supplier<TimeZone> defaultZone, Mistakes mistakes) {
    List<MaintenanceWindow> windows = new ArrayList<>();
    if (list == null) {
      return windows;
    }
    MaintenanceWindows reader = new MaintenanceWindows(defaultZone, mistakes);
    for (YamlNode item : list.items()) {
      if (windows.size() == MOST) {
        mistakes.at(item, "is one window too many: " + MOST + " are read" + LEFT_OUT);
        return windows;
      }
      MaintenanceWindow window = reader.window(item);
      if (window != null) {
        windows.add(window);
      }
    }
    return windows;
  }

  private MaintenanceWindow window(YamlNode node) {
    if (node.entries().isEmpty()) {
      mistakes.at(node, "is not a window with from and to" + LEFT_OUT);
      return null;
    }
    if (hasUnknownKey(node)) {
      return null;
    }
    String name = name(node);
    Set<Day> days = days(node);
    int from = time(node, "from", MaintenanceWindow.MINUTES_PER_DAY - 1);
    int to = time(node, "to", MaintenanceWindow.MINUTES_PER_DAY);
    TimeZone zone = zone(node.get("time-zone"));
    List<AlertMatcher> matchers = matchers(node.get("match"));
    if (name == null
        || days == null
        || from == NO_TIME
        || to == NO_TIME
        || zone == null
        || matchers == null) {
      return null;
    }
    return new MaintenanceWindow(name, days, from, to, zone, matchers);
  }

  private boolean hasUnknownKey(YamlNode node) {
    boolean unknown = false;
    for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
      if (!KEYS.contains(entry.getKey())) {
        String nearest = Nearest.to(entry.getKey(), KEYS);
        String hint = nearest == null ? "" : "; did you mean " + nearest;
        mistakes.at(entry.getValue(), "is not a key of a window" + hint + LEFT_OUT);
        unknown = true;
      }
    }
    return unknown;
  }

  private String name(YamlNode node) {
    YamlNode given = node.get("name");
    if (given == null) {
      return node.path();
    }
    String text = given.text();
    if (text == null || text.length() > LONGEST_NAME) {
      mistakes.at(given, "is not a text of " + LONGEST_NAME + " letters or less" + LEFT_OUT);
      return null;
    }
    return text;
  }

  /** Every day where none is named; null where one is wrong. */
  private Set<Day> days(YamlNode node) {
    YamlNode given = node.get("days");
    if (given == null) {
      return EnumSet.allOf(Day.class);
    }
    Set<Day> days = EnumSet.noneOf(Day.class);
    for (YamlNode item : given.items()) {
      String text = item.text() == null ? "" : item.text();
      for (String piece : Quantity.split(text, ',')) {
        int dash = piece.indexOf('-');
        Day first = day(dash < 0 ? piece : piece.substring(0, dash));
        Day last = dash < 0 ? first : day(piece.substring(dash + 1));
        if (first == null || last == null) {
          mistakes.at(item, "is not a day such as mon, or days such as mon-fri" + LEFT_OUT);
          return null;
        }
        // From Saturday to Monday goes over the end of the week.
        for (int at = first.ordinal(); ; at = (at + 1) % DAYS.length) {
          days.add(DAYS[at]);
          if (at == last.ordinal()) {
            break;
          }
        }
      }
    }
    if (days.isEmpty()) {
      mistakes.at(given, "names no day" + LEFT_OUT);
      return null;
    }
    return days;
  }

  /** Three letters are enough. */
  private static Day day(String text) {
    String wanted = text.trim().toUpperCase(Locale.ROOT);
    for (Day day : DAYS) {
      if (wanted.length() >= 3 && day.name().startsWith(wanted)) {
        return day;
      }
    }
    return null;
  }

  /** In minutes since midnight. */
  private int time(YamlNode node, String key, int latest) {
    YamlNode given = node.get(key);
    if (given == null) {
      mistakes.at(node, "has no " + key + LEFT_OUT);
      return NO_TIME;
    }
    int time = TimeOfDay.minutes(given.text() == null ? "" : given.text());
    if (time < 0 || time > latest) {
      String last = latest == MaintenanceWindow.MINUTES_PER_DAY ? "24:00" : "23:59";
      mistakes.at(given, "is not a time from 00:00 to " + last + LEFT_OUT);
      return NO_TIME;
    }
    return time;
  }

  private TimeZone zone(YamlNode given) {
    if (given == null) {
      return defaultZone.get();
    }
    TimeZone zone = TimeOfDay.zone(given.text() == null ? "" : given.text());
    if (zone == null) {
      mistakes.at(given, "is not a time zone such as Europe/Berlin or UTC" + LEFT_OUT);
    }
    return zone;
  }

  /** Nothing to match is every alert; null where a matcher is wrong. */
  private List<AlertMatcher> matchers(YamlNode given) {
    List<AlertMatcher> matchers = new ArrayList<>();
    if (given == null) {
      return matchers;
    }
    for (YamlNode item : given.items()) {
      try {
        matchers.add(AlertMatcher.parse(item.text() == null ? "" : item.text()));
      } catch (IllegalArgumentException e) {
        mistakes.at(item, "is not a matcher (" + e.getMessage() + ")" + LEFT_OUT);
        return null;
      }
    }
    return matchers;
  }
}
