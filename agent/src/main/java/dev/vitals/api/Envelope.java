package dev.vitals.api;

import dev.vitals.exporter.http.Json;
import dev.vitals.exporter.model.Documents;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all documents in JSON have in common. */
final class Envelope {
  static final String JSON = "application/json; charset=utf-8";

  private Envelope() {}

  static Documents.Document of(long epochMillis, Map<String, Object> data) {
    return of(200, epochMillis, data);
  }

  static Documents.Document of(int status, long epochMillis, Map<String, Object> data) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("status", "success");
    envelope.put("timestamp", time(epochMillis));
    envelope.put("data", data);
    return new Documents.Document(status, JSON, Json.write(envelope));
  }

  static Documents.Document wrong(int status, String reason) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("status", "error");
    envelope.put("error", reason);
    return new Documents.Document(status, JSON, Json.write(envelope));
  }

  /** As ISO 8601 has it, in UTC. */
  static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  /** The same; null for 0, which is no time. */
  static String timeOrNull(long epochMillis) {
    return epochMillis == 0 ? null : time(epochMillis);
  }
}
