package dev.vitals.api;

import dev.vitals.judge.Acknowledgement;
import dev.vitals.judge.AlertMatcher;
import dev.vitals.judge.MaintenanceWindow;
import dev.vitals.judge.Silence;
import dev.vitals.judge.Triage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people have said about alerts. */
final class SilencesDocument {
  private SilencesDocument() {}

  static Map<String, Object> of(Triage.Orders orders, long epochMillis) {
    List<Object> silences = new ArrayList<>();
    for (Silence silence : orders.silences()) {
      silences.add(fields(silence, epochMillis));
    }
    List<Object> windows = new ArrayList<>();
    for (MaintenanceWindow window : orders.windows()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", window.name());
      fields.put("when", window.toString());
      windows.add(fields);
    }
    List<Object> acknowledgements = new ArrayList<>();
    for (Acknowledgement acknowledgement : orders.acknowledgements()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("rule", acknowledgement.rule());
      fields.put("scope", acknowledgement.scope());
      fields.put("by", acknowledgement.by());
      fields.put("timestamp", Envelope.time(acknowledgement.epochMillis()));
      acknowledgements.add(fields);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("silences", silences);
    data.put("count", silences.size());
    data.put("maintenance_windows", windows);
    data.put("acknowledgements", acknowledgements);
    return data;
  }

  private static Map<String, Object> fields(Silence silence, long epochMillis) {
    List<Object> matchers = new ArrayList<>();
    for (AlertMatcher matcher : silence.matchers()) {
      matchers.add(matcher.toString());
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", silence.id());
    fields.put("matchers", matchers);
    fields.put("starts", Envelope.time(silence.startsEpochMillis()));
    fields.put("ends", Envelope.time(silence.endsEpochMillis()));
    fields.put("state", state(silence, epochMillis));
    fields.put("created_by", silence.createdBy());
    fields.put("comment", silence.comment());
    return fields;
  }

  private static String state(Silence silence, long epochMillis) {
    if (epochMillis < silence.startsEpochMillis()) {
      return "pending";
    }
    return epochMillis < silence.endsEpochMillis() ? "active" : "expired";
  }
}
