package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostTest {
  private static final String SECRET_PATH = "/services/T0123456/B0123456/abcdefghijklmnop";

  @TempDir Path folder;

  private final Web web = new Web();
  private final HttpSender sender = new HttpSender(1_000, 1_000);

  @AfterEach
  void close() {
    web.close();
    sender.close();
  }

  @ParameterizedTest
  @CsvSource({
    "301, false",
    "400, false",
    "401, false",
    "404, false",
    "413, false",
    "429, true",
    "500, true",
    "503, true"
  })
  void too_many_and_broken_may_be_better_later(int status, boolean retry) {
    web.next(status, "", Map.of());

    assertEquals(retry, failure(web.url("/")).retry());
  }

  @Test
  void says_what_the_server_said() {
    web.next(404, "no_service\n", Map.of());

    DeliveryException failure = failure(web.url(SECRET_PATH));

    assertEquals(web.url("") + " answered 404: no_service", failure.getMessage());
    assertEquals(0, failure.retryAfterMillis());
  }

  @Test
  void hands_on_how_long_to_wait() {
    web.next(429, "", Map.of("Retry-After", "30"));

    assertEquals(30_000, failure(web.url("/")).retryAfterMillis());
  }

  @Test
  void a_secret_that_comes_back_is_not_shown() throws Exception {
    web.next(400, "T0123456 B0123456 abcdefghijklmnop token-of-mine key-in-body q1w2e3", Map.of());
    Post post =
        new Post(
            sender,
            Secret.text(web.url(SECRET_PATH + "?sig=q1w2e3")),
            "",
            Credentials.bearer(Secret.text("token-of-mine")));

    DeliveryException failure =
        assertThrows(
            DeliveryException.class,
            () -> post.send(new byte[0], Map.of(), List.of("key-in-body")));

    assertEquals(web.url("") + " answered 400: *** *** *** *** *** ***", failure.getMessage());
    assertEquals("Bearer token-of-mine", web.only().header("Authorization"));
  }

  @Test
  void what_cannot_be_reached_is_named_without_the_path() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    DeliveryException refused = failure("http://127.0.0.1:" + free + SECRET_PATH);
    DeliveryException unknown = failure("http://no-such-host.invalid" + SECRET_PATH);

    assertEquals("http://127.0.0.1:" + free + ": the connection was refused", refused.getMessage());
    assertTrue(refused.retry());
    assertEquals("http://no-such-host.invalid: the host name is not known", unknown.getMessage());
    assertTrue(unknown.retry());
  }

  @Test
  void tls_with_somebody_who_speaks_none_is_a_failure_that_shows_no_path() {
    DeliveryException failure = failure(web.url(SECRET_PATH).replace("http:", "https:"));

    assertTrue(failure.retry());
    assertFalse(failure.getMessage().contains("T0123456"), failure.getMessage());
  }

  @Test
  void an_address_in_a_file_is_read_anew_for_every_message() throws Exception {
    Path file = folder.resolve("address");
    Post post = new Post(sender, Secret.file(file.toString()), "", Credentials.NONE);

    DeliveryException missing = assertThrows(DeliveryException.class, () -> post.send(Map.of()));
    Files.writeString(file, web.url("/one") + "\n");
    post.send(Map.of());
    Files.writeString(file, web.url("/two") + "\n");
    post.send(Map.of());
    Files.writeString(file, "gopher://example.org/very-secret");
    DeliveryException wrong = assertThrows(DeliveryException.class, () -> post.send(Map.of()));

    assertEquals("the file address cannot be read", missing.getMessage());
    assertTrue(missing.retry());
    assertEquals("/one", web.requests.get(0).path());
    assertEquals("/two", web.requests.get(1).path());
    assertEquals("the address begins with neither http:// nor https://", wrong.getMessage());
    assertFalse(wrong.retry());
  }

  @Test
  void a_message_has_a_largest_size() {
    Post post = new Post(sender, Secret.text(web.url("/")), "", Credentials.NONE);

    DeliveryException failure =
        assertThrows(
            DeliveryException.class,
            () -> post.send(new byte[Post.LARGEST_BODY_BYTES + 1], Map.of(), List.of()));

    assertFalse(failure.retry());
    assertEquals(0, web.requests.size());
  }

  @Test
  void a_secret_says_nothing_about_itself() {
    assertEquals("***", Secret.text("hunter2").toString());
    assertEquals("***", Secret.file("/etc/hunter2").toString());
  }

  private DeliveryException failure(String address) {
    Post post = new Post(sender, Secret.text(address), "", Credentials.NONE);
    return assertThrows(DeliveryException.class, () -> post.send(Map.of()));
  }
}
