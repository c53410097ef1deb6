package dev.vitals.notify;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Nearest;
import dev.vitals.config.YamlNode;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The values of one map of the configuration file.
 *
 * <p><i>Errors:</i> what is wrong is named, with its place, and counts as not written. The text of
 * a secret is never part of such a line.
 */
final class Fields {
  private static final String[] UNITS = {"ms", "s", "m", "h", "d"};
  private static final long[] MILLIS = {1, 1_000, 60_000, 3_600_000, 86_400_000};

  private final YamlNode map;
  private final Mistakes mistakes;

  Fields(YamlNode map, Mistakes mistakes) {
    this.map = map;
    this.mistakes = mistakes;
  }

  boolean has(String key) {
    return map.get(key) != null;
  }

  /** One line of text, or null. */
  String text(String key) {
    YamlNode node = map.get(key);
    if (node != null && node.text() == null) {
      mistakes.at(node, "is not one text; it is ignored");
      return null;
    }
    return node == null ? null : node.text();
  }

  boolean flag(String key, boolean fallback) {
    String text = text(key);
    if (text == null) {
      return fallback;
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes")) {
      return true;
    }
    if (text.equalsIgnoreCase("false") || text.equalsIgnoreCase("no")) {
      return false;
    }
    mistakes.at(map.get(key), "is not true or false; " + fallback + " is used");
    return fallback;
  }

  /**
   * @param fallback as a person writes it, within the limits
   */
  long millis(String key, String fallback, String least, String most) {
    String text = text(key);
    if (text == null) {
      return parsedMillis(fallback);
    }
    long millis = parsedMillis(text);
    if (millis >= parsedMillis(least) && millis <= parsedMillis(most)) {
      return millis;
    }
    mistakes.at(
        map.get(key),
        "is not a duration such as 30s or 5m, from "
            + least
            + " to "
            + most
            + "; "
            + fallback
            + " is used");
    return parsedMillis(fallback);
  }

  int whole(String key, int fallback, int least, int most) {
    String text = text(key);
    if (text == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Named below.
    }
    mistakes.at(
        map.get(key),
        "is not a whole number from " + least + " to " + most + "; " + fallback + " is used");
    return fallback;
  }

  /** The texts of a list, or the one that stands for itself; empty where there is nothing. */
  List<YamlNode> texts(String key) {
    List<YamlNode> texts = new ArrayList<>();
    YamlNode node = map.get(key);
    if (node != null) {
      for (YamlNode item : node.items()) {
        if (item.text() == null) {
          mistakes.at(item, "is not one text; it is ignored");
        } else {
          texts.add(item);
        }
      }
    }
    return texts;
  }

  /** What stands behind a key, or in the file that key-file names; null where neither is. */
  Secret secret(String key) {
    Secret inFile = secretFile(key + "-file");
    if (inFile != null || !has(key)) {
      return inFile;
    }
    YamlNode node = map.get(key);
    if (node.text() == null) {
      wrong(key, "is not one text; it is ignored");
      return null;
    }
    return Secret.text(node.text());
  }

  /** What stands in the file that the key names; null where there is no such key. */
  Secret secretFile(String key) {
    String file = text(key);
    if (file == null) {
      return null;
    }
    if (!new File(file).canRead()) {
      mistakes.at(
          map.get(key), "is no file that can be read now; it is tried again with every message");
    }
    return Secret.file(file);
  }

  /** Names a mistake in a value that may be a secret, without the value. */
  void wrong(String key, String problem) {
    wrong(map.get(key), problem);
  }

  void wrong(YamlNode secret, String problem) {
    mistakes.add(secret.place() + ": " + secret.path() + ' ' + problem);
  }

  /** Names the keys nobody reads. */
  void onlyThese(Set<String> known) {
    for (String key : map.entries().keySet()) {
      if (!known.contains(key)) {
        String nearest = Nearest.to(key, known);
        wrong(
            key,
            "is not known here; it is ignored"
                + (nearest == null ? "" : " (did you mean " + nearest + "?)"));
      }
    }
  }

  /** The duration in milliseconds, or -1. */
  private static long parsedMillis(String text) {
    if (text.equals("0")) {
      return 0;
    }
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    String unit = text.substring(end).trim();
    for (int index = 0; index < UNITS.length; index++) {
      if (end > 0 && end < 10 && UNITS[index].equals(unit)) {
        return Long.parseLong(text.substring(0, end)) * MILLIS[index];
      }
    }
    return -1;
  }
}
