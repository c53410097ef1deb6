package dev.vitals.operate;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a rule fired for a scope within a period, and for how long. Immutable.
 *
 * @param alerts those that began to fire in the period, in their order
 * @param flaps how many of them came to nothing: they were over within five minutes, or came within
 *     a quarter of an hour of the end of the one before
 * @param firingMillis how much of the period it fired, as far as that is known
 * @param meanDurationSeconds from the first sight to the end, of those that ended in the period;
 *     NaN where none did
 */
public record Firings(
    String rule,
    String scope,
    List<Span> alerts,
    int flaps,
    long firingMillis,
    double meanDurationSeconds) {
  private static final long BRIEF_MILLIS = 5 * 60_000L;
  private static final long AGAIN_MILLIS = 15 * 60_000L;

  public Firings {
    alerts = List.copyOf(alerts);
  }

  /**
   * One alert.
   *
   * @param fromEpochMillis when it was first seen
   * @param toEpochMillis when it ended; when it fired where its end was not seen, as of a JVM that
   *     was killed
   * @param value when it fired
   */
  public record Span(long fromEpochMillis, long toEpochMillis, double value) {}

  /** Of a rule that did nothing. */
  public static Firings none(String rule) {
    return new Firings(rule, "", List.of(), 0, 0, Double.NaN);
  }

  /**
   * By rule and scope, those first that fired most often.
   *
   * @param events of the period, in their order
   * @param firing what fires at its end
   * @param toEpochMillis the first moment that is outside
   */
  public static List<Firings> of(
      List<AlertEvent> events, List<Alert> firing, long fromEpochMillis, long toEpochMillis) {
    Map<String, Course> courses = new LinkedHashMap<>();
    for (AlertEvent event : events) {
      if (event.state() == AlertEvent.State.FIRING) {
        course(courses, event.rule(), event.scope()).fires(event);
      } else if (event.state() == AlertEvent.State.RESOLVED) {
        course(courses, event.rule(), event.scope()).ends(event, fromEpochMillis);
      }
    }
    for (Alert alert : firing) {
      long since = Math.max(fromEpochMillis, alert.sinceEpochMillis());
      course(courses, alert.rule(), alert.scope()).goesOn(since, toEpochMillis);
    }
    List<Firings> all = new ArrayList<>();
    for (Course course : courses.values()) {
      all.add(course.firings());
    }
    all.sort(
        Comparator.comparingInt((Firings each) -> -each.alerts().size())
            .thenComparingLong(each -> -each.firingMillis()));
    return all;
  }

  private static Course course(Map<String, Course> courses, String rule, String scope) {
    return courses.computeIfAbsent(rule + '\n' + scope, key -> new Course(rule, scope));
  }

  /** One rule and scope while it is counted. */
  private static final class Course {
    private final String rule;
    private final String scope;
    private final List<Span> spans = new ArrayList<>();
    private AlertEvent open;
    private boolean isAgain;
    private boolean hasEnded;
    private long endEpochMillis;
    private int flaps;
    private long firingMillis;
    private int ended;
    private double endedMillis;

    Course(String rule, String scope) {
      this.rule = rule;
      this.scope = scope;
    }

    void fires(AlertEvent event) {
      closeUnseen();
      open = event;
      isAgain = hasEnded && event.epochMillis() - endEpochMillis <= AGAIN_MILLIS;
    }

    void ends(AlertEvent event, long fromEpochMillis) {
      long firedEpochMillis = open == null ? fromEpochMillis : open.epochMillis();
      long lengthMillis = Math.max(0, event.epochMillis() - firedEpochMillis);
      firingMillis += lengthMillis;
      ended++;
      endedMillis += event.durationMillis();
      hasEnded = true;
      endEpochMillis = event.epochMillis();
      if (open != null) {
        close(event.epochMillis(), isAgain || lengthMillis < BRIEF_MILLIS);
      }
    }

    void goesOn(long sinceEpochMillis, long toEpochMillis) {
      long firedEpochMillis = open == null ? sinceEpochMillis : open.epochMillis();
      firingMillis += Math.max(0, toEpochMillis - firedEpochMillis);
      if (open != null) {
        close(toEpochMillis, isAgain);
      }
    }

    Firings firings() {
      closeUnseen();
      double mean = ended == 0 ? Double.NaN : endedMillis / ended / 1_000;
      return new Firings(rule, scope, spans, flaps, firingMillis, mean);
    }

    private void closeUnseen() {
      if (open != null) {
        close(open.epochMillis(), isAgain);
      }
    }

    private void close(long toEpochMillis, boolean isFlap) {
      spans.add(new Span(open.startedEpochMillis(), toEpochMillis, open.value()));
      flaps += isFlap ? 1 : 0;
      open = null;
    }
  }
}
