package dev.vitals.judge;

import java.util.Locale;

/**
 * What alerts of a rule are called outside, whoever sends them: the agent itself or a Prometheus
 * with its rules, so that an Alertmanager fed by both puts them together.
 */
public final class AlertName {
  private static final String PREFIX = "Vitals";
  private static final int LONGEST = 100;

  private AlertName() {}

  /** {@code http-error-rate} is VitalsHttpErrorRate: letters and digits of ASCII alone. */
  public static String of(String rule) {
    StringBuilder name = new StringBuilder(PREFIX);
    boolean isStart = true;
    for (int index = 0; index < rule.length() && name.length() < LONGEST; index++) {
      char c = rule.charAt(index);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!isLetter && !(c >= '0' && c <= '9')) {
        isStart = true;
        continue;
      }
      name.append(isStart ? Character.toUpperCase(c) : c);
      isStart = false;
    }
    return name.length() == PREFIX.length() ? name.append("Rule").toString() : name.toString();
  }

  /**
   * Where a page speaks of what to do: at the name in small letters, as GitHub makes anchors.
   *
   * @param alertName as {@link #of} makes it
   */
  public static String runbook(String page, String alertName) {
    return page + '#' + alertName.toLowerCase(Locale.ROOT);
  }
}
