package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** Days of made-up numbers: which are learned, which fire. */
class BaselinesTest {
  private static final double NAN = Double.NaN;

  /** Warning 20 s, critical 40 s; learned limits may be a twentieth of it, or twice. */
  private static final Rule LATENCY =
      Rule.rule("latency", Measure.HTTP_LATENCY, 20, 40, 20).with(new Dynamic(4, 0.05, 2));

  private final Random random = new Random(7);
  private final Course.Signal shop = (day, hour) -> noisy(hour >= 8 && hour < 20 ? 10 : 1, 0.05);
  private final Course.Signal flat = (day, hour) -> noisy(2, 0.05);

  @Test
  void limits_are_those_of_the_rule_while_it_learns() {
    Course course = new Course(LATENCY).hours(23.75, flat);
    assertEquals(20, course.warning(LATENCY));
    assertTrue(course.baselines().lines(List.of(LATENCY)).get(0).isLearning());
    course.hours(4 / 60.0, (day, hour) -> 15).hours(11 / 60.0, flat);
    assertEquals(List.of(), course.changes);
    course.look(2);
    assertTrue(course.warning(LATENCY) < 4, "" + course.warning(LATENCY));
    assertFalse(course.baselines().lines(List.of(LATENCY)).get(0).isLearning());
  }

  @Test
  void a_fault_at_night_that_would_be_nothing_at_noon_is_found_and_ends() {
    Course course = new Course(LATENCY).days(7, shop);
    assertEquals(List.of(), course.changes);
    course.hours(12, shop).hours(0.5, (day, hour) -> 5).hours(14.5, shop);
    assertEquals(List.of(), course.changes, "5 s at noon");
    course.hours(0.5, (day, hour) -> 5);
    assertEquals(List.of("FIRING CRITICAL /a"), course.changes, "5 s at night");
    Alert alert = course.last().active().get(0);
    assertTrue(alert.threshold() > 2 && alert.threshold() < 3, "" + alert.threshold());
    assertTrue(
        alert.message().startsWith("P95 latency of /a is 5 s, above the critical limit of 2"),
        alert.message());
    assertTrue(
        alert.message().matches(".*; usual at this hour is (1(\\.0\\d)?|0\\.9\\d+) s"),
        alert.message());
    course.days(1, shop);
    assertEquals(List.of("FIRING CRITICAL /a", "RESOLVED CRITICAL /a"), course.changes);
  }

  @Test
  void noise_and_single_wild_values_do_not_fire() {
    // At ten seconds a look these are four in a row, as the usual half minute is.
    Course course = new Course(LATENCY.with(20, 40, 20, 120, 0.9));
    int[] minute = {0};
    course.days(
        30,
        (day, hour) -> minute[0]++ % 97 == 0 ? 500 : 2 * Math.exp(0.15 * random.nextGaussian()));
    assertEquals(List.of(), course.changes);
    assertTrue(course.warning(LATENCY) < 5, "" + course.warning(LATENCY));
  }

  @Test
  void a_slow_drift_is_followed() {
    Course course = new Course(LATENCY);
    course.days(60, (day, hour) -> noisy(Math.pow(1.02, day + hour / 24), 0.05));
    assertEquals(List.of(), course.changes);
    // 3.28 at the end, known with the lag of a week.
    double usual = course.baselines().usual(LATENCY, Course.SCOPE);
    assertTrue(usual > 2.6 && usual < 3.3, "" + usual);
    course.hours(1, (day, hour) -> 6);
    assertEquals(List.of("FIRING MEDIUM /a"), course.changes);
  }

  @Test
  void a_fault_of_two_hours_does_not_become_usual() {
    Course course = new Course(LATENCY).days(7, flat);
    course.hours(11, flat);
    double before = course.warning(LATENCY);
    long learned = course.baseline().learned();
    course.hours(2, (day, hour) -> 15);
    assertEquals("FIRING CRITICAL /a", course.changes.get(0));
    // The quarter of an hour before the fault was learned with its end, and none of the fault.
    assertEquals(learned + 1, course.baseline().learned());
    course.hours(22.5, flat);
    assertEquals(List.of("FIRING CRITICAL /a", "RESOLVED CRITICAL /a"), course.changes);
    assertEquals(before, course.warning(LATENCY), before * 0.1);
  }

  @Test
  void an_alert_about_what_hardly_ever_changes_ends_too() {
    Course course = new Course(LATENCY).days(4, (day, hour) -> noisy(2, 0.001));
    course.hours(1, (day, hour) -> 15).hours(1, (day, hour) -> noisy(2, 0.001));
    assertEquals(List.of("FIRING CRITICAL /a", "RESOLVED CRITICAL /a"), course.changes);
  }

  @Test
  void what_fires_for_longer_than_a_day_is_how_it_is_now() {
    Course course = new Course(LATENCY).days(7, flat).hours(23, (day, hour) -> 8);
    long learned = course.baseline().learned();
    course.hours(0.5, (day, hour) -> 8);
    assertEquals(learned, course.baseline().learned());
    course.days(12, (day, hour) -> 8);
    assertEquals("FIRING CRITICAL /a", course.changes.get(0));
    assertEquals("RESOLVED", course.changes.get(course.changes.size() - 1).split(" ")[0]);
    assertEquals(8, course.baselines().usual(LATENCY, Course.SCOPE), 0.01);
  }

  @Test
  void limits_below_are_learned_the_other_way_round() {
    Rule calls =
        Rule.rule("calls", Measure.HTTP_THROUGHPUT, 0.2, 0.1, 1).with(new Dynamic(4, 0.05, 2));
    Course course = new Course(calls);
    for (int minute = 0; minute < 3 * 1_440; minute++) {
      course.look(Timeline.http(Course.SCOPE, 120 + random.nextInt(5), 0, 1));
    }
    double warning = course.warning(calls);
    assertTrue(warning > 1.7 && warning < 2, "" + warning);
    assertEquals(List.of(), course.changes);
    for (int minute = 0; minute < 5; minute++) {
      course.look(Timeline.http(Course.SCOPE, 90, 0, 1));
    }
    assertEquals(List.of("FIRING MEDIUM /a"), course.changes);
  }

  @Test
  void nothing_and_not_a_number_are_not_learned_and_forget_nothing() {
    Course course = new Course(LATENCY);
    course.days(1, (day, hour) -> NAN);
    assertEquals(List.of(), course.baselines().lines(List.of(LATENCY)));
    for (int look = 0; look < 1_000; look++) {
      course.look(Timeline.http(Course.SCOPE, 50, 0, NAN));
    }
    assertEquals(List.of(), course.baselines().lines(List.of(LATENCY)));
    course.days(7, flat);
    double before = course.warning(LATENCY);
    long learned = course.baseline().learned();
    course.days(3, (day, hour) -> NAN);
    assertEquals(learned, course.baseline().learned(), 1);
    course.hours(0.25, flat);
    assertEquals(before, course.warning(LATENCY), before * 0.1);
    assertEquals(List.of(), course.changes);
  }

  @Test
  void a_quarter_of_an_hour_with_too_few_looks_says_nothing() {
    Course course = new Course(LATENCY);
    course.days(2, (day, hour) -> hour % 0.25 < 0.06 ? 2 : NAN);
    assertEquals(List.of(), course.baselines().entries());
    course.days(2, (day, hour) -> hour % 0.25 < 0.08 ? 2 : NAN);
    assertTrue(course.baseline().learned() >= 190, "" + course.baseline().learned());
  }

  @Test
  void nothing_is_learned_of_a_quarter_of_an_hour_in_which_the_clock_leapt() {
    Course course = new Course(LATENCY).days(2, flat);
    course.look(2);
    long learned = course.baseline().learned();
    for (long hours : new long[] {1, -1, 24 * 365, -24 * 365}) {
      course.hours(11 / 60.0, flat);
      course.leap(hours * 3_600_000);
      course.hours(3 / 60.0, flat);
      course.look(2);
      assertEquals(learned, course.baseline().learned(), hours + " hours");
      assertEquals(2, course.baselines().usual(LATENCY, Course.SCOPE), 0.2, hours + " hours");
    }
    course.hours(14 / 60.0, flat);
    course.look(2);
    assertEquals(learned + 1, course.baseline().learned());
    assertEquals(List.of(), course.changes);
  }

  @Test
  void hours_are_those_of_the_zone() {
    Course course = new Course(LATENCY, TimeZone.getTimeZone("GMT+05:30"));
    course.hours(1.5, flat);
    course.look(2);
    assertEquals(2, course.baseline().values(5).length);
    assertEquals(4, course.baseline().values(6).length);
    assertEquals(6, course.baseline().learned());
  }

  @Test
  void one_word_switches_it_off() {
    Rule off = LATENCY.with(Dynamic.OFF);
    Course course = new Course(off).days(3, flat).hours(1, (day, hour) -> 19);
    assertEquals(List.of(), course.changes);
    assertEquals(List.of(), course.baselines().entries());
    assertEquals(20, course.warning(off));
  }

  @Test
  void another_statistic_under_the_same_name_is_learned_from_the_beginning() {
    Course course = new Course(LATENCY).days(2, flat);
    Rule other = LATENCY.over(300_000);
    assertEquals(20, course.warning(other));
    assertEquals(List.of(), course.baselines().lines(List.of(other)));
    assertEquals(1, course.baselines().lines(List.of(LATENCY)).size());
    assertEquals(List.of(), course.baselines().lines(List.of()));
  }

  @Test
  void what_was_kept_goes_on_where_it_was() {
    Course first = new Course(LATENCY).days(7, flat);
    first.look(2);
    Course second = new Course(LATENCY);
    second.look(2);
    second.know(Baselines.of(first.baselines().entries()));
    second.leap(7 * 86_400_000L);
    second.look(2);
    assertEquals(first.warning(LATENCY), second.warning(LATENCY));
    second.hours(1, (day, hour) -> 8);
    assertEquals(List.of("FIRING CRITICAL /a"), second.changes);
  }

  private double noisy(double usual, double share) {
    return usual * (1 + share * random.nextGaussian());
  }
}
