package dev.vitals.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlText;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Sla;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlaReaderTest {
  private static final double NAN = Double.NaN;
  private static final long DAY_MILLIS = 86_400_000;

  private final List<String> lines = new ArrayList<>();

  @Test
  void reads_promises_of_caches() {
    List<Sla> slas =
        read(
            """
            slas:
              - {name: caches, kind: cache, hit-rate: 80%}
              - {name: items, kind: cache, scope: items, hit-rate: 0.9, latency-window: 1m}
              - {name: slow, kind: cache, p95: 1ms}
              - {name: other, kind: cache, availability: 99%}
              - {name: none, kind: cache, hit-rate: 100%}
              - {name: together, kind: cache, scope: all, hit-rate: 80%}
              - {name: http, hit-rate: 80%}
            """,
            List.of());
    assertEquals(
        List.of("caches  0.8", "items items 0.9"),
        slas.stream()
            .map(s -> s.name() + ' ' + s.scope().text() + ' ' + s.availability())
            .toList());
    assertTrue(slas.stream().allMatch(s -> s.kind() == OperationWindow.Kind.CACHE_LOOKUP));
    for (String name : List.of("p95", "availability", "hit-rate", "not all of them together")) {
      assertTrue(lines.toString().contains(name), lines::toString);
    }
    assertTrue(lines.size() >= 5, lines::toString);
  }

  @Test
  void reads_promises_of_executors() {
    List<Sla> slas =
        read(
            """
            slas:
              - {name: jobs, kind: executor, p95: 5s, p99: 10s}
              - {name: feed, kind: executor, scope: "feed*", availability: 95%}
              - {name: hits, kind: executor, hit-rate: 80%}
              - {name: together, kind: executor, scope: all, p95: 5s}
            """,
            List.of());
    assertEquals(
        List.of("jobs  5.0 10.0 NaN", "feed feed* NaN NaN 0.95"),
        slas.stream()
            .map(
                s ->
                    String.join(
                        " ",
                        s.name(),
                        s.scope().text(),
                        "" + s.p95Seconds(),
                        "" + s.p99Seconds(),
                        "" + s.availability()))
            .toList());
    assertTrue(slas.stream().allMatch(s -> s.kind() == OperationWindow.Kind.EXECUTOR_RUN));
    for (String name : List.of("slas[2].hit-rate", "not all of them together")) {
      assertTrue(lines.toString().contains(name), lines::toString);
    }
  }

  @Test
  void reads_promises_with_everything_and_with_little_in_them() {
    List<Sla> slas =
        read(
            """
            slas:
              - name: checkout
                kind: http
                scope: "/checkout*"
                p95: 500ms
                p99: 2s
                availability: 99.9%
                window: 7d
                latency-window: 1m
                warning: 0.9
                minimum-count: 50
              - {name: database, kind: DB, p95: 100ms}
              - {name: all, availability: 0.99, scope: all}
            """,
            List.of());

    assertEquals(List.of(), lines);
    ScopePattern all = new ScopePattern(ScopePattern.ALL);
    assertEquals(
        List.of(
            new Sla(
                "checkout",
                OperationWindow.Kind.HTTP_SERVER,
                new ScopePattern("/checkout*"),
                0.5,
                2,
                0.999,
                7 * DAY_MILLIS,
                60_000,
                0.9,
                50),
            new Sla(
                "database",
                OperationWindow.Kind.DB_CLIENT,
                all,
                0.1,
                NAN,
                NAN,
                30 * DAY_MILLIS,
                300_000,
                0.8,
                20),
            new Sla(
                "all",
                OperationWindow.Kind.HTTP_SERVER,
                all,
                NAN,
                NAN,
                0.99,
                30 * DAY_MILLIS,
                300_000,
                0.8,
                20)),
        slas);
  }

  @Test
  void a_promise_that_is_wrong_in_a_new_file_stays_as_it_was() {
    List<Sla> before =
        read("slas: [{name: a, p95: 1s}, {name: b, p95: 1s}, {name: c, p95: 1s}]", List.of());

    List<Sla> after =
        read(
            "slas: [{name: a, p95: 2s}, {name: b, p95: 2}, {name: d, p95: 2}, {name: a, p95: 3s}]",
            before);

    assertEquals(2, after.size(), "c is gone and d never came");
    assertEquals(2, after.get(0).p95Seconds());
    assertEquals(before.get(1), after.get(1));
    String noDuration = " = '2' is not a duration such as 250ms, 10s or 5m, from 1us to 1d; the";
    assertEquals(
        List.of(
            "vitals.yaml:1: slas[1].p95" + noDuration + " promise stays as it was",
            "vitals.yaml:1: slas[2].p95" + noDuration + " promise is left out",
            "vitals.yaml:1: slas[3].name = 'a' stands twice; the first counts"),
        lines);
    assertEquals(before, read("slas: none", before));
  }

  @Test
  void more_than_fifty_are_too_many() {
    StringBuilder yaml = new StringBuilder("slas:\n");
    for (int index = 0; index < 60; index++) {
      yaml.append("  - {name: a").append(index).append(", p95: 1s}\n");
    }

    assertEquals(50, read(yaml.toString(), List.of()).size());
    assertEquals(
        List.of("vitals.yaml:2: slas has more than 50 promises; those after them are left out"),
        lines);
  }

  private List<Sla> read(String yaml, List<Sla> before) {
    return SlaReader.read(YamlText.of(yaml).get("slas"), List.of(), before, new Mistakes(lines));
  }
}
