package dev.vitals.benchmarks.overhead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final byte CLIENT = 3;
  private static final byte SERVER = 2;

  @Test
  void counts_server_spans_of_otlp_transactions_of_elastic_and_traces_of_datadog()
      throws Exception {
    try (Intake intake = new Intake()) {
      byte[] spans = within(1, within(2, join(span(SERVER), span(CLIENT), span(SERVER))));
      assertEquals(200, post(intake, "/v1/traces", "X-None", "", spans));
      assertEquals(2, intake.requestsSeen());

      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      try (DeflaterOutputStream out = new DeflaterOutputStream(lines)) {
        String events = "{\"metadata\":{}}\n{\"transaction\":{}}\n{\"span\":{}}\n";
        out.write(events.getBytes(StandardCharsets.UTF_8));
      }
      assertEquals(
          202,
          post(intake, "/intake/v2/events", "Content-Encoding", "deflate", lines.toByteArray()));
      assertEquals(3, intake.requestsSeen());

      assertEquals(200, post(intake, "/v0.4/traces", "X-Datadog-Trace-Count", "4", new byte[] {1}));
      assertEquals(7, intake.requestsSeen());
      assertEquals(3, intake.payloads());
    }
  }

  private static byte[] span(byte kind) {
    byte[] name = within(5, "GET /".getBytes(StandardCharsets.UTF_8));
    return within(2, join(name, new byte[] {6 << 3, kind}));
  }

  /** A field of bytes, as protobuf writes it. */
  private static byte[] within(int field, byte[] content) {
    return join(new byte[] {(byte) (field << 3 | 2), (byte) content.length}, content);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static int post(Intake intake, String path, String header, String value, byte[] body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(intake.url() + path))
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
