package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {
  private static final String OLD = TestUsers.bearer(TestUsers.TOKEN);
  private static final String NEW_TOKEN = "another-token-of-somebody";

  @TempDir private Path folder;
  private Path users;

  @BeforeEach
  void write() throws IOException {
    users = TestUsers.write(folder.resolve("users"), TestUsers.lines());
  }

  @Test
  void who_is_in_the_file_changes_while_it_serves() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(TestUsers.access(users))) {
      assertEquals(200, read(running, OLD));
      assertEquals(200, read(running, TestUsers.basic("vera")));
      TestUsers.write(users, "token somebody viewer " + NEW_TOKEN + "\n");
      until(running, TestUsers.bearer(NEW_TOKEN), 200);
      assertEquals(401, read(running, OLD));
      assertEquals(401, read(running, TestUsers.basic("vera")));
      assertTrue(running.log.contains(users + " was read again"), running.log.toString());
    }
  }

  @Test
  void a_change_of_the_same_length_in_the_same_moment_is_seen() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(TestUsers.access(users))) {
      assertEquals(200, read(running, OLD));
      var modified = Files.getLastModifiedTime(users);
      String text = Files.readString(users);
      Files.writeString(users, text.replace(TestUsers.ADMIN_TOKEN, "THE-TOKEN-OF-THE-DEPLOYER"));
      Files.setLastModifiedTime(users, modified);
      until(running, TestUsers.bearer("THE-TOKEN-OF-THE-DEPLOYER"), 200);
      assertEquals(401, read(running, TestUsers.bearer(TestUsers.ADMIN_TOKEN)));
    }
  }

  @Test
  void a_role_that_is_taken_away_is_gone() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(TestUsers.access(users))) {
      String path = "/api/v1/performance/reload";
      assertEquals(200, running.post(path, TestUsers.basic("ada")).status());
      TestUsers.write(users, TestUsers.userLine("ada", "viewer"));
      long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (running.post(path, TestUsers.basic("ada")).status() != 403) {
        assertTrue(System.nanoTime() < deadlineNanos);
      }
    }
  }

  @Test
  void what_cannot_be_read_keeps_the_old_users_and_never_opens() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(TestUsers.access(users))) {
      for (String broken :
          List.of("", "# nobody\n", "token x viewer\n", TestUsers.lines() + "user", "\0\0")) {
        TestUsers.write(users, broken);
        untilLogged(running, "; what was read before still counts");
        assertEquals(200, read(running, OLD), broken);
        assertEquals(401, read(running, "X: none"), broken);
        running.log.clear();
        TestUsers.write(users, TestUsers.lines());
        untilLogged(running, " was read again");
        running.log.clear();
      }
      Files.delete(users);
      untilLogged(running, "is no file that can be read; what was read before still counts");
      assertEquals(200, read(running, OLD));
      assertEquals(401, read(running, "X: none"));
      Files.createDirectory(users);
      assertEquals(200, read(running, OLD));
      Files.delete(users);
      TestUsers.write(users, "token somebody viewer " + NEW_TOKEN + "\n");
      until(running, TestUsers.bearer(NEW_TOKEN), 200);
      assertEquals(401, read(running, OLD));
    }
  }

  @Test
  void says_once_what_is_wrong_and_nothing_of_what_stands_there() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(TestUsers.access(users))) {
      TestUsers.write(users, "token somebody king " + NEW_TOKEN + "\n");
      untilLogged(running, users + ":1: the role is one of viewer, operator, admin; ");
      long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
      while (System.nanoTime() < deadlineNanos) {
        assertEquals(200, read(running, OLD));
      }
      assertEquals(1, running.log.stream().filter(line -> line.contains("still counts")).count());
      assertFalse(running.log.toString().contains(NEW_TOKEN));
    }
  }

  @Test
  void there_is_no_endpoint_where_the_users_cannot_be_read_at_first() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    EndpointSettings settings =
        new EndpointSettings("127.0.0.1", port, port, List.of(), "", "control");
    Path huge = Files.write(folder.resolve("huge"), new byte[(1 << 20) + 1]);
    Path broken = TestUsers.write(folder.resolve("broken"), "user vera viewer secret-hash\n");
    for (Path file : List.of(folder.resolve("none"), folder, huge, broken)) {
      AccessException failure =
          assertThrows(
              AccessException.class, () -> new RunningEndpoint(settings, TestUsers.access(file)));
      assertTrue(failure.getMessage().startsWith(file.toString()), failure.getMessage());
      assertFalse(failure.getMessage().contains("secret-hash"), failure.getMessage());
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  @Test
  void a_file_that_everybody_can_write_is_refused_and_one_that_everybody_can_read_is_named()
      throws IOException {
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r--r--"));
    try (RunningEndpoint running = new RunningEndpoint(TestUsers.access(users))) {
      assertEquals(
          List.of(users + " can be read by everybody on this machine; run: chmod 600 " + users),
          running.log);
    }
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-rw-rw-"));
    AccessException failure =
        assertThrows(AccessException.class, () -> new RunningEndpoint(TestUsers.access(users)));
    assertTrue(failure.getMessage().contains("chmod 600 " + users), failure.getMessage());
  }

  private static int read(RunningEndpoint running, String header) throws IOException {
    return running.get("/metrics?name[]=none", header, TestUsers.FROM_ELSEWHERE).status();
  }

  private static void until(RunningEndpoint running, String header, int status) throws IOException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (read(running, header) != status) {
      assertTrue(System.nanoTime() < deadlineNanos, "not yet " + status);
    }
  }

  private static void untilLogged(RunningEndpoint running, String part) throws IOException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (running.log.stream().noneMatch(line -> line.contains(part))) {
      read(running, OLD);
      assertTrue(System.nanoTime() < deadlineNanos, "no line with " + part + ": " + running.log);
    }
  }
}
