package dev.vitals.api;

import dev.vitals.history.History;
import dev.vitals.history.Point;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One series of the past. */
final class HistoryDocument {
  private static final int MOST_POINTS = 3_000;
  private static final int MOST_NAMES = 20;
  private static final int USUAL_POINTS = 360;
  private static final long LEAST_ASKED_MILLIS = 1_000;
  private static final long LEAST_STEP_MILLIS = 10_000;
  private static final long DAY_MILLIS = 24 * 3_600_000L;
  private static final long USUAL_RANGE_MILLIS = 3_600_000L;

  private HistoryDocument() {}

  /** Its intervals as HdrHistogram's own log, for the tools that read it. */
  static String intervalLog(History history, Parameters parameters, long epochMillis) {
    Asked asked = Asked.of(history, parameters, epochMillis);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      int written = history.writeIntervalLog(asked.metric, asked.scope, asked.from, asked.to, out);
      if (written == 0) {
        requireKnown(history, asked.metric, asked.scope);
        throw WrongQuestion.unknown("it has no histogram of that time; only timings ever have one");
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static Map<String, Object> of(History history, Parameters parameters, long epochMillis) {
    Asked asked = Asked.of(history, parameters, epochMillis);
    long from = asked.from;
    long to = asked.to;
    long usual = Math.max(LEAST_STEP_MILLIS, (to - from) / USUAL_POINTS);
    long step =
        parameters.length(
            "step", usual, "smhd", LEAST_ASKED_MILLIS, 30 * DAY_MILLIS, "from 1s to 30d");
    long least = (to - from + MOST_POINTS - 1) / MOST_POINTS;
    List<Point> points = history.query(asked.metric, asked.scope, from, to, Math.max(step, least));
    if (points.isEmpty()) {
      requireKnown(history, asked.metric, asked.scope);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("metric", asked.metric);
    data.put("scope", asked.scope);
    data.put("from", Envelope.time(from));
    data.put("to", Envelope.time(to));
    data.put("points", fields(points));
    data.put("count", points.size());
    return data;
  }

  /** A series that is known may have nothing to show of a time; one that is not was mistaken. */
  private static void requireKnown(History history, String metric, String scope) {
    List<String> metrics = history.metrics();
    if (!metrics.contains(metric)) {
      throw WrongQuestion.unknown("there is no such metric" + thereAre(metrics));
    }
    List<String> scopes = history.scopes(metric);
    if (!scopes.contains(scope)) {
      // All together have none, which nobody needs to be told to ask for.
      List<String> named = new ArrayList<>(scopes);
      named.remove("");
      throw WrongQuestion.unknown("this metric has no such scope" + thereAre(named));
    }
  }

  private static String thereAre(List<String> names) {
    if (names.isEmpty()) {
      return "; none is known yet";
    }
    List<String> some = names.subList(0, Math.min(MOST_NAMES, names.size()));
    String more = some.size() < names.size() ? " and more" : "";
    return "; there are " + String.join(", ", some) + more;
  }

  private static List<Object> fields(List<Point> points) {
    List<Object> list = new ArrayList<>(points.size());
    for (Point point : points) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("timestamp", Envelope.time(point.startMillis()));
      fields.put("length_seconds", Numbers.seconds(point.lengthMillis()));
      fields.put("covered_seconds", Numbers.seconds(point.coveredMillis()));
      fields.put("count", point.count());
      fields.put("errors", point.errors());
      fields.put("rate", point.rate());
      fields.put("mean", point.mean());
      fields.put("p50", point.p50());
      fields.put("p95", point.p95());
      fields.put("p99", point.p99());
      fields.put("max", point.max());
      fields.put("measured", point.measured());
      list.add(fields);
    }
    return list;
  }

  /** What is asked for. */
  private record Asked(String metric, String scope, long from, long to) {
    static Asked of(History history, Parameters parameters, long epochMillis) {
      String metric = parameters.text("metric");
      if (metric.isEmpty()) {
        throw WrongQuestion.unclear("a metric is needed" + thereAre(history.metrics()));
      }
      long to = parameters.moment("to", epochMillis);
      long from = parameters.moment("from", Math.max(0, to - USUAL_RANGE_MILLIS));
      if (from >= to) {
        throw WrongQuestion.unclear("from must be before to");
      }
      return new Asked(metric, parameters.text("scope"), from, to);
    }
  }
}
