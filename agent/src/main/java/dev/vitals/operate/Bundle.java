package dev.vitals.operate;

import dev.vitals.exporter.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was captured of one incident, as it is kept.
 *
 * @param number one more than that of the bundle before it, also over restarts
 * @param json an object
 */
record Bundle(long number, String incident, long capturedEpochMillis, String json) {
  /** A bundle is no larger. */
  static final int MOST_BYTES = 256 * 1024;

  private static final String VERSION = "1";
  private static final List<String> ALL = List.of("number", "incident", "captured", "bundle");

  static int bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length;
  }

  /** As {@link #read} reads it. */
  String text() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put(Members.VERSION, VERSION);
    head.put("number", Long.toString(number));
    head.put("incident", incident);
    head.put("captured", Times.text(capturedEpochMillis));
    return with(head, "bundle", json) + '\n';
  }

  /** As the API tells it. */
  String document(long nowEpochMillis) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("status", "success");
    head.put("timestamp", Times.text(nowEpochMillis));
    return with(head, "data", json);
  }

  private static String with(Map<String, Object> head, String last, String json) {
    String members = Json.write(head);
    return members.substring(0, members.length() - 1) + ",\"" + last + "\":" + json + '}';
  }

  /** <i>Errors:</i> {@link Refused} where it is none of ours. */
  static Bundle read(String text) {
    Members all = Members.kept(text, VERSION, ALL);
    String json = Json.write(all.object("bundle"));
    if (bytes(json) > MOST_BYTES) {
      throw Refused.wrong("it is too large");
    }
    try {
      return new Bundle(
          Long.parseLong(all.required("number")),
          all.required("incident"),
          Times.moment("captured", all.required("captured")),
          json);
    } catch (NumberFormatException e) {
      throw Refused.wrong("number must be a number");
    }
  }
}
