package dev.vitals.exporter.http;

import java.nio.charset.StandardCharsets;
import org.mindrot.jbcrypt.BCrypt;

/**
 * Passwords against bcrypt hashes, as htpasswd -B and others write them.
 *
 * <p><i>Cost:</i> doubles with every step of the hash's cost; at 10 tens of milliseconds, at 14,
 * the highest that is taken, a second.
 */
final class Bcrypt {
  private static final int HASH_CHARS = 60;
  private static final int MIN_COST = 4;
  private static final int MAX_COST = 14;
  private static final int MAX_PASSWORD_BYTES = 72;
  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Bcrypt() {}

  /** What is wrong with a hash, or null; it is not repeated. */
  static String mistakeIn(String hash) {
    boolean isOurs = hash.startsWith("$2a$") || hash.startsWith("$2b$") || hash.startsWith("$2y$");
    if (!isOurs || hash.length() != HASH_CHARS || hash.charAt(6) != '$') {
      return "is no bcrypt hash ($2a$, $2b$ or $2y$ and 60 characters); make one with: htpasswd"
          + " -nBC 10 NAME";
    }
    for (int i = 7; i < HASH_CHARS; i++) {
      if (ALPHABET.indexOf(hash.charAt(i)) < 0) {
        return "is no bcrypt hash: a character after the cost does not belong there";
      }
    }
    int tens = hash.charAt(4) - '0';
    int ones = hash.charAt(5) - '0';
    int cost = 10 * tens + ones;
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9 || cost < MIN_COST || cost > MAX_COST) {
      return "has a bcrypt cost outside of 4 to 14; 10 is good, more costs the application's"
          + " processor time";
    }
    return null;
  }

  /** Whether bcrypt can tell this password from every other one. */
  static boolean canTake(String password) {
    return password.indexOf('\0') < 0
        && password.getBytes(StandardCharsets.UTF_8).length <= MAX_PASSWORD_BYTES;
  }

  /** In constant time but for the cost; the hash has no mistake, and the password can be taken. */
  static boolean matches(String password, String hash) {
    // The three versions differ in how faulty programs made them, not in how a right one does.
    return BCrypt.checkpw(password, "$2a$" + hash.substring(4));
  }
}
