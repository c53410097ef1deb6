package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlaJudgeTest {
  private static final long TICK = 10_000;
  private static final long MINUTE = 60_000;
  private static final double NAN = Double.NaN;

  /** The promise of guide 002: p95 within 500 ms, p99 within 2 s. */
  private static final Sla API =
      new Sla(
          "api",
          OperationWindow.Kind.HTTP_SERVER,
          new ScopePattern(ScopePattern.ALL),
          0.5,
          2,
          0.99,
          20 * MINUTE,
          MINUTE,
          0.8,
          10);

  private final List<SlaStatus> last = new ArrayList<>();
  private SlaJudge.State state = SlaJudge.State.EMPTY;
  private long nowMillis = 1_700_000_000_000L;

  @Test
  void warns_from_four_fifths_of_a_target_and_is_violated_above_it() {
    assertEquals(SlaStatus.State.OK, look(API, 100, 0, 0.4, 1.6).state());
    assertEquals(SlaStatus.State.WARNING, look(API, 100, 0, 0.401, 1).state());
    assertEquals(SlaStatus.State.WARNING, look(API, 100, 0, 0.1, 1.601).state());
    assertEquals(SlaStatus.State.WARNING, look(API, 100, 0, 0.5, 2).state());
    assertEquals(SlaStatus.State.VIOLATED, look(API, 100, 0, 0.501, 1).state());
    assertEquals(SlaStatus.State.VIOLATED, look(API, 100, 0, 0.1, 2.001).state());
  }

  @Test
  void a_cache_is_held_against_its_hit_rate_as_it_is_now() {
    Sla caches =
        new Sla(
            "caches",
            OperationWindow.Kind.CACHE_LOOKUP,
            ScopePattern.EVERY,
            NAN,
            NAN,
            0.8,
            20 * MINUTE,
            MINUTE,
            0.8,
            10);
    assertEquals(SlaStatus.State.OK, lookedUp(caches, 84, 16).state());
    assertEquals(SlaStatus.State.WARNING, lookedUp(caches, 83, 17).state());
    assertEquals(SlaStatus.State.WARNING, lookedUp(caches, 80, 20).state());
    SlaStatus violated = lookedUp(caches, 79, 21);
    assertEquals(SlaStatus.State.VIOLATED, violated.state());
    assertEquals("items", violated.scope());
    assertEquals(0.79, violated.successRatio(), 1e-9);
    assertEquals(0.75, violated.compliance(), 1e-9);
    assertTrue(Double.isNaN(violated.budgetLeft()) && Double.isNaN(violated.burnRate()));
    assertEquals(SlaStatus.State.OK, lookedUp(caches, 100, 0).state(), "as soon as it helps again");
    assertEquals(SlaStatus.State.OK, lookedUp(caches, 0, 9).state(), "too few");
    assertThrows(
        IllegalArgumentException.class,
        () -> new Sla("x", caches.kind(), caches.scope(), 1, NAN, 0.8, 1, 1, 0.8, 1));
  }

  @Test
  void an_executor_is_held_against_how_long_its_tasks_run_and_how_many_fail() {
    Sla jobs =
        new Sla(
            "jobs",
            OperationWindow.Kind.EXECUTOR_RUN,
            Sla.usualScope(OperationWindow.Kind.EXECUTOR_RUN),
            5,
            10,
            0.95,
            20 * MINUTE,
            MINUTE,
            0.8,
            10);
    assertEquals(SlaStatus.State.OK, ran(jobs, 100, 4, 4).state());
    SlaStatus warning = ran(jobs, 100, 0, 4.1);
    assertEquals(SlaStatus.State.WARNING, warning.state());
    assertEquals("feed", warning.scope());
    assertEquals(SlaStatus.State.VIOLATED, ran(jobs, 100, 0, 5.1).state());
    SlaStatus failed = ran(jobs, 100, 60, 1);
    assertEquals(SlaStatus.State.VIOLATED, failed.state());
    assertEquals(0.4, failed.successRatio(), 1e-9);
    assertTrue(failed.budgetLeft() < 0 && failed.burnRate() > 1, failed::toString);
  }

  private SlaStatus ran(Sla jobs, long count, long failed, double all) {
    nowMillis += TICK;
    List<OperationWindow> seen =
        List.of(
            new OperationWindow(
                jobs.kind(), "feed", 60, count, failed, all, all, all, all, all, all, all, all));
    List<Evidence.Windows> windows =
        List.of(
            new Evidence.Windows(TICK, seen, List.of()),
            new Evidence.Windows(MINUTE, seen, List.of()));
    SlaJudge.Verdict verdict =
        new SlaJudge(List.of(jobs), TICK)
            .evaluate(state, new Evidence(nowMillis, windows, ResourceWindow.UNKNOWN));
    state = verdict.state();
    return verdict.statuses().get(0);
  }

  private SlaStatus lookedUp(Sla caches, long hits, long misses) {
    nowMillis += TICK;
    List<CacheWindow> seen = List.of(new CacheWindow("items", 60, hits, misses));
    List<Evidence.Windows> windows =
        List.of(
            new Evidence.Windows(TICK, List.of(), seen),
            new Evidence.Windows(MINUTE, List.of(), seen));
    SlaJudge.Verdict verdict =
        new SlaJudge(List.of(caches), TICK)
            .evaluate(state, new Evidence(nowMillis, windows, ResourceWindow.UNKNOWN));
    state = verdict.state();
    return verdict.statuses().get(0);
  }

  @Test
  void little_traffic_says_nothing() {
    SlaStatus status = look(API, 9, 9, 99, 99);
    assertEquals(SlaStatus.State.OK, status.state());
    assertEquals(1, status.compliance());
    assertTrue(Double.isNaN(status.p95Seconds()));
  }

  @Test
  void compliance_is_the_share_of_looks_that_were_as_promised() {
    for (int index = 0; index < 6; index++) {
      look(API, 100, 0, 0.1, 0.1);
    }
    assertEquals(0.75, worstOfTwo().compliance());
  }

  private SlaStatus worstOfTwo() {
    look(API, 100, 0, 9, 9);
    return look(API, 100, 0, 9, 9);
  }

  @Test
  void failures_use_the_budget_up_and_a_broken_one_is_violated() {
    SlaStatus status = look(API, 1_000, 4, 0.1, 0.1);
    assertEquals(0.6, status.budgetLeft(), 1e-9);
    assertEquals(0.4, status.burnRate(), 1e-9);
    assertEquals(SlaStatus.State.OK, status.state());

    assertEquals(SlaStatus.State.WARNING, look(API, 1_000, 13, 0.1, 0.1).state());
    status = look(API, 1_000, 14, 0.1, 0.1);
    assertEquals(SlaStatus.State.VIOLATED, status.state());
    assertTrue(status.budgetLeft() < 0);
  }

  @Test
  void what_is_older_than_the_window_is_forgotten() {
    look(API, 1_000, 500, 0.1, 0.1);
    for (int tick = 0; tick < 130; tick++) {
      look(API, 1_000, 0, 0.1, 0.1);
    }
    assertEquals(1, last.get(0).budgetLeft(), 1e-9);
  }

  @Test
  void a_clock_that_steps_back_or_leaps_an_hour_forgets_and_invents_nothing() {
    look(API, 1_000, 5, 0.1, 0.1);
    nowMillis -= 3_600_000;
    assertEquals(0.5, look(API, 1_000, 5, 0.1, 0.1).budgetLeft(), 1e-9);
    nowMillis += 7_200_000;
    assertEquals(0.5, look(API, 1_000, 5, 0.1, 0.1).budgetLeft(), 1e-9);
  }

  @Test
  void another_window_begins_another_account() {
    look(API, 1_000, 500, 0.1, 0.1);
    Sla longer =
        new Sla(
            API.name(),
            API.kind(),
            API.scope(),
            0.5,
            2,
            0.99,
            2 * API.windowMillis(),
            MINUTE,
            0.8,
            10);
    assertEquals(1, look(longer, 1_000, 0, 0.1, 0.1).budgetLeft(), 1e-9);
    assertEquals(0.5, look(longer, 1_000, 10, 0.1, 0.1).budgetLeft(), 1e-9);
  }

  @Test
  void an_account_goes_on_where_an_earlier_run_left_it() {
    look(API, 1_000, 5, 0.1, 0.1);
    for (int tick = 0; tick < 6; tick++) {
      look(API, 1_000, 0, 9, 9);
    }
    List<SlaJudge.Account> written = state.accounts();

    state = SlaJudge.State.EMPTY;
    look(API, 3_000, 5, 0.1, 0.1);
    state = state.following(SlaJudge.State.of(written), 5 * MINUTE);
    assertEquals(1 - 10 / (0.01 * 10_000), last(0).budgetLeft(), 1e-9);
    assertEquals(2.0 / 8, last(0).compliance(), 0.15);

    for (int tick = 0; tick < 16 * 6; tick++) {
      look(API, 0, 0, NAN, NAN);
    }
    assertEquals(1 - 5 / (0.01 * 3_000), last(0).budgetLeft(), 1e-9, "the first run is over");
  }

  @Test
  void the_time_without_a_jvm_belongs_to_the_window() {
    look(API, 1_000, 500, 0.1, 0.1);
    List<SlaJudge.Account> written = state.accounts();
    state = SlaJudge.State.EMPTY.following(SlaJudge.State.of(written), API.windowMillis());
    assertEquals(1, last(0).budgetLeft(), 1e-9);
  }

  @Test
  void what_is_no_account_is_refused() {
    for (String text :
        List.of(
            "",
            "1",
            "a 0",
            "0 0",
            "5 5",
            "5 0 0:1,2,0,0",
            "5 0 0:1,0,0,1",
            "5 0 120:1,0,0,0",
            "5 0 1:1,0,0,0 1:1,0,0,0",
            "5 0 0:1,0,0",
            "5 0 0:-1,0,0,0",
            "5 0 0:1,0,0,0,0",
            "5 0 0:1234567890123456789,0,0,0")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SlaJudge.State.of(List.of(new SlaJudge.Account("api", "all", text))),
          text);
    }
  }

  /** A look at which nothing is seen. */
  private SlaStatus last(long count) {
    return look(API, count, 0, NAN, NAN);
  }

  @Test
  void each_scope_that_matches_has_an_account_of_its_own() {
    Sla routes =
        new Sla(
            "routes",
            OperationWindow.Kind.HTTP_SERVER,
            new ScopePattern("/shop/*"),
            0.5,
            NAN,
            NAN,
            MINUTE,
            MINUTE,
            0.8,
            1);
    SlaJudge judge = new SlaJudge(List.of(routes), TICK);
    SlaJudge.Verdict verdict =
        judge.evaluate(
            SlaJudge.State.EMPTY,
            evidence(
                window("/shop/a", 10, 0, 0.1, 0.1),
                window("/shop/b", 10, 0, 0.6, 0.6),
                window("/admin", 10, 0, 9, 9),
                window(OperationWindow.ALL, 30, 0, 9, 9)));

    assertEquals(
        List.of("/shop/a OK", "/shop/b VIOLATED"),
        verdict.statuses().stream().map(each -> each.scope() + " " + each.state()).toList());
  }

  @Test
  void impossible_promises_are_refused() {
    for (double[] bad :
        new double[][] {
          {NAN, NAN, NAN}, {1, 0.5, NAN}, {0, 1, NAN}, {NAN, NAN, 1}, {NAN, NAN, 0}
        }) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new Sla(
                  "bad",
                  OperationWindow.Kind.DB_CLIENT,
                  ScopePattern.EVERY,
                  bad[0],
                  bad[1],
                  bad[2],
                  MINUTE,
                  MINUTE,
                  0.8,
                  1));
    }
  }

  private SlaStatus look(Sla sla, long count, long errors, double p95, double p99) {
    nowMillis += TICK;
    SlaJudge.Verdict verdict =
        new SlaJudge(List.of(sla), TICK)
            .evaluate(state, evidence(window(OperationWindow.ALL, count, errors, p95, p99)));
    state = verdict.state();
    last.clear();
    last.addAll(verdict.statuses());
    return last.get(0);
  }

  private Evidence evidence(OperationWindow... operations) {
    return new Evidence(
        nowMillis,
        List.of(
            new Evidence.Windows(TICK, List.of(operations), List.of()),
            new Evidence.Windows(MINUTE, List.of(operations), List.of())),
        ResourceWindow.UNKNOWN);
  }

  private static OperationWindow window(
      String scope, long count, long errors, double p95, double p99) {
    return new OperationWindow(
        OperationWindow.Kind.HTTP_SERVER,
        scope,
        60,
        count,
        errors,
        p95 / 2,
        p95,
        p95,
        p99,
        p99,
        p95 / 2,
        p95 / 2,
        p99);
  }
}
