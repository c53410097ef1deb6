package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vitals.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EntryTest {
  @Test
  void says_where_it_is_switched_off() {
    Properties property = new Properties();
    property.setProperty("vitals.enabled", "false");

    assertEquals("MONITORING_ENABLED", origin("", Map.of("MONITORING_ENABLED", "false")));
    assertEquals("environment", origin("", Map.of("VITALS_ENABLED", "false")));
    assertEquals("agent arguments", origin("enabled=false", Map.of()));
    assertEquals("system properties", origin("", Map.of(), property));
  }

  private static String origin(String arguments, Map<String, String> environment) {
    return origin(arguments, environment, new Properties());
  }

  private static String origin(
      String arguments, Map<String, String> environment, Properties properties) {
    List<String> warnings = new ArrayList<>();
    Settings settings = Settings.load(arguments, properties, environment, Entry.names(), warnings);
    assertEquals(List.of(), warnings);
    assertFalse(settings.enabled());
    String line = Entry.switchedOff(settings);
    String before = "is switched off (enabled=false from ";
    assertEquals(before, line.substring(0, before.length()));
    return line.substring(before.length(), line.length() - 1);
  }
}
