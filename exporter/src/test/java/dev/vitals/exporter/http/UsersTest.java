package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
  private static final String HASH = "$2y$10$" + "a".repeat(53);
  private static final String SECRET = "s3cr3t-s3cr3t-s3cr3t";

  @Test
  void reads_users_and_tokens_with_their_roles() throws AccessException {
    Users users = Users.parse("file", "\uFEFF" + TestUsers.lines());
    assertEquals(Role.OPERATOR, users.named("oscar").caller().role());
    assertNull(users.named("prometheus"));
    assertNull(users.named("OSCAR"));
    assertEquals("prometheus", users.holderOf(Digests.sha256(TestUsers.TOKEN)).name());
    assertEquals(Role.ADMIN, users.holderOf(Digests.sha256(TestUsers.ADMIN_TOKEN)).role());
    assertNull(users.holderOf(Digests.sha256("")));
    assertTrue(users.hasPasswords());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only words",
        "user",
        "user a",
        "user a viewer",
        "user a viewer HASH more",
        "User a viewer HASH",
        "user a Viewer HASH",
        "user a root HASH",
        "user a/b viewer HASH",
        "user \u00e4 viewer HASH",
        "user anybody viewer HASH",
        "user command-line admin HASH",
        "user read-token viewer HASH",
        "user a viewer SECRET",
        "user a viewer $2y$10$short",
        "user a viewer $2x$10$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "user a viewer $2y$03$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "user a viewer $2y$15$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "user a viewer $2y$1x$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "user a viewer $2y$10$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "user a viewer {SHA}SECRET",
        "user a viewer $apr1$SECRET",
        "token a viewer short-token",
        "token a viewer sha256:SECRET",
        "token a viewer sha256:zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "user a viewer HASH\nuser a admin HASH",
        "user a viewer HASH\ntoken a admin SECRET",
        "token a viewer SECRET\nuser a admin HASH",
        "token a viewer SECRET\ntoken b admin SECRET",
        "role a viewer SECRET"
      })
  void takes_a_file_with_a_mistake_not_at_all_and_repeats_nothing_of_it(String text) {
    String lines = text.replace("HASH", HASH).replace("SECRET", SECRET);
    AccessException failure =
        assertThrows(AccessException.class, () -> Users.parse("the-file", lines));
    assertTrue(failure.getMessage().startsWith("the-file"), failure.getMessage());
    assertFalse(failure.getMessage().contains(SECRET), failure.getMessage());
    assertFalse(failure.getMessage().contains(HASH), failure.getMessage());
  }

  @Test
  void names_the_line_of_a_mistake() {
    AccessException failure =
        assertThrows(
            AccessException.class,
            () -> Users.parse("f", "# one\n\nuser a viewer " + HASH + "\nuser b\n"));
    assertTrue(failure.getMessage().startsWith("f:4: a line has four words"), failure.getMessage());
  }

  @Test
  void takes_a_thousand_and_no_more() throws AccessException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      lines.append("token t").append(i).append(" viewer ").append(SECRET).append(i).append('\n');
    }
    assertEquals(
        "t999", Users.parse("f", lines.toString()).holderOf(Digests.sha256(SECRET + "999")).name());
    lines.append("token more viewer ").append(SECRET).append('\n');
    AccessException failure =
        assertThrows(AccessException.class, () -> Users.parse("f", lines.toString()));
    assertTrue(failure.getMessage().startsWith("f:1001: more than 1000"), failure.getMessage());
  }

  @Test
  void a_name_nobody_has_is_always_compared_with_the_same_hash() throws AccessException {
    Users users = Users.parse("f", TestUsers.lines());
    for (String name : List.of("nobody", "", "polygenelubricants", "x".repeat(64))) {
      assertEquals(users.decoyFor(name).hash(), users.decoyFor(name).hash());
    }
  }

  /** Whatever compares secrets does so in constant time: nothing else is in the classes. */
  @Test
  void secrets_are_compared_by_digest_in_constant_time() throws IOException {
    for (Class<?> type : List.of(Users.class, Authentication.class)) {
      try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
        String pool = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        assertTrue(pool.contains("isEqual"), type.getName());
        assertFalse(pool.contains("java/util/Arrays"), type.getName());
        assertFalse(pool.contains("contentEquals"), type.getName());
      }
    }
  }
}
