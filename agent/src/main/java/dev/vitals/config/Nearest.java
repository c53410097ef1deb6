package dev.vitals.config;

import java.util.Collection;

/** Finds the word somebody probably meant. */
public final class Nearest {
  private static final int LONGEST = 100;

  private Nearest() {}

  /** The known word nearest to this one, or null where none is near. */
  public static String to(String word, Collection<String> known) {
    if (word.isEmpty() || word.length() > LONGEST) {
      return null;
    }
    String nearest = null;
    int least = Math.max(1, word.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest != null ? nearest : endingLike(word, known);
  }

  /** The one known word that ends like this, such as {@code slow-threshold} or {@code prot}. */
  private static String endingLike(String word, Collection<String> known) {
    String found = null;
    int least = Math.max(1, word.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(word, ending(candidate, parts(word)));
      if (distance < least) {
        least = distance;
        found = candidate;
      } else if (distance == least) {
        found = null;
      }
    }
    return found;
  }

  /** The last so many parts between dots. */
  private static String ending(String word, int parts) {
    int start = word.length();
    for (int part = 0; part < parts && start >= 0; part++) {
      start = word.lastIndexOf('.', start - 1);
    }
    return word.substring(start + 1);
  }

  private static int parts(String word) {
    int parts = 1;
    for (int index = 0; index < word.length(); index++) {
      if (word.charAt(index) == '.') {
        parts++;
      }
    }
    return parts;
  }

  /** How many letters have to be put in, taken out, replaced or swapped with their neighbour. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(last[j], row[j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
