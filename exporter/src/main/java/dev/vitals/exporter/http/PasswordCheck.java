package dev.vitals.exporter.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a password is right, without giving who guesses the application's processor.
 *
 * <p>A right password is remembered, as a keyed hash of name, bcrypt hash and password, while it is
 * used at least every ten minutes; so bcrypt runs seldom. It runs once at a time. Wrong passwords
 * cost an address five tries and then one every six seconds, and all addresses together a twentieth
 * of one processor; this machine has a twentieth of its own. A name nobody has takes as long as one
 * somebody has.
 */
final class PasswordCheck {
  static final int TRIES = 5;
  private static final double TRIES_PER_SECOND = 1.0 / 6;
  private static final double BUDGET_NANOS = 1e9;
  private static final double BUDGET_NANOS_PER_SECOND = 0.05e9;
  private static final long TURN_MILLIS = 1_000;
  private static final int MAX_REMEMBERED = 100;
  private static final long REMEMBERED_NANOS = TimeUnit.MINUTES.toNanos(10);

  /**
   * What came out.
   *
   * @param waitNanos how long to wait before another try; 0 where this one was looked at
   */
  record Result(boolean isRight, long waitNanos) {
    private static final Result RIGHT = new Result(true, 0);
    private static final Result WRONG = new Result(false, 0);

    private static Result later(long waitNanos) {
      return new Result(false, waitNanos);
    }
  }

  private final LongSupplier nanoTime;
  private final SecretKeySpec key;
  private final Semaphore turn = new Semaphore(1);
  private final Clients tries;
  private final TokenBucket budgetOfLocal;
  private final TokenBucket budgetOfRemote;
  private final Map<String, Long> lastUseNanos = new LinkedHashMap<>(16, 0.75f, true);

  PasswordCheck(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, "HmacSHA256");
    tries = new Clients(TRIES_PER_SECOND, TRIES, nanoTime);
    long now = nanoTime.getAsLong();
    budgetOfLocal = new TokenBucket(BUDGET_NANOS_PER_SECOND, BUDGET_NANOS, now);
    budgetOfRemote = new TokenBucket(BUDGET_NANOS_PER_SECOND, BUDGET_NANOS, now);
  }

  /** The name may be anybody's; how long it takes does not tell whose. */
  Result check(Users users, String name, String password, InetAddress from, boolean isLocal) {
    if (!users.hasPasswords() || !Bcrypt.canTake(password)) {
      return Result.WRONG;
    }
    Users.User named = users.named(name);
    Users.User compared = named == null ? users.decoyFor(name) : named;
    String proof = proofOf(name, compared.hash(), password);
    if (isRemembered(proof)) {
      return Result.RIGHT;
    }
    try {
      if (!turn.tryAcquire(TURN_MILLIS, TimeUnit.MILLISECONDS)) {
        return Result.later(TimeUnit.MILLISECONDS.toNanos(TURN_MILLIS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Result.later(TimeUnit.MILLISECONDS.toNanos(TURN_MILLIS));
    }
    try {
      return isRemembered(proof)
          ? Result.RIGHT
          : compare(password, compared, named != null, proof, from, isLocal);
    } finally {
      turn.release();
    }
  }

  /** One at a time. */
  private Result compare(
      String password,
      Users.User compared,
      boolean isSomebody,
      String proof,
      InetAddress from,
      boolean isLocal) {
    TokenBucket budget = isLocal ? budgetOfLocal : budgetOfRemote;
    long now = nanoTime.getAsLong();
    long waitNanos = Math.max(tries.waitNanos(from), budget.waitNanos(1, now));
    if (waitNanos > 0) {
      return Result.later(waitNanos);
    }
    long startNanos = System.nanoTime();
    boolean isRight = Bcrypt.matches(password, compared.hash()) & isSomebody;
    long tookNanos = System.nanoTime() - startNanos;
    if (isRight) {
      remember(proof);
      return Result.RIGHT;
    }
    tries.take(from);
    budget.take(tookNanos, nanoTime.getAsLong());
    return Result.WRONG;
  }

  private synchronized boolean isRemembered(String proof) {
    Long usedNanos = lastUseNanos.get(proof);
    long now = nanoTime.getAsLong();
    if (usedNanos == null || now - usedNanos > REMEMBERED_NANOS) {
      return false;
    }
    lastUseNanos.put(proof, now);
    return true;
  }

  private synchronized void remember(String proof) {
    if (lastUseNanos.size() >= MAX_REMEMBERED) {
      var longestUnused = lastUseNanos.keySet().iterator();
      longestUnused.next();
      longestUnused.remove();
    }
    lastUseNanos.put(proof, nanoTime.getAsLong());
  }

  private String proofOf(String name, String hash, String password) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      // The hash has a fixed length and no NUL, and neither has the name: no two triples are one.
      mac.update(hash.getBytes(StandardCharsets.UTF_8));
      mac.update(name.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      mac.update(password.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM lacks HmacSHA256", e);
    }
  }
}
