package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mindrot.jbcrypt.BCrypt;

class PasswordCheckTest {
  private static final String RIGHT = "right";

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final PasswordCheck passwords = new PasswordCheck(nanos::get);
  private Users users;

  @BeforeEach
  void read() throws AccessException {
    users = usersOfCost(4);
  }

  @Test
  void a_right_password_is_right_and_a_wrong_one_is_not() throws UnknownHostException {
    assertTrue(passwords.check(users, "ada", RIGHT, address(1), true).isRight());
    assertFalse(passwords.check(users, "ada", "wrong", address(1), true).isRight());
    assertFalse(passwords.check(users, "eve", RIGHT, address(1), true).isRight());
    assertFalse(passwords.check(users, "ada", RIGHT + '\0', address(1), true).isRight());
  }

  @Test
  void a_right_password_is_computed_once_while_it_is_used() throws Exception {
    Users slow = usersOfCost(12);
    assertTrue(passwords.check(slow, "ada", RIGHT, address(1), true).isRight());
    long startNanos = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      nanos.addAndGet(TimeUnit.MINUTES.toNanos(9));
      assertTrue(passwords.check(slow, "ada", RIGHT, address(i), false).isRight());
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    assertTrue(millis < 5_000, millis + " ms for a thousand checks of cost 12");
  }

  @Test
  void what_was_right_is_computed_again_when_the_hash_is_another() throws Exception {
    assertTrue(passwords.check(users, "ada", RIGHT, address(1), true).isRight());
    Users changed =
        Users.parse("f", "user ada admin " + BCrypt.hashpw("new", BCrypt.gensalt(4)) + "\n");
    assertFalse(passwords.check(changed, "ada", RIGHT, address(1), true).isRight());
    assertTrue(passwords.check(changed, "ada", "new", address(1), true).isRight());
  }

  @Test
  void an_address_that_guesses_has_five_tries_and_then_one_every_six_seconds()
      throws UnknownHostException {
    for (int i = 0; i < PasswordCheck.TRIES; i++) {
      assertEquals(0, passwords.check(users, "ada", "no" + i, address(1), false).waitNanos());
    }
    PasswordCheck.Result later = passwords.check(users, "ada", RIGHT, address(1), false);
    assertFalse(later.isRight());
    assertTrue(later.waitNanos() > 5_900_000_000L && later.waitNanos() < 6_100_000_000L);
    assertTrue(passwords.check(users, "ada", RIGHT, address(2), false).isRight());
    assertTrue(
        passwords.check(users, "ada", RIGHT, address(1), false).isRight(),
        "what another address proved is known");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
    assertEquals(0, passwords.check(users, "ada", "no", address(1), false).waitNanos());
    assertTrue(passwords.check(users, "ada", "no", address(1), false).waitNanos() > 0);
  }

  @Test
  void all_addresses_together_burn_a_second_and_then_a_twentieth_of_one() throws Exception {
    Users slow = usersOfCost(11);
    long startNanos = System.nanoTime();
    int computed = 0;
    for (int i = 0; i < 5_000; i++) {
      computed += passwords.check(slow, "ada", "no", address(i), false).waitNanos() == 0 ? 1 : 0;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    assertTrue(computed >= 1 && computed < 100, computed + " computed");
    assertTrue(millis < 5_000, millis + " ms for 5,000 guesses");
    assertTrue(
        passwords.check(slow, "ada", RIGHT, address(9_999), true).isRight(),
        "this machine has a budget of its own");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(20));
    assertEquals(0, passwords.check(slow, "ada", "no", address(9_998), false).waitNanos());
  }

  @Test
  void a_name_nobody_has_takes_as_long_as_one_somebody_has() throws Exception {
    Users slow = usersOfCost(10);
    long knownNanos = timeOf(slow, "ada", 1);
    long unknownNanos = timeOf(slow, "eve", 2);
    assertTrue(
        unknownNanos * 3 > knownNanos && knownNanos * 3 > unknownNanos,
        knownNanos + " ns for a known name, " + unknownNanos + " ns for an unknown one");
  }

  /** The least of five. */
  private long timeOf(Users slow, String name, int client) throws UnknownHostException {
    long leastNanos = Long.MAX_VALUE;
    for (int i = 0; i < PasswordCheck.TRIES; i++) {
      // However slow this machine is, there is a budget for the next.
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(20));
      leastNanos = Math.min(leastNanos, workOf(slow, name, "no" + i, client, client % 2 == 0));
    }
    return leastNanos;
  }

  /** Processor time of a check, which other processes do not change; it must have been made. */
  private long workOf(Users users, String name, String password, int client, boolean isLocal)
      throws UnknownHostException {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long startNanos = clock.getCurrentThreadCpuTime();
    PasswordCheck.Result result = passwords.check(users, name, password, address(client), isLocal);
    long nanos = clock.getCurrentThreadCpuTime() - startNanos;
    assertEquals(0, result.waitNanos());
    assertEquals(password.equals(RIGHT), result.isRight());
    return nanos;
  }

  @Test
  void bcrypt_runs_once_at_a_time_and_no_more_often_than_needed() throws Exception {
    Users slow = usersOfCost(11);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Long>> works = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        works.add(threads.submit(() -> workOf(slow, "ada", RIGHT, 1, true)));
      }
      long allNanos = 0;
      long mostNanos = 0;
      for (Future<Long> work : works) {
        allNanos += work.get();
        mostNanos = Math.max(mostNanos, work.get());
      }
      assertTrue(allNanos < 2 * mostNanos, allNanos + " ns for eight, one is " + mostNanos);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void remembers_a_hundred_and_forgets_the_longest_unused() throws Exception {
    StringBuilder lines = new StringBuilder();
    String hash = BCrypt.hashpw(RIGHT, BCrypt.gensalt(4));
    for (int i = 0; i < 300; i++) {
      lines.append("user u").append(i).append(" viewer ").append(hash).append('\n');
    }
    Users many = Users.parse("f", lines.toString());
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 300; i++) {
        assertTrue(passwords.check(many, "u" + i, RIGHT, address(1), true).isRight());
      }
    }
    assertFalse(passwords.check(many, "u0", "wrong", address(1), true).isRight());
  }

  private static Users usersOfCost(int cost) throws AccessException {
    String hash = BCrypt.hashpw(RIGHT, BCrypt.gensalt(cost));
    return Users.parse("f", "user ada admin " + hash + "\nuser bob viewer " + hash + "\n");
  }

  private static InetAddress address(int i) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {10, 0, (byte) (i >> 8), (byte) i});
  }
}
