package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What was changed or revealed, by whom, and who was turned away: a JSON object per line, to the
 * log and to a file where there is one.
 *
 * <p>Names come from the configuration, paths and reasons from the code, addresses from the socket:
 * no text of a request that was refused is in a line, so it can neither forge one nor leave a
 * secret in it. Of what somebody was allowed to change the agent tells in its own words, such as
 * the matchers of a silence as it has understood them. Refusals are written down one a second at
 * most after the first sixty; the next line tells how many were not.
 *
 * <p><i>Errors:</i> a file that cannot be written is named in the log once; the log has the lines.
 */
final class Audit {
  private static final double REFUSALS_PER_SECOND = 1;
  private static final double REFUSALS = 60;
  private static final int MOST_OF_CHANGE = 200;

  private final Consumer<String> log;
  private final AuditFile file;
  private final LongSupplier nanoTime;
  private final TokenBucket refusals;
  private long leftOut;
  private boolean unwritable;

  /**
   * @param file null where there is none
   */
  Audit(Consumer<String> log, AuditFile file, LongSupplier nanoTime) {
    this.log = log;
    this.file = file;
    this.nanoTime = nanoTime;
    this.refusals = new TokenBucket(REFUSALS_PER_SECOND, REFUSALS, nanoTime.getAsLong());
  }

  /**
   * Something that somebody was allowed to do was done, or failed.
   *
   * @param change in the agent's words; empty where the path says it all
   */
  void done(
      HttpExchange exchange,
      Route route,
      Caller caller,
      boolean isDone,
      int status,
      String change) {
    Map<String, Object> line = line(exchange, route);
    if (!change.isEmpty()) {
      line.put("change", change.substring(0, Math.min(MOST_OF_CHANGE, change.length())));
    }
    line.put("who", caller.name());
    line.put("role", caller.role().text());
    line.put("outcome", isDone ? "done" : "failed");
    line.put("status", status);
    write(line);
  }

  /** Somebody was turned away. */
  synchronized void refused(HttpExchange exchange, Route route, Authentication.Verdict verdict) {
    long now = nanoTime.getAsLong();
    if (refusals.waitNanos(1, now) > 0) {
      leftOut++;
      return;
    }
    refusals.take(1, now);
    Map<String, Object> line = line(exchange, route);
    if (verdict.caller() != null) {
      line.put("who", verdict.caller().name());
      line.put("role", verdict.caller().role().text());
    } else if (!verdict.claimed().isEmpty()) {
      line.put("claimed", verdict.claimed());
    }
    line.put("outcome", "refused");
    line.put("status", verdict.status());
    line.put("reason", verdict.reason());
    if (leftOut > 0) {
      line.put("refusals_left_out", leftOut);
      leftOut = 0;
    }
    write(line);
  }

  private static Map<String, Object> line(HttpExchange exchange, Route route) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.now().toString());
    line.put("from", exchange.getRemoteAddress().getAddress().getHostAddress());
    line.put("what", route.access().methods.get(0) + " " + route.path());
    return line;
  }

  private synchronized void write(Map<String, Object> line) {
    String json = Json.write(line);
    log.accept("audit " + json);
    if (file == null) {
      return;
    }
    try {
      file.append(json);
      unwritable = false;
    } catch (IOException | RuntimeException e) {
      if (!unwritable) {
        unwritable = true;
        log.accept("the audit file " + file + " cannot be written (" + e + ")");
      }
    }
  }
}
