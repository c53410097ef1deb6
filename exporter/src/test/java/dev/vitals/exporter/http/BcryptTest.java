package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BcryptTest {
  /** The published vectors of crypt_blowfish. */
  @ParameterizedTest
  @CsvSource({
    "U*U, $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
    "U*U*, $2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
    "U*U*U, $2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
    "'', $2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"
  })
  void agrees_with_others(String password, String hash) {
    for (String version : new String[] {"$2a$", "$2b$", "$2y$"}) {
      String same = version + hash.substring(4);
      assertNull(Bcrypt.mistakeIn(same));
      assertTrue(Bcrypt.matches(password, same), same);
      assertFalse(Bcrypt.matches(password + "x", same), same);
    }
  }

  @Test
  void takes_only_passwords_it_can_tell_apart() {
    assertTrue(Bcrypt.canTake("x".repeat(72)));
    assertFalse(Bcrypt.canTake("x".repeat(73)));
    assertFalse(Bcrypt.canTake("\u00e9".repeat(37)));
    assertFalse(Bcrypt.canTake("a\0b"));
    assertTrue(Bcrypt.canTake(""));
  }

  @Test
  void says_what_to_do_about_a_hash_it_does_not_take() {
    assertTrue(Bcrypt.mistakeIn("{SHA}abc").contains("htpasswd -nBC 10"));
    assertTrue(Bcrypt.mistakeIn("$2y$31$" + "a".repeat(53)).contains("4 to 14"));
    assertEquals(
        "is no bcrypt hash: a character after the cost does not belong there",
        Bcrypt.mistakeIn("$2y$10$" + "=".repeat(53)));
  }
}
