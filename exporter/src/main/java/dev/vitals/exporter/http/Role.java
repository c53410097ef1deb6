package dev.vitals.exporter.http;

import java.util.Locale;

/** What somebody may do: each role may also do what those before it may. */
enum Role {
  /** Reads metrics, alerts and reports. */
  VIEWER,
  /** Also silences and acknowledges. */
  OPERATOR,
  /** Also reloads, and sees the configuration and the bundles of incidents. */
  ADMIN;

  boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of exactly this name, or null. */
  static Role of(String text) {
    for (Role role : values()) {
      if (role.text().equals(text)) {
        return role;
      }
    }
    return null;
  }
}
