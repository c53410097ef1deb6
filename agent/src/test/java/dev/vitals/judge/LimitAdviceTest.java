package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimitAdviceTest {
  private static final double NAN = Double.NaN;
  private static final Rule SLOW = Rule.rule("slow", Measure.HTTP_LATENCY, 0.25, 2, 20);

  /** Eleven of them hold 0.45 s. */
  private static final double[] PEAKS = {
    0.9, 0.3, 0.41, 0.42, 0.43, 0.26, 0.4, 0.38, 0.8, 0.39, 0.37, 0.36, 0.31, 1.2
  };

  @Test
  void what_fires_often_for_nothing_gets_a_limit_that_most_of_it_stays_within() {
    assertAdvice(
        LimitAdvice.of(SLOW, 14, 12, PEAKS),
        LimitAdvice.Verdict.MILDER,
        0.45,
        "it fired 14 times, 12 of them flaps; 0.45 s was passed in 3 of them");
    assertAdvice(
        LimitAdvice.of(SLOW, 20, 10, PEAKS),
        LimitAdvice.Verdict.MILDER,
        0.45,
        "it fired 20 times, 10 of them flaps; 0.45 s was passed in 3 of the 14 history knows");
  }

  @Test
  void what_fired_rarely_keeps_its_limit_whatever_it_saw() {
    assertKept(LimitAdvice.of(SLOW, 0, 0, peaks()), "it did not fire");
    assertKept(LimitAdvice.of(SLOW, 1, 1, peaks(0.4)), "it fired once");
    assertKept(LimitAdvice.of(SLOW, 4, 4, peaks(0.3, 0.3, 0.3, 0.3)), "it fired 4 times");
  }

  @Test
  void alerts_that_stay_are_no_fault_of_the_limit() {
    assertKept(
        LimitAdvice.of(SLOW, 14, 6, PEAKS),
        "it fired 14 times, 6 of them flaps: most alerts stayed, so look for their cause");
  }

  @Test
  void without_the_values_of_half_of_the_alerts_there_is_no_advice() {
    assertAdvice(
        LimitAdvice.of(SLOW, 14, 12, peaks(0.3, 0.3, 0.3, 0.3, 0.3, 0.3)),
        LimitAdvice.Verdict.NONE,
        NAN,
        "it fired 14 times, 12 of them flaps; history has the values of 6 of them");
    assertAdvice(
        LimitAdvice.of(SLOW, 5, 5, peaks(0.3, 0.3, 0.3, 0.3)),
        LimitAdvice.Verdict.NONE,
        NAN,
        "it fired 5 times, 5 of them flaps; history has the values of 4 of them");
    assertEquals(
        LimitAdvice.Verdict.NONE,
        LimitAdvice.of(SLOW.with(Dynamic.USUAL), 14, 12, PEAKS).verdict());
  }

  @Test
  void it_never_comes_to_the_next_limit_or_goes_far() {
    Rule near = Rule.rule("near", Measure.HTTP_LATENCY, 0.25, 0.45, 20);
    assertKept(
        LimitAdvice.of(near, 14, 12, PEAKS),
        "it fired 14 times, 12 of them flaps;"
            + " it would take 0.45 s, no milder than the critical limit of 0.45 s");
    Rule four = rule(Comparison.ABOVE, new Levels(0.25, 0.3, 1, 2));
    assertKept(
        LimitAdvice.of(four, 14, 12, PEAKS),
        "it fired 14 times, 12 of them flaps;"
            + " it would take 0.45 s, no milder than the warning limit of 0.3 s");
    Rule low = rule(Comparison.ABOVE, Levels.of(0.2, NAN));
    assertKept(
        LimitAdvice.of(low, 14, 12, PEAKS),
        "it fired 14 times, 12 of them flaps;"
            + " it would take 0.45 s, too far from the limit there is");
    assertKept(
        LimitAdvice.of(rule(Comparison.ABOVE, Levels.of(0, NAN)), 14, 12, PEAKS),
        "it fired 14 times, 12 of them flaps;"
            + " it would take 0.45 s, too far from the limit there is");
  }

  @Test
  void alerts_of_a_stricter_limit_change_nothing_any_more() {
    Rule now = Rule.rule("now", Measure.HTTP_LATENCY, 0.45, 2, 20);
    assertKept(
        LimitAdvice.of(now, 14, 12, PEAKS),
        "it fired 14 times, 12 of them flaps;"
            + " most stayed within 0.45 s, which the limit allows by now");
  }

  @Test
  void where_it_is_bad_to_be_below_a_milder_limit_is_lower() {
    Rule hits = Rule.rule("hits", Measure.CACHE_HIT_RATE, 0.8, 0.5, 100);
    assertAdvice(
        LimitAdvice.of(hits, 8, 8, peaks(0.79, 0.78, 0.4, 0.77, 0.76, 0.75, 0.74, 0.6)),
        LimitAdvice.Verdict.MILDER,
        0.7,
        "it fired 8 times, 8 of them flaps; 70 % was passed in 2 of them");
    assertKept(
        LimitAdvice.of(hits, 8, 8, peaks(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5)),
        "it fired 8 times, 8 of them flaps;"
            + " it would take 50 %, no milder than the critical limit of 50 %");
  }

  @Test
  void worse_values_never_make_it_stricter_and_what_it_says_is_always_milder_than_what_is() {
    int suggested = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      boolean isAbove = seed % 2 == 0;
      Rule rule =
          isAbove
              ? Rule.rule("a", Measure.HTTP_LATENCY, 1, 3, 1)
              : Rule.rule("b", Measure.HTTP_THROUGHPUT, 100, 40, 1);
      double[] peaks = new double[5 + random.nextInt(20)];
      for (int index = 0; index < peaks.length; index++) {
        double far = random.nextDouble() * 1.2;
        peaks[index] = isAbove ? 1 + far : 100 / (1 + far);
      }
      LimitAdvice before = LimitAdvice.of(rule, peaks.length, peaks.length, peaks);
      int worse = random.nextInt(peaks.length);
      peaks[worse] = isAbove ? peaks[worse] * 1.5 : peaks[worse] / 1.5;
      LimitAdvice after = LimitAdvice.of(rule, peaks.length, peaks.length, peaks);
      if (before.verdict() == LimitAdvice.Verdict.MILDER) {
        suggested++;
        assertTrue(rule.comparison().isBeyond(before.limit(), rule.levels().medium()));
        assertTrue(rule.comparison().isBeyond(rule.levels().critical(), before.limit()));
        assertFalse(rule.comparison().isBeyond(before.limit(), after.limit()), "seed " + seed);
      } else {
        assertEquals(LimitAdvice.Verdict.AS_IT_IS, after.verdict(), "seed " + seed);
      }
    }
    assertTrue(suggested > 100 && suggested < 500, suggested + " of 500");
  }

  @Test
  void a_share_of_values_is_found_from_the_side_that_is_good() {
    double[] values = new double[100];
    Arrays.setAll(values, index -> 100 - index);
    assertEquals(99, Ranked.at(0.99, values, Comparison.ABOVE));
    assertEquals(2, Ranked.at(0.99, values, Comparison.BELOW));
    assertEquals(50, Ranked.at(0.5, values, Comparison.ABOVE));
    assertEquals(100, Ranked.at(1, values, Comparison.ABOVE));
    assertEquals(7, Ranked.at(0.01, peaks(7), Comparison.BELOW));
    assertEquals(NAN, Ranked.at(0.5, peaks(), Comparison.ABOVE));
  }

  private static Rule rule(Comparison comparison, Levels levels) {
    return new Rule(
        "rule",
        Measure.HTTP_LATENCY,
        Statistic.P95,
        ScopePattern.EVERY,
        Rule.WINDOW_MILLIS,
        comparison,
        levels,
        1,
        30,
        new Recovery(0.9, 30));
  }

  private static double[] peaks(double... peaks) {
    return peaks;
  }

  private static void assertKept(LimitAdvice advice, String reason) {
    assertAdvice(advice, LimitAdvice.Verdict.AS_IT_IS, NAN, reason);
  }

  private static void assertAdvice(
      LimitAdvice advice, LimitAdvice.Verdict verdict, double limit, String reason) {
    assertEquals(reason, advice.reason());
    assertEquals(verdict, advice.verdict(), reason);
    assertEquals(limit, advice.limit(), reason);
  }
}
