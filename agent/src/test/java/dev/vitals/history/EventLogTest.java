package dev.vitals.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  @TempDir Path root;

  @Test
  void events_are_read_back_in_their_order_after_a_restart() throws IOException {
    try (Direct direct = new Direct(root)) {
      for (int n = 0; n < 100; n++) {
        direct.store.append(incident(n));
      }
    }
    try (Direct direct = new Direct(root)) {
      direct.events.append(incident(100));
      direct.store.append(direct.events.firstUnwritten());
      List<Map<String, String>> events = direct.events.events();
      assertEquals(101, events.size());
      for (int n = 0; n <= 100; n++) {
        assertEquals(incident(n), events.get(n));
      }
    }
    try (Direct direct = new Direct(root)) {
      assertEquals(101, direct.events.events().size());
      assertEquals(List.of("rule", "scope", "n"), List.copyOf(events(direct, 7).keySet()));
    }
  }

  @Test
  void what_was_there_before_comes_before_what_came_while_it_was_loaded() {
    EventLog log = new EventLog(true);
    log.append(incident(2));
    log.load(List.of(incident(0), incident(1)));
    log.load(List.of(incident(9)));
    assertEquals(List.of(incident(0), incident(1), incident(2)), log.events());
    assertEquals(incident(2), log.firstUnwritten());
    log.written(log.firstUnwritten());
    assertEquals(null, log.firstUnwritten());
  }

  @Test
  void memory_holds_a_thousand_events_and_cuts_what_is_long() {
    EventLog log = new EventLog(false);
    for (int n = 0; n < 3_000; n++) {
      log.append(incident(n));
    }
    List<Map<String, String>> events = log.events();
    assertEquals(1_000, events.size());
    assertEquals(incident(2_999), events.get(999));
    Map<String, String> large = new HashMap<>();
    for (int pair = 0; pair < 100; pair++) {
      large.put("key " + pair, "x".repeat(100_000));
    }
    for (int n = 0; n < 1_000; n++) {
      log.append(large);
    }
    long characters = 0;
    for (Map<String, String> event : log.events()) {
      assertTrue(event.size() <= 32);
      for (Map.Entry<String, String> pair : event.entrySet()) {
        characters += pair.getKey().length() + pair.getValue().length();
      }
    }
    assertTrue(characters > 0 && characters <= 500_000, characters + " characters");
    assertThrows(UnsupportedOperationException.class, () -> log.events().get(0).clear());
  }

  @Test
  void files_are_bounded_and_the_newest_events_stay() throws IOException {
    Map<String, String> event = new LinkedHashMap<>();
    try (Direct direct = new Direct(root)) {
      for (int n = 0; n < 800; n++) {
        event.put("n", Integer.toString(n));
        event.put("text", "ü".repeat(900));
        for (int pair = 0; pair < 6; pair++) {
          event.put("text " + pair, "ü".repeat(900));
        }
        direct.store.append(event);
      }
      long bytes = 0;
      for (File file : root.resolve("shop-0").toFile().listFiles()) {
        bytes += file.length();
      }
      assertTrue(bytes > 2_000_000 && bytes <= 4_000_000, bytes + " bytes");
      assertEquals(bytes, direct.store.bytes());
    }
    try (Direct direct = new Direct(root)) {
      List<Map<String, String>> events = direct.events.events();
      assertEquals("799", events.get(events.size() - 1).get("n"));
      assertEquals("ü".repeat(900), events.get(0).get("text"));
    }
  }

  private static Map<String, String> events(Direct direct, int index) {
    return direct.events.events().get(index);
  }

  private static Map<String, String> incident(int n) {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("rule", "http-latency");
    event.put("scope", "/orders/\u00e9" + n % 3);
    event.put("n", Integer.toString(n));
    return event;
  }
}
