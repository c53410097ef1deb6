package dev.vitals.judge;

import static dev.vitals.judge.Timeline.all;
import static dev.vitals.judge.Timeline.caches;
import static dev.vitals.judge.Timeline.http;
import static dev.vitals.judge.Timeline.operation;
import static dev.vitals.judge.Timeline.operations;
import static dev.vitals.judge.Timeline.play;
import static dev.vitals.judge.Timeline.pools;
import static dev.vitals.judge.Timeline.resources;
import static dev.vitals.judge.Timeline.row;
import static dev.vitals.judge.Timeline.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.SaturationWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each rule looks at and where its limits are. */
class RuleTest {
  private static final double NAN = Double.NaN;

  @Test
  void defaults_are_the_limits_of_the_guide() {
    assertEquals(
        List.of(
            "http-latency-p95 2.0 5.0 20",
            "http-error-rate 0.1 0.2 20",
            "db-latency-p95 0.5 2.0 100",
            "cache-miss-rate 0.3 0.5 100",
            "pool-pending 0.2 1.0 1",
            "executor-queued 0.2 1.0 1",
            "executor-refused 0.05 0.2 100",
            "heap-after-gc 0.9 0.95 1",
            "container-memory 0.9 0.95 1",
            "cpu 0.8 0.9 1"),
        Rule.defaults().stream()
            .map(
                r ->
                    r.name()
                        + " "
                        + r.levels().medium()
                        + " "
                        + r.levels().critical()
                        + " "
                        + r.minimumCount())
            .toList());
  }

  @Test
  void latency_is_judged_per_route_from_the_minimum_count_on() {
    play(
        now("http-latency-p95"),
        row(0, operations(http("/a", 19, 0, 9)), "", ""),
        row(10, operations(http("/a", 20, 0, 2.01)), "MEDIUM FIRING /a", "FIRING MEDIUM /a"),
        row(20, operations(http("/a", 20, 0, 5.01)), "CRITICAL FIRING /a", "FIRING CRITICAL /a"));
  }

  @Test
  void latency_of_statements_is_judged_only_where_there_are_many() {
    play(
        now("db-latency-p95"),
        row(0, operations(statement(99, 9)), "", ""),
        row(10, operations(statement(100, 0.5)), "", ""),
        row(
            20,
            operations(statement(100, 0.51)),
            "MEDIUM FIRING select a",
            "FIRING MEDIUM select a"),
        row(30, operations(statement(100, 2)), "MEDIUM FIRING select a", ""),
        row(
            40,
            operations(statement(100, 2.01)),
            "CRITICAL FIRING select a",
            "FIRING CRITICAL select a"));
    play(now("db-latency-p95"), row(0, operations(http("/a", 500, 0, 60)), "", ""));
  }

  @Test
  void a_pool_is_judged_by_those_who_wait_and_not_by_its_being_full() {
    play(
        now("pool-pending"),
        row(0, pools(pool("shop", 10, 10, 2)), "", ""),
        row(
            10,
            pools(pool("shop", 10, 10, 2.1), pool("other", 10, 10, 0)),
            "MEDIUM FIRING shop",
            "FIRING MEDIUM shop"),
        row(20, pools(pool("shop", 10, 10, 10.1)), "CRITICAL FIRING shop", "FIRING CRITICAL shop"));
    play(
        now("pool-pending"),
        row(0, pools(pool("endless", 10, Double.NaN, 9), pool("dumb", 9, 9, Double.NaN)), "", ""));
  }

  @Test
  void the_queue_of_a_server_is_judged_and_that_of_a_batch_is_not() {
    play(
        now("executor-queued"),
        row(
            0,
            pools(executor("http-nio-8080-exec", 200, 200, 40), executor("batch", 4, 4, 100_000)),
            "",
            ""),
        row(
            10,
            pools(executor("http-nio-8080-exec", 200, 200, 41)),
            "MEDIUM FIRING http-nio-8080-exec",
            "FIRING MEDIUM http-nio-8080-exec"));
    for (String server : List.of("https-jsse-nio-8443-exec", "ajp-nio-8009-exec", "qtp")) {
      assertTrue(Rule.SERVERS.matches(server), server);
    }
    assertFalse(Rule.SERVERS.matches("task"));
  }

  @Test
  void an_executor_is_judged_by_the_share_of_tasks_it_refuses_if_there_are_enough() {
    play(
        now("executor-refused"),
        row(0, tasks("mails", 99, 99), "", ""),
        row(10, tasks("mails", 100, 5), "", ""),
        row(20, tasks("mails", 100, 6), "MEDIUM FIRING mails", "FIRING MEDIUM mails"));
  }

  @Test
  void an_executor_is_judged_by_how_long_its_tasks_run_and_how_many_fail() {
    play(
        now(Rule.rule("slow", Measure.EXECUTOR_RUN, 10, 30, 20)),
        row(0, runs("feed", 19, 0, 60), "", ""),
        row(10, runs("feed", 20, 0, 10), "", ""),
        row(20, runs("feed", 20, 0, 10.1), "MEDIUM FIRING feed", "FIRING MEDIUM feed"));
    play(
        now(Rule.rule("failed", Measure.EXECUTOR_FAILED, 0.05, 0.2, 20)),
        row(0, runs("feed", 19, 19, 1), "", ""),
        row(10, runs("feed", 100, 5, 1), "", ""),
        row(20, runs("feed", 100, 6, 1), "MEDIUM FIRING feed", "FIRING MEDIUM feed"),
        row(30, runs("feed", 100, 21, 1), "CRITICAL FIRING feed", "FIRING CRITICAL feed"));
  }

  private static Evidence tasks(String executor, long count, long refused) {
    return tasks(OperationWindow.Kind.EXECUTOR_TASK, executor, count, refused, Double.NaN);
  }

  private static Evidence runs(String executor, long count, long failed, double seconds) {
    return tasks(OperationWindow.Kind.EXECUTOR_RUN, executor, count, failed, seconds);
  }

  private static Evidence tasks(
      OperationWindow.Kind kind, String executor, long count, long errors, double all) {
    return Timeline.operations(
        new OperationWindow(
            kind, executor, 60, count, errors, all, all, all, all, all, all, all, all));
  }

  private static SaturationWindow executor(String name, double used, double max, double waiting) {
    return new SaturationWindow(SaturationWindow.Kind.EXECUTOR, name, 60, used, max, waiting);
  }

  private static SaturationWindow pool(String name, double used, double max, double waiting) {
    return new SaturationWindow(SaturationWindow.Kind.POOL, name, 60, used, max, waiting);
  }

  @Test
  void statements_are_not_judged_as_requests() {
    OperationWindow statement = operation(OperationWindow.Kind.DB_CLIENT, "SELECT a", 500, 500, 60);
    play(now("http-latency-p95"), row(0, operations(statement), "", ""));
    play(now("http-error-rate"), row(0, operations(statement), "", ""));
  }

  @Test
  void error_rate_is_judged_per_route_and_over_all_routes() {
    play(
        now("http-error-rate"),
        row(0, operations(http("/a", 100, 10, 1), all(100, 10)), "", ""),
        row(
            10,
            operations(http("/a", 100, 11, 1), http("/b", 1000, 0, 1), all(1100, 11)),
            "MEDIUM FIRING /a",
            "FIRING MEDIUM /a"),
        row(
            20,
            operations(http("/a", 100, 100, 1), http("/b", 100, 0, 1), all(200, 100)),
            "CRITICAL FIRING /a, CRITICAL FIRING",
            "FIRING CRITICAL /a, FIRING CRITICAL"));
  }

  @Test
  void many_routes_with_few_requests_each_still_make_up_the_whole() {
    play(
        now("http-error-rate"),
        row(
            0,
            operations(http("/a", 10, 5, 1), http("/b", 10, 5, 1), all(20, 10)),
            "CRITICAL FIRING",
            "FIRING CRITICAL"));
  }

  @Test
  void requests_without_a_route_are_not_taken_for_the_whole() {
    play(
        now("http-error-rate"),
        row(
            0,
            operations(http("", 100, 50, 1), http("/b", 900, 0, 1), all(1000, 50)),
            "CRITICAL FIRING (no route)",
            "FIRING CRITICAL (no route)"));
  }

  @Test
  void of_two_windows_of_one_route_the_worse_counts() {
    play(
        now("http-latency-p95"),
        row(
            0,
            operations(http("/a", 50, 0, 3), http("/a", 50, 0, 1)),
            "MEDIUM FIRING /a",
            "FIRING MEDIUM /a"));
  }

  @Test
  void miss_rate_is_judged_per_cache_from_the_minimum_count_on() {
    play(
        now("cache-miss-rate"),
        row(0, caches(new CacheWindow("books", 60, 0, 99)), "", ""),
        row(10, caches(new CacheWindow("books", 60, 70, 30)), "", ""),
        row(
            20,
            caches(new CacheWindow("books", 60, 69, 31), new CacheWindow("users", 60, 49, 51)),
            "MEDIUM FIRING books, CRITICAL FIRING users",
            "FIRING MEDIUM books, FIRING CRITICAL users"));
  }

  @Test
  void memory_and_processors_are_judged_by_their_own_rule() {
    play(
        now("heap-after-gc"),
        row(0, resources(0.90, 1, 1, 1), "", ""),
        row(10, resources(0.91, NAN, NAN, NAN), "MEDIUM FIRING", "FIRING MEDIUM"),
        row(20, resources(0.96, NAN, NAN, NAN), "CRITICAL FIRING", "FIRING CRITICAL"));
    play(
        now("container-memory"),
        row(0, resources(1, 0.90, 1, 1), "", ""),
        row(10, resources(NAN, 0.96, NAN, NAN), "CRITICAL FIRING", "FIRING CRITICAL"));
    play(
        now("cpu"),
        row(0, resources(1, 1, 0.80, 0.80), "", ""),
        row(
            10,
            resources(NAN, NAN, 0.81, 0.91),
            "MEDIUM FIRING process, CRITICAL FIRING host",
            "FIRING MEDIUM process, FIRING CRITICAL host"));
  }

  @Test
  void the_metric_of_a_processor_alert_is_that_of_its_scope() {
    Judgement both =
        play(
            now("cpu"),
            row(
                0,
                resources(NAN, NAN, 1, 1),
                "CRITICAL FIRING process, CRITICAL FIRING host",
                "FIRING CRITICAL process, FIRING CRITICAL host"));
    assertEquals("jvm_cpu_recent_utilization_ratio", both.active().get(0).metricName());
    assertEquals("system_cpu_utilization_ratio", both.active().get(1).metricName());
    assertEquals(
        "CPU of host is 100 %, above the critical limit of 90 %", both.active().get(1).message());
  }

  @Test
  void a_level_can_be_switched_off_by_an_infinite_limit() {
    play(
        now("cpu").with(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 0, 0.9),
        row(0, resources(1, 1, 1, 1), "", ""));
  }

  @Test
  void impossible_rules_are_refused_with_the_name_of_the_rule() {
    Rule cpu = rule("cpu");
    for (Runnable bad :
        List.<Runnable>of(
            () -> cpu.with(0.9, 0.8, 1, 30, 0.9),
            () -> cpu.with(NAN, 0.8, 1, 30, 0.9),
            () -> cpu.with(0.8, NAN, 1, 30, 0.9),
            () -> cpu.with(-1, 0.8, 1, 30, 0.9),
            () -> cpu.with(0.8, 0.9, -1, 30, 0.9),
            () -> cpu.with(0.8, 0.9, 1, -1, 0.9),
            () -> cpu.with(0.8, 0.9, 1, 30, 1.1))) {
      String message = assertThrows(IllegalArgumentException.class, bad::run).getMessage();
      assertTrue(message.startsWith("cpu: ") || message.startsWith("recovery"), message);
    }
  }

  /** The rule without its hold and recovery times. */
  private static Rule now(String name) {
    return now(rule(name));
  }

  private static Rule now(Rule rule) {
    return rule.with(rule.levels().medium(), rule.levels().critical(), rule.minimumCount(), 0, 0.9);
  }

  private static OperationWindow statement(long count, double p95Seconds) {
    return operation(OperationWindow.Kind.DB_CLIENT, "select a", count, 0, p95Seconds);
  }
}
