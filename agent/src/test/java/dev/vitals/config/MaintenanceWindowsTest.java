package dev.vitals.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.judge.MaintenanceWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class MaintenanceWindowsTest {
  private static final TimeZone HERE = TimeZone.getTimeZone("Asia/Tokyo");

  private final List<String> lines = new ArrayList<>();

  @Test
  void reads_every_key() {
    assertEquals(
        List.of(
            "nightly: monday, tuesday, wednesday, thursday, friday 22:00-06:30 Europe/Berlin"
                + " rule=~http-* severity!=critical"),
        read(
            Map.of(
                "name", "nightly",
                "days", "mon-fri",
                "from", "22:00",
                "to", "6:30",
                "time-zone", "Europe/Berlin",
                "match", List.of("rule=~http-*", "severity!=critical"))));
    assertEquals(List.of(), lines);
  }

  @Test
  void what_is_not_said_is_every_day_here_and_every_alert() {
    assertEquals(
        List.of(
            "maintenance[0]: monday, tuesday, wednesday, thursday, friday, saturday, sunday"
                + " 00:00-24:00 Asia/Tokyo"),
        read(Map.of("from", "00:00", "to", "24:00")));
    assertEquals(List.of(), lines);
  }

  @Test
  void days_are_written_in_many_ways() {
    for (Map.Entry<Object, String> days :
        Map.<Object, String>of(
                "sat",
                "saturday",
                "Sunday",
                "sunday",
                "mon, wed",
                "monday, wednesday",
                "sat-mon",
                "monday, saturday, sunday",
                List.of("tue", "thu-fri"),
                "tuesday, thursday, friday",
                "wed-wed",
                "wednesday")
            .entrySet()) {
      assertEquals(
          List.of("maintenance[0]: " + days.getValue() + " 01:00-02:00 Asia/Tokyo"),
          read(Map.of("days", days.getKey(), "from", "01:00", "to", "02:00")));
    }
    assertEquals(List.of(), lines);
  }

  @Test
  void one_window_needs_no_list_and_none_is_no_mistake() {
    assertEquals(1, windows(Nodes.of("maintenance", Map.of("from", "1:00", "to", "2:00"))).size());
    assertEquals(0, windows(null).size());
    assertEquals(List.of(), lines);
  }

  @Test
  void whatever_is_wrong_leaves_out_one_window_with_one_line_that_names_its_place() {
    Map<Map<String, Object>, String> mistakes = new LinkedHashMap<>();
    mistakes.put(with("from", "25:00"), "from = '25:00' is not a time from 00:00 to 23:59");
    mistakes.put(with("from", "24:00"), "from = '24:00' is not a time from 00:00 to 23:59");
    mistakes.put(with("from", "-1:00"), "from = '-1:00' is not a time");
    mistakes.put(with("from", "1:0"), "from = '1:0' is not a time");
    mistakes.put(with("from", "001:00"), "from = '001:00' is not a time");
    mistakes.put(with("from", "22"), "from = '22' is not a time");
    mistakes.put(with("from", ":30"), "from = ':30' is not a time");
    mistakes.put(with("from", "10:3०"), "from = '10:3०' is not a time");
    mistakes.put(with("from", List.of("1:00")), "from is not a time");
    mistakes.put(with("to", "24:01"), "to = '24:01' is not a time from 00:00 to 24:00");
    mistakes.put(with("to", "12:60"), "to = '12:60' is not a time");
    mistakes.put(with("to", "noon"), "to = 'noon' is not a time");
    mistakes.put(with("days", "mo"), "days = 'mo' is not a day such as mon");
    mistakes.put(with("days", "fri-"), "days = 'fri-' is not a day");
    mistakes.put(with("days", List.of("mon", "someday")), "days[1] = 'someday' is not a day");
    mistakes.put(with("days", List.of()), "days names no day");
    mistakes.put(with("days", Map.of("mon", "1")), "days is not a day");
    mistakes.put(with("time-zone", "Berlin"), "time-zone = 'Berlin' is not a time zone");
    mistakes.put(with("time-zone", "GMTX"), "time-zone = 'GMTX' is not a time zone");
    mistakes.put(
        with("match", "job=shop"), "match = 'job=shop' is not a matcher (a matcher starts");
    mistakes.put(
        with("match", List.of("severity=bad")), "match[0] = 'severity=bad' is not a matcher");
    mistakes.put(with("name", "x".repeat(101)), "name = '");
    mistakes.put(with("zone", "UTC"), "zone = 'UTC' is not a key of a window");
    mistakes.put(
        with("time-zon", "UTC"),
        "time-zon = 'UTC' is not a key of a window; did you mean time-zone");
    mistakes.put(Map.of("to", "2:00"), " has no from");
    mistakes.put(Map.of("from", "2:00"), " has no to");
    for (Map.Entry<Map<String, Object>, String> mistake : mistakes.entrySet()) {
      lines.clear();
      Map<String, Object> right =
          Map.of("name", "right", "days", "mon", "from", "1:00", "to", "2:00");
      List<MaintenanceWindow> windows =
          windows(Nodes.of("maintenance", List.of(mistake.getKey(), right)));
      assertEquals(1, windows.size(), mistake.getValue());
      assertEquals("right", windows.get(0).name());
      assertEquals(1, lines.size(), lines::toString);
      String line = lines.get(0);
      String separator = mistake.getValue().startsWith(" ") ? "" : ".";
      assertTrue(
          line.startsWith("vitals.yaml:7: maintenance[0]" + separator + mistake.getValue()), line);
      assertTrue(line.endsWith("; the window is left out"), line);
    }
  }

  @Test
  void what_is_no_map_is_no_window() {
    assertEquals(List.of(), read("nightly"));
    assertEquals(
        List.of(
            "vitals.yaml:7: maintenance[0] = 'nightly' is not a window with from and to; the window"
                + " is left out"),
        lines);
  }

  @Test
  void more_than_a_hundred_are_too_many() {
    Map<String, Object> one = Map.of("from", "1:00", "to", "2:00");
    assertEquals(100, windows(Nodes.of("maintenance", Collections.nCopies(120, one))).size());
    assertEquals(1, lines.size());
  }

  private static Map<String, Object> with(String key, Object value) {
    Map<String, Object> window = new LinkedHashMap<>(Map.of("from", "1:00", "to", "2:00"));
    window.put(key, value);
    return window;
  }

  private List<String> read(Object window) {
    List<String> texts = new ArrayList<>();
    windows(Nodes.of("maintenance", List.of(window))).forEach(read -> texts.add(read.toString()));
    return texts;
  }

  private List<MaintenanceWindow> windows(YamlNode node) {
    return MaintenanceWindows.read(node, () -> HERE, new Mistakes(lines));
  }
}
