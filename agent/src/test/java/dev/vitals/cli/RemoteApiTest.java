package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.FakeApi.Result;
import dev.vitals.notify.mail.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an agent behind an address is reached, and what is said when it refuses. */
class RemoteApiTest {
  @TempDir Path folder;
  private FakeApi api;

  @BeforeEach
  void open() throws IOException {
    api = new FakeApi();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_token_comes_from_a_file_and_goes_with_every_request() throws IOException {
    api.data("/health", "{}");
    Path token = Files.writeString(folder.resolve("token"), "abc-123\n");

    Result result = api.run(1, "health", "--token-file", token.toString());

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(List.of("GET /health Bearer abc-123"), api.asked());
    Files.writeString(token, "abc\r\nX-Evil: 1");
    Result wrong = api.run(1, "health", "--token-file", token.toString());
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("does not hold a token"), wrong.err());
    assertTrue(!wrong.err().contains("Evil"), wrong.err());
    String missing = folder.resolve("missing").toString();
    assertEquals(2, api.run(1, "health", "--token-file", missing).exitCode());
    assertEquals(1, api.asked().size());
  }

  @ParameterizedTest
  @CsvSource({
    "401, 4, asks who you are",
    "403, 4, needs the role operator",
    "400, 2, needs the role operator",
    "404, 1, needs the role operator",
    "421, 1, is not to be called by this name",
    "429, 1, is asked too much",
    "501, 1, needs the role operator",
    "302, 1, answers with status 302",
    "204, 1, answers with status 204"
  })
  void a_refusal_is_told_with_its_reason(int status, int exitCode, String said) {
    String body = "{\"status\":\"error\",\"error\":\"it needs the role operator\"}";
    api.lay("/health", status, status == 204 ? "" : body);

    Result result = api.run(1, "health");

    assertEquals(exitCode, result.exitCode(), result.err());
    assertTrue(result.err().contains(said), result.err());
    assertEquals("", result.out());
  }

  @Test
  void a_wish_of_nobody_known_is_refused_and_not_sent_twice() {
    api.lay("/reload", 401, "");

    Result result = api.run(2, "config", "reload");

    assertEquals(4, result.exitCode(), result.err());
    assertTrue(result.err().contains("--token-file"), result.err());
    assertEquals(1, api.asked().size());
  }

  @Test
  void what_is_no_agent_is_said_to_be_none() {
    api.lay("/health", 200, "<html>hello</html>");

    Result result = api.run(1, "health");

    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("the answer is not JSON"), result.err());
  }

  @Test
  void the_address_an_agent_shows_when_it_starts_will_do() throws IOException {
    api.data("/health", "{}");

    for (String end : List.of("/", "/metrics", "/metrics/")) {
      Result result = FakeApi.run(List.of("health", api.address() + end));
      assertEquals(0, result.exitCode(), result.err());
    }
    String address;
    try (FakeApi other = new FakeApi()) {
      address = other.address();
    }
    Result gone = FakeApi.run(List.of("health", address));
    assertEquals(1, gone.exitCode());
    assertTrue(gone.err().contains(address + " does not answer"), gone.err());
  }

  @Test
  void a_certificate_that_java_does_not_know_is_trusted_from_a_file() throws Exception {
    TestCertificate certificate = TestCertificate.create(folder, "agent", "ip:127.0.0.1");
    try (FakeApi secure = new FakeApi(certificate.forServer())) {
      secure.data("/health", "{}");
      Result trusted = secure.run(1, "health", "--ca-file", certificate.pem());
      assertEquals(0, trusted.exitCode(), trusted.err());

      Result unknown = secure.run(1, "health");
      assertEquals(1, unknown.exitCode());
      assertTrue(unknown.err().contains("cannot be trusted"), unknown.err());
      assertTrue(unknown.err().contains("-> --ca-file"), unknown.err());

      Path other = Files.writeString(folder.resolve("other.pem"), "no certificate");
      Result wrong = secure.run(1, "health", "--ca-file", other.toString());
      assertEquals(2, wrong.exitCode(), wrong.err());
      assertEquals(1, secure.asked().size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://",
        "http://user:secret@localhost:9464",
        "http://localhost:9464?x=y",
        "http://local host",
        "https://localhost:9464#x"
      })
  void what_is_no_address_is_exit_code_2(String address) {
    Result result = FakeApi.run(List.of("health", address));

    assertEquals(2, result.exitCode(), result.err());
    assertTrue(!result.err().contains("secret"), result.err());
  }

  @Test
  void a_token_is_for_addresses_only() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "abc");

    Result result = FakeApi.run(List.of("health", "1", "--token-file", token.toString()));

    assertEquals(2, result.exitCode());
    assertTrue(result.err().contains("go with an address"), result.err());
  }
}
