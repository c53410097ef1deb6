package dev.vitals.api;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The four levels in words, and how many there are of each. */
final class Severities {
  static final List<String> WORDS = words();

  private Severities() {}

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** How many there are of each, the mildest first. */
  static Map<String, Object> breakdown(List<Alert> alerts) {
    int[] counts = new int[WORDS.size()];
    for (Alert alert : alerts) {
      counts[alert.severity().ordinal()]++;
    }
    Map<String, Object> breakdown = new LinkedHashMap<>();
    for (int index = 0; index < counts.length; index++) {
      breakdown.put(WORDS.get(index), counts[index]);
    }
    return breakdown;
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Alert.Severity severity : Alert.Severity.values()) {
      words.add(word(severity));
    }
    return List.copyOf(words);
  }
}
