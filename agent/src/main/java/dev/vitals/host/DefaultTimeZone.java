package dev.vitals.host;

import java.util.TimeZone;

/**
 * The application's time zone, asked as late as can be: whoever asks first settles it for the JVM,
 * and the JDK writes what it finds into the system properties, which are the application's.
 */
public final class DefaultTimeZone {
  private static final String PROPERTY = "user.timezone";

  private DefaultTimeZone() {}

  /** The zone; the system properties are as before. <i>Threads:</i> any. */
  public static TimeZone get() {
    if (System.getProperty(PROPERTY) != null) {
      return TimeZone.getDefault();
    }
    TimeZone found = TimeZone.getDefault();
    System.getProperties().remove(PROPERTY, found.getID());
    return found;
  }
}
