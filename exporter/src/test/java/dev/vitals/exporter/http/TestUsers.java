package dev.vitals.exporter.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.HexFormat;
import org.mindrot.jbcrypt.BCrypt;

/** A users file with somebody of every role, and what they send. */
final class TestUsers {
  static final String PASSWORD = "pass word: \u00e9";
  static final String TOKEN = "the-token-of-prometheus";
  static final String ADMIN_TOKEN = "the-token-of-the-deployer";

  /** What a request carries that does not come from this machine. */
  static final String FROM_ELSEWHERE = "X-Forwarded-For: 192.0.2.1";

  private static final String HASH = BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4));

  private TestUsers() {}

  static String lines() {
    return "# people\n"
        + userLine("vera", "viewer")
        + userLine("oscar", "operator")
        + userLine("ada", "admin")
        + "\n  # programs\n"
        + "token prometheus viewer sha256:"
        + hex(TOKEN)
        + "\ntoken deployer\tadmin  "
        + ADMIN_TOKEN
        + "\r\n";
  }

  static String userLine(String name, String role) {
    return "user " + name + " " + role + " " + HASH + "\n";
  }

  /** Only its owner can read and write it. */
  static Path write(Path file, String text) throws IOException {
    Path next = Files.createTempFile(file.getParent(), "users", ".next");
    Files.writeString(next, text);
    return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static AccessSettings access(Path users) {
    return new AccessSettings(users.toString(), false, "", "", 0, "");
  }

  static String basic(String name, String password) {
    byte[] pair = (name + ':' + password).getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
  }

  static String basic(String name) {
    return basic(name, PASSWORD);
  }

  static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(Digests.sha256(text));
  }
}
