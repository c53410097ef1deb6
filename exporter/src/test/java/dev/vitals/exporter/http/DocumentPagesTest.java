package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.http.RunningEndpoint.RawResponse;
import dev.vitals.exporter.model.Documents;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DocumentPagesTest {
  private static final String V1 = "/api/v1/performance";

  @Test
  void answers_every_topic_below_both_roots() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      for (String root : List.of(V1, "/api/performance")) {
        for (Documents.Topic topic : Documents.Topic.values()) {
          RawResponse response = running.get(root + topic.path());
          assertEquals(200, response.status(), root + topic.path());
          assertEquals("application/json; charset=utf-8", response.header("Content-Type"));
          assertEquals(topic + "{}", response.text());
        }
        assertEquals("INDEX{}", running.get(root + "/").text());
      }
    }
  }

  @Test
  void hands_the_parameters_over_decoded_in_their_order() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      assertEquals(
          "HISTORY{metric=a&b, scope=/caf\u00e9 x, step=}",
          running.get(V1 + "/history?metric=a%26b&&scope=/caf%C3%A9+x&step").text());
    }
  }

  @Test
  void refuses_a_parameter_that_is_given_twice_and_repeats_nothing_of_it() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      RawResponse response = running.get(V1 + "/alerts?severity=canary&severity=high");
      assertEquals(400, response.status());
      assertEquals(
          "{\"status\":\"error\",\"error\":\"a parameter is given twice\"}", response.text());
      assertEquals(400, running.get(V1 + "/alerts?a%3D=1&a%3D").status());
    }
  }

  @Test
  void passes_status_type_and_body_of_a_document_on_with_the_fixed_headers() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      String body = "<p>\u00e9</p>".repeat(3_000);
      running.documents =
          (topic, parameters) -> new Documents.Document(404, "text/html; charset=utf-8", body);
      RawResponse response = running.get(V1 + "/report?format=html");
      assertEquals(404, response.status());
      assertEquals("text/html; charset=utf-8", response.header("Content-Type"));
      assertEquals("default-src 'none'", response.header("Content-Security-Policy"));
      assertEquals("nosniff", response.header("X-Content-Type-Options"));
      assertEquals(body, response.text());
      RawResponse head = running.request("HEAD " + V1 + "/report");
      assertEquals(404, head.status());
      assertEquals(0, head.body().length);
    }
  }

  @Test
  void a_topic_that_is_read_can_be_changed_on_the_same_path() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      String control = TestUsers.bearer(RunningEndpoint.CONTROL_TOKEN);
      for (String root : List.of(V1, "/api/performance")) {
        String path = root + "/silences";
        assertEquals("SILENCES{}", running.get(path).text());
        assertEquals(401, running.post(path).status());
        assertEquals(
            "{\"did\":\"SILENCE\",\"for\":\"command-line\"}", running.post(path, control).text());
        RawResponse refused = running.request("PUT " + path, "Content-Length: 0");
        assertEquals(405, refused.status());
        assertEquals("GET, HEAD, POST", refused.header("Allow"));
      }
    }
  }

  @Test
  void hides_why_a_document_could_not_be_made() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      running.documents =
          (topic, parameters) -> {
            throw new IllegalStateException("secret");
          };
      for (String path : List.of("/alerts", "/report", "/history", "/report")) {
        RawResponse response = running.get(V1 + path);
        assertEquals(500, response.status(), path);
        assertFalse((response.head() + response.text()).contains("secret"));
      }
    }
  }

  @Test
  void one_document_that_reads_the_past_is_made_at_a_time_and_the_others_go_on() throws Exception {
    try (RunningEndpoint running = new RunningEndpoint()) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch ending = new CountDownLatch(1);
      Documents quick = running.documents;
      running.documents =
          (topic, parameters) -> {
            if (topic == Documents.Topic.REPORT) {
              begun.countDown();
              await(ending);
            }
            return quick.read(topic, parameters);
          };
      ExecutorService threads = Executors.newSingleThreadExecutor();
      try {
        Future<RawResponse> first = threads.submit(() -> running.get(V1 + "/report"));
        await(begun);
        RawResponse second = running.get(V1 + "/history");
        assertEquals(429, second.status());
        assertEquals("1", second.header("Retry-After"));
        assertEquals(200, running.get(V1 + "/alerts").status());
        ending.countDown();
        assertEquals(200, first.get().status());
        assertEquals(200, running.get(V1 + "/history").status());
      } finally {
        ending.countDown();
        threads.shutdown();
      }
    }
  }

  @Test
  void says_so_where_nothing_is_judged() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      running.documents = Documents.NONE;
      RawResponse response = running.get(V1 + "/health");
      assertEquals(503, response.status());
      assertEquals("{\"status\":\"error\",\"error\":\"nothing is judged here\"}", response.text());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
