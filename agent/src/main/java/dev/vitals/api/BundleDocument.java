package dev.vitals.api;

import dev.vitals.exporter.http.Json;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.host.ThreadDump;
import dev.vitals.judge.Handled;
import dev.vitals.judge.Standing;
import dev.vitals.operate.Bundles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the agent saw when an incident opened: numbers, and what every thread was doing.
 *
 * <p><i>Cost:</i> what the threads cost, and {@value Bundles#MOST_BYTES} bytes at most.
 * <i>Errors:</i> without threads where the JVM does not tell them.
 */
public final class BundleDocument {
  /** All together, and ten. */
  private static final int MOST = 11;

  private static final int MOST_ALERTS = 20;

  /** For the rest of what is said of threads. */
  private static final int SPARE_BYTES = 16 * 1024;

  private BundleDocument() {}

  /**
   * A JSON object.
   *
   * @param standing at the look at which it opened
   * @param snapshot a new one
   */
  public static String of(
      About about,
      String incident,
      Standing standing,
      Supplier<Snapshot> snapshot,
      Supplier<ThreadDump> threads,
      long epochMillis) {
    // First of all: what hangs now may not any more when the rest is written.
    ThreadDump dump = dump(threads);
    Operations operations = new Operations(standing.evidence());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("incident", incident);
    data.put("service", about.service());
    data.put("version", about.version());
    data.put("opened_at", Envelope.time(standing.epochMillis()));
    data.put("captured_at", Envelope.time(epochMillis));
    data.put("alerts", alerts(incident, standing));
    data.put("slowest", each(kind -> operations.slowest(kind, MOST)));
    data.put("failing", each(kind -> operations.failing(kind, MOST)));
    data.put("metrics", MetricsDocument.of(standing, snapshot.get(), MOST));
    int bytes = Json.write(data).getBytes(StandardCharsets.UTF_8).length;
    int left = Bundles.MOST_BYTES - SPARE_BYTES - bytes;
    data.put("threads", dump == null ? null : ThreadsDocument.of(dump, left));
    return Json.write(data);
  }

  /** Null where the JVM does not tell. */
  private static ThreadDump dump(Supplier<ThreadDump> threads) {
    try {
      return threads.get();
    } catch (LinkageError | SecurityException | UnsupportedOperationException unavailable) {
      return null;
    }
  }

  private static List<Object> alerts(String incident, Standing standing) {
    List<Object> alerts = new ArrayList<>();
    for (Handled each : standing.handled()) {
      if (each.incident().equals(incident) && alerts.size() < MOST_ALERTS) {
        alerts.add(IncidentsDocument.alert(each));
      }
    }
    return alerts;
  }

  /** Which operations of a kind are listed. */
  private interface Listing {
    List<Object> of(OperationWindow.Kind kind);
  }

  private static Map<String, Object> each(Listing listing) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("http", listing.of(OperationWindow.Kind.HTTP_SERVER));
    fields.put("database", listing.of(OperationWindow.Kind.DB_CLIENT));
    return fields;
  }
}
