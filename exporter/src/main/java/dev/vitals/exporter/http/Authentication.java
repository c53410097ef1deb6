package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Who sends a request, by its {@code Authorization} and where it comes from; no other header gives
 * anybody anything. A role comes from the users file alone.
 */
final class Authentication {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  /**
   * What a request gets.
   *
   * @param caller who sends it; null where that is not proven
   * @param claimed the name of an existing user it failed to prove, else empty
   * @param status 0 where it may go on, 401 without a proof, 403 without the role, 429 where it
   *     must wait
   */
  record Verdict(Caller caller, String claimed, int status, String reason, long waitNanos) {
    private static Verdict of(Caller caller, Role needed) {
      return caller.role().includes(needed)
          ? new Verdict(caller, "", 0, "", 0)
          : new Verdict(caller, "", 403, "this takes the role " + needed.text(), 0);
    }

    private static Verdict unproven(String reason) {
      return new Verdict(null, "", 401, reason, 0);
    }

    boolean isAllowed() {
      return status == 0;
    }
  }

  private final byte[] readDigest;
  private final byte[] controlDigest;
  private final Watched<Users> users;
  private final boolean loopbackTakesCredentials;
  private final PasswordCheck passwords;

  /**
   * @param users null where there is no users file
   */
  Authentication(
      EndpointSettings settings,
      Watched<Users> users,
      boolean loopbackTakesCredentials,
      LongSupplier nanoTime) {
    this.readDigest = settings.readToken().isEmpty() ? null : Digests.sha256(settings.readToken());
    this.controlDigest =
        settings.controlToken().isEmpty() ? null : Digests.sha256(settings.controlToken());
    this.users = users;
    this.loopbackTakesCredentials = loopbackTakesCredentials;
    this.passwords = new PasswordCheck(nanoTime);
  }

  Verdict judge(HttpExchange exchange, Role needed) {
    boolean isLocal = Gate.isLocal(exchange);
    if (needed == Role.VIEWER && isReadFreely(isLocal)) {
      return Verdict.of(Caller.ANYBODY, needed);
    }
    List<String> values = exchange.getRequestHeaders().get("Authorization");
    if (values == null || values.size() != 1) {
      return Verdict.unproven("credentials are needed");
    }
    String value = values.get(0);
    if (startsWith(value, BEARER)) {
      Caller holder = holderOf(value.substring(BEARER.length()).strip(), isLocal);
      return holder == null
          ? Verdict.unproven("nobody has this token")
          : Verdict.of(holder, needed);
    }
    if (startsWith(value, BASIC) && users != null) {
      InetAddress from = exchange.getRemoteAddress().getAddress();
      return judge(value.substring(BASIC.length()).strip(), needed, from, isLocal);
    }
    return Verdict.unproven("these credentials are of no kind that is taken here");
  }

  /**
   * Whether it carries the one token that gives control; whence it comes is looked at elsewhere.
   */
  boolean hasControl(HttpExchange exchange) {
    List<String> values = exchange.getRequestHeaders().get("Authorization");
    return values != null
        && values.size() == 1
        && startsWith(values.get(0), BEARER)
        && holderOf(values.get(0).substring(BEARER.length()).strip(), true) == Caller.COMMAND_LINE;
  }

  /** What an answer tells of the credentials that are taken. */
  List<String> challenges() {
    return users != null && users.current().hasPasswords()
        ? List.of("Bearer", "Basic realm=\"Vitals\", charset=\"UTF-8\"")
        : List.of("Bearer");
  }

  /** Whether anybody, from wherever, may read. */
  boolean isOpen() {
    return readDigest == null && users == null;
  }

  private boolean isReadFreely(boolean isLocal) {
    return isOpen() || (readDigest == null && isLocal && !loopbackTakesCredentials);
  }

  /** All digests are compared, whichever fits. */
  private Caller holderOf(String token, boolean isLocal) {
    byte[] digest = Digests.sha256(token);
    Caller holder = users == null ? null : users.current().holderOf(digest);
    if (readDigest != null && MessageDigest.isEqual(readDigest, digest)) {
      holder = Caller.READER;
    }
    if (controlDigest != null && MessageDigest.isEqual(controlDigest, digest) && isLocal) {
      holder = Caller.COMMAND_LINE;
    }
    return holder;
  }

  private Verdict judge(String encoded, Role needed, InetAddress from, boolean isLocal) {
    String pair = decode(encoded);
    int colon = pair.indexOf(':');
    if (colon < 0 || !Users.isName(pair.substring(0, colon))) {
      return Verdict.unproven("these credentials cannot be read");
    }
    Users current = users.current();
    String name = pair.substring(0, colon);
    PasswordCheck.Result result =
        passwords.check(current, name, pair.substring(colon + 1), from, isLocal);
    Users.User user = current.named(name);
    if (result.isRight()) {
      return Verdict.of(user.caller(), needed);
    }
    String claimed = user == null ? "" : name;
    return result.waitNanos() > 0
        ? new Verdict(null, claimed, 429, "too many wrong passwords", result.waitNanos())
        : new Verdict(null, claimed, 401, "wrong name or password", 0);
  }

  /** Empty where it is no base64 of UTF-8. */
  private static String decode(String encoded) {
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return "";
    }
  }

  private static boolean startsWith(String value, String scheme) {
    return value.regionMatches(true, 0, scheme, 0, scheme.length());
  }
}
