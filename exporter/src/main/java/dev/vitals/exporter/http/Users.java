package dev.vitals.exporter.http;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people and programs that a users file names; it is taken as a whole or not at all. */
final class Users {
  private static final int MAX_ENTRIES = 1_000;
  private static final int MAX_NAME_CHARS = 64;
  private static final int MIN_TOKEN_CHARS = 16;
  private static final String DIGEST_PREFIX = "sha256:";
  private static final Set<String> RESERVED =
      Set.of(Caller.ANYBODY.name(), Caller.READER.name(), Caller.COMMAND_LINE.name());

  /** Somebody with a password. */
  record User(Caller caller, String hash) {}

  private record Token(Caller caller, byte[] digest) {}

  private final List<Token> tokens = new ArrayList<>();
  private final List<User> users = new ArrayList<>();
  private final Map<String, User> usersByName = new HashMap<>();

  private Users() {}

  /**
   * Reads lines of {@code user NAME ROLE BCRYPT-HASH} and {@code token NAME ROLE TOKEN}.
   *
   * @throws AccessException names file and line, and repeats nothing of it
   */
  static Users parse(String file, String text) throws AccessException {
    Users users = new Users();
    int number = 0;
    String lines = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (String line : lines.split("\n", -1)) {
      number++;
      String words = line.strip();
      if (!words.isEmpty() && words.charAt(0) != '#') {
        String mistake = users.add(words.split("\\s+"));
        if (mistake != null) {
          throw new AccessException(file + ":" + number + ": " + mistake);
        }
      }
    }
    if (users.size() == 0) {
      throw new AccessException(
          file + " names nobody; a line is: token prometheus viewer sha256:HASH");
    }
    return users;
  }

  boolean hasPasswords() {
    return !users.isEmpty();
  }

  /** Who has the token of this digest, or null. Looks at all of them, whichever it is. */
  Caller holderOf(byte[] digest) {
    Caller holder = null;
    for (Token token : tokens) {
      if (MessageDigest.isEqual(token.digest, digest)) {
        holder = token.caller;
      }
    }
    return holder;
  }

  /** The user of this name, or null. */
  User named(String name) {
    return usersByName.get(name);
  }

  /**
   * Somebody whose hash a name is compared with that nobody has, so that it takes as long; the same
   * for the same name. Only where {@link #hasPasswords}.
   */
  User decoyFor(String name) {
    return users.get(Math.floorMod(name.hashCode(), users.size()));
  }

  static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && "._@-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private int size() {
    return tokens.size() + users.size();
  }

  /** What is wrong with the line, or null. */
  private String add(String[] words) {
    if (words.length != 4) {
      return "a line has four words: user NAME ROLE BCRYPT-HASH, or token NAME ROLE TOKEN";
    }
    if (size() >= MAX_ENTRIES) {
      return "more than " + MAX_ENTRIES + " users and tokens";
    }
    if (!isName(words[1]) || RESERVED.contains(words[1])) {
      return "the name takes 1 to 64 letters, digits and . _ @ -, and is none of "
          + String.join(", ", RESERVED.stream().sorted().toList());
    }
    if (isTaken(words[1])) {
      return "the name stands in the file twice";
    }
    Role role = Role.of(words[2]);
    if (role == null) {
      return "the role is one of viewer, operator, admin";
    }
    Caller caller = new Caller(words[1], role);
    return switch (words[0]) {
      case "user" -> addUser(caller, words[3]);
      case "token" -> addToken(caller, words[3]);
      default -> "the line begins with user or token";
    };
  }

  private boolean isTaken(String name) {
    for (Token token : tokens) {
      if (token.caller.name().equals(name)) {
        return true;
      }
    }
    return usersByName.containsKey(name);
  }

  private String addUser(Caller caller, String hash) {
    String mistake = Bcrypt.mistakeIn(hash);
    if (mistake != null) {
      return "the fourth word " + mistake;
    }
    User user = new User(caller, hash);
    users.add(user);
    usersByName.put(caller.name(), user);
    return null;
  }

  private String addToken(Caller caller, String secret) {
    byte[] digest;
    if (secret.startsWith(DIGEST_PREFIX)) {
      digest = Digests.fromHex(secret.substring(DIGEST_PREFIX.length()));
      if (digest == null) {
        return "after sha256: stand 64 hexadecimal digits; make them with: printf %s \"$TOKEN\" |"
            + " sha256sum";
      }
    } else {
      if (secret.length() < MIN_TOKEN_CHARS) {
        return "a token has 16 characters or more; make one with: openssl rand -hex 32";
      }
      digest = Digests.sha256(secret);
    }
    if (holderOf(digest) != null) {
      return "the token stands in the file twice";
    }
    tokens.add(new Token(caller, digest));
    return null;
  }
}
