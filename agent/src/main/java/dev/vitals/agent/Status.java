package dev.vitals.agent;

import java.util.List;

/** The answer to {@code status}: one JSON object. */
final class Status {
  private final StringBuilder json = new StringBuilder("{");

  private Status() {}

  static String json(Identity identity, String arguments, String address, List<String> lines) {
    Status status = new Status();
    status.text("version", identity.version());
    status.text("service", identity.serviceName());
    status.raw("pid", Long.toString(identity.pid()));
    status.text("attached_by", identity.premain() ? "premain" : "agentmain");
    status.text("arguments", arguments);
    status.raw("started_epoch_millis", Long.toString(identity.startEpochMillis()));
    status.text("address", address);
    StringBuilder log = new StringBuilder("[");
    for (String line : lines) {
      log.append(log.length() > 1 ? "," : "").append(quoted(line));
    }
    status.raw("log", log.append(']').toString());
    return status.json.append('}').toString();
  }

  private void text(String name, String value) {
    raw(name, quoted(value));
  }

  private void raw(String name, String value) {
    json.append(json.length() > 1 ? "," : "").append(quoted(name)).append(':').append(value);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(' ');
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
