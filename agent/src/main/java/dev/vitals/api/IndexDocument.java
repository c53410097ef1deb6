package dev.vitals.api;

import dev.vitals.exporter.model.Documents;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.judge.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything in short, and where there is more of it. */
final class IndexDocument {
  private static final String ROOT = "/api/v1/performance";

  private IndexDocument() {}

  static Map<String, Object> of(
      About about, Standing standing, Snapshot snapshot, long epochMillis) {
    Operations operations = new Operations(standing.evidence());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("service", about.service());
    data.put("version", about.version());
    data.put("started_at", Envelope.time(about.startedEpochMillis()));
    long upMillis = Math.max(0, epochMillis - about.startedEpochMillis());
    data.put("uptime_seconds", Numbers.seconds(upMillis));
    data.put("window_seconds", Numbers.rounded(operations.windowSeconds()));
    data.put("health_score", Health.score(standing));
    data.put("state", Health.state(standing));
    data.put("active_alerts", Health.firing(standing).size());
    data.put("api", Operations.fields(operations.all(OperationWindow.Kind.HTTP_SERVER)));
    data.put("database", Operations.fields(operations.all(OperationWindow.Kind.DB_CLIENT)));
    data.put("cache", CacheDocuments.together(snapshot).summary());
    data.put("jobs", null);
    data.put("resources", Resources.fields(standing.evidence().resources()));
    List<Object> documents = new ArrayList<>();
    for (Documents.Topic topic : Documents.Topic.values()) {
      if (topic != Documents.Topic.INDEX) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", ROOT + topic.path());
        fields.put("purpose", topic.purpose());
        documents.add(fields);
      }
    }
    data.put("documents", documents);
    data.put("count", documents.size());
    return data;
  }
}
