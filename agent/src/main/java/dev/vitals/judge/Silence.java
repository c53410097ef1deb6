package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.util.List;

/**
 * What somebody does not want to be told for a while. The alerts themselves go on. Immutable.
 *
 * <p><i>Threads:</i> any.
 */
public final class Silence {
  private static final int MOST_MATCHERS = 20;
  private static final int LONGEST_ID = 100;
  private static final int LONGEST_TEXT = 1_000;

  private final String id;
  private final List<AlertMatcher> matchers;
  private final long startsEpochMillis;
  private final long endsEpochMillis;
  private final String createdBy;
  private final String comment;

  /**
   * <i>Errors:</i> an {@link IllegalArgumentException} that says what is wrong: no matcher, an end
   * that is not after the start, a text that is too long.
   *
   * @param matchers all of them must match; one at least, so that nobody silences everything by
   *     leaving something out
   * @param endsEpochMillis the first moment at which it does not count any more
   */
  public Silence(
      String id,
      List<AlertMatcher> matchers,
      long startsEpochMillis,
      long endsEpochMillis,
      String createdBy,
      String comment) {
    this.id = id;
    this.matchers = List.copyOf(matchers);
    this.startsEpochMillis = startsEpochMillis;
    this.endsEpochMillis = endsEpochMillis;
    this.createdBy = createdBy;
    this.comment = comment;
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new IllegalArgumentException("an id has 1 to " + LONGEST_ID + " letters");
    }
    if (this.matchers.isEmpty() || this.matchers.size() > MOST_MATCHERS) {
      throw new IllegalArgumentException(
          "a silence has 1 to " + MOST_MATCHERS + " matchers; rule=~* matches everything");
    }
    if (endsEpochMillis <= startsEpochMillis) {
      throw new IllegalArgumentException("a silence must end after it starts");
    }
    if (createdBy.length() > LONGEST_TEXT || comment.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("a text has at most " + LONGEST_TEXT + " letters");
    }
  }

  /** Whether nobody shall be told of this alert at this moment. */
  public boolean covers(Alert alert, long epochMillis) {
    return epochMillis >= startsEpochMillis
        && epochMillis < endsEpochMillis
        && AlertMatcher.allMatch(matchers, alert);
  }

  public String id() {
    return id;
  }

  public List<AlertMatcher> matchers() {
    return matchers;
  }

  public long startsEpochMillis() {
    return startsEpochMillis;
  }

  public long endsEpochMillis() {
    return endsEpochMillis;
  }

  public String createdBy() {
    return createdBy;
  }

  public String comment() {
    return comment;
  }
}
