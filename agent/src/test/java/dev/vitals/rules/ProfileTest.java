package dev.vitals.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Sla;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A line for each number the guides name. */
class ProfileTest {
  private static final double OFF = Double.POSITIVE_INFINITY;

  @Test
  void the_numbers_of_guide_000() {
    assertEquals(
        levels(
            "HTTP_LATENCY",
            2,
            OFF,
            "HTTP_ERROR_RATE",
            0.1,
            OFF,
            "CACHE_MISS_RATE",
            0.3,
            OFF,
            "HEAP_AFTER_GC",
            0.9,
            OFF,
            "CONTAINER_MEMORY",
            0.9,
            OFF,
            "CPU",
            0.8,
            OFF),
        levels(Profile.S0));
  }

  @Test
  void the_numbers_of_guide_001() {
    assertEquals(
        levels(
            "HTTP_LATENCY",
            0.3,
            OFF,
            "DB_LATENCY",
            0.1,
            OFF,
            "CACHE_HIT_RATE",
            0.75,
            0,
            "HEAP_AFTER_GC",
            0.8,
            OFF,
            "CONTAINER_MEMORY",
            0.8,
            OFF),
        levels(Profile.S1));
  }

  @Test
  void the_numbers_of_guide_002() {
    assertEquals(
        levels(
            "HTTP_LATENCY",
            1,
            2,
            "HTTP_ERROR_RATE",
            0.05,
            OFF,
            "DB_LATENCY",
            0.5,
            OFF,
            "CACHE_HIT_RATE",
            0.7,
            0,
            "EXECUTOR_RUN",
            10,
            OFF,
            "EXECUTOR_FAILED",
            0.05,
            OFF),
        levels(Profile.S2));
  }

  @Test
  void the_numbers_of_guide_003() {
    assertEquals(
        levels(
            "HTTP_LATENCY",
            0.5,
            1,
            "HTTP_THROUGHPUT",
            500,
            100,
            "HTTP_ERROR_RATE",
            0.02,
            0.05,
            "CACHE_HIT_RATE",
            0.7,
            0.5,
            "HEAP_AFTER_GC",
            0.9,
            0.95,
            "CONTAINER_MEMORY",
            0.9,
            0.95,
            "CPU",
            0.8,
            0.9),
        levels(Profile.S3));
  }

  @Test
  void the_numbers_of_guide_004() {
    assertEquals(
        levels(
            "HTTP_LATENCY",
            1,
            5,
            "HTTP_ERROR_RATE",
            0.05,
            0.1,
            "DB_LATENCY",
            0.5,
            2,
            "CACHE_HIT_RATE",
            0.7,
            0.5,
            "HEAP_AFTER_GC",
            0.8,
            0.95,
            "CONTAINER_MEMORY",
            0.8,
            0.95,
            "CPU",
            0.7,
            0.9,
            "DISK",
            0.85,
            0.95),
        levels(Profile.S4));
  }

  @Test
  void the_promises_of_the_guides() {
    assertEquals(List.of("api http 0.3 NaN NaN 0.8"), promises(Profile.S1));
    assertEquals(
        List.of(
            "api http 0.5 2.0 NaN 0.8",
            "jobs executor 5.0 10.0 NaN 0.8",
            "database db 0.1 0.5 NaN 0.8",
            "caches cache NaN NaN 0.8 0.8"),
        promises(Profile.S2));
    assertEquals(List.of("api http 0.1 NaN 0.99 0.8"), promises(Profile.S3));
    for (Profile other :
        List.of(Profile.DEFAULT, Profile.DEV, Profile.PROD, Profile.S0, Profile.S4)) {
      assertEquals(List.of(), promises(other));
    }
  }

  @Test
  void development_speaks_at_once_and_production_when_it_lasts() {
    for (Rule rule : Profile.DEV.rules()) {
      assertEquals(0, rule.holdSeconds(), rule.name());
    }
    for (Rule rule : Profile.PROD.rules()) {
      boolean isSlow = rule.measure() == Measure.TIME_TO_FULL;
      assertEquals(isSlow ? 600 : 60, rule.holdSeconds(), rule.name());
      assertEquals(rule.measure().isCounted(), rule.minimumCount() >= 100, rule.name());
    }
  }

  @Test
  void profiles_are_found_by_the_names_the_configuration_takes() {
    for (Profile profile : Profile.values()) {
      assertEquals(profile, Profile.of(profile.key()));
    }
    assertEquals(null, Profile.of("none"));
  }

  private static List<String> promises(Profile profile) {
    List<String> lines = new ArrayList<>();
    for (Sla sla : profile.slas()) {
      String kind =
          Map.of(
                  OperationWindow.Kind.HTTP_SERVER, "http",
                  OperationWindow.Kind.DB_CLIENT, "db",
                  OperationWindow.Kind.CACHE_LOOKUP, "cache",
                  OperationWindow.Kind.EXECUTOR_RUN, "executor")
              .get(sla.kind());
      lines.add(
          String.join(
              " ",
              sla.name(),
              kind,
              Double.toString(sla.p95Seconds()),
              Double.toString(sla.p99Seconds()),
              Double.toString(sla.availability()),
              Double.toString(sla.warningRatio())));
    }
    return lines;
  }

  private static Map<Measure, List<Double>> levels(Profile profile) {
    Map<Measure, List<Double>> levels = new TreeMap<>();
    for (Rule rule : profile.rules()) {
      levels.put(rule.measure(), List.of(rule.levels().medium(), rule.levels().critical()));
    }
    return levels;
  }

  private static Map<Measure, List<Double>> levels(Object... triples) {
    Map<Measure, List<Double>> levels = new TreeMap<>();
    for (int index = 0; index < triples.length; index += 3) {
      levels.put(
          Measure.valueOf((String) triples[index]),
          List.of(
              ((Number) triples[index + 1]).doubleValue(),
              ((Number) triples[index + 2]).doubleValue()));
    }
    return levels;
  }
}
