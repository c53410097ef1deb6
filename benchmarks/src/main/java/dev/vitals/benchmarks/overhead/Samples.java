package dev.vitals.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * All samples of one Java, kept in a file with a line for each, which is appended to as they are
 * measured.
 */
final class Samples {
  private final Path file;
  private final List<Sample> all = new ArrayList<>();
  private final List<Map<?, ?>> sessions = new ArrayList<>();

  Samples(Path file) throws IOException {
    this.file = file;
    if (!Files.exists(file)) {
      return;
    }
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank()) {
        continue;
      }
      Map<?, ?> map = (Map<?, ?>) Json.read(line);
      if (map.containsKey("session")) {
        sessions.add((Map<?, ?>) map.get("session"));
      } else {
        all.add(Sample.of(map));
      }
    }
  }

  /** When and where samples were measured, newest last. */
  List<Map<?, ?>> sessions() {
    return sessions;
  }

  void session(Map<String, Object> session) throws IOException {
    sessions.add(session);
    append(Json.write(Map.of("session", session)));
  }

  void add(Sample sample) throws IOException {
    all.add(sample);
    append(sample.json());
  }

  private void append(String line) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  boolean has(Experiment experiment, Variant variant, int round) {
    return valid(experiment.name(), variant).containsKey(round);
  }

  /** Samples that count, by round; the newest of a round. */
  Map<Integer, Sample> valid(String experiment, Variant variant) {
    Map<Integer, Sample> rounds = new TreeMap<>();
    for (Sample sample : all) {
      if (sample.valid()
          && sample.experiment().equals(experiment)
          && sample.variant().equals(variant.label())) {
        rounds.put(sample.round(), sample);
      }
    }
    return rounds;
  }

  int invalid(String experiment, Variant variant) {
    int count = 0;
    for (Sample sample : all) {
      if (!sample.valid()
          && sample.experiment().equals(experiment)
          && sample.variant().equals(variant.label())) {
        count++;
      }
    }
    return count;
  }

  Interval values(String experiment, Variant variant, String value) {
    return Interval.of(
        valid(experiment, variant).values().stream()
            .filter(sample -> sample.values().containsKey(value))
            .mapToDouble(sample -> sample.values().get(value))
            .toArray());
  }

  /**
   * Values by variant of every round that has all of {@code needed}, put through {@code
   * arithmetic}.
   */
  Interval paired(
      String experiment,
      String value,
      List<Variant> needed,
      ToDoubleFunction<Map<Variant, Double>> arithmetic) {
    Map<Integer, Map<Variant, Double>> rounds = new TreeMap<>();
    for (Variant variant : needed) {
      valid(experiment, variant)
          .forEach(
              (round, sample) -> {
                if (sample.values().containsKey(value)) {
                  rounds
                      .computeIfAbsent(round, fresh -> new LinkedHashMap<>())
                      .put(variant, sample.values().get(value));
                }
              });
    }
    return Interval.of(
        rounds.values().stream()
            .filter(round -> round.keySet().containsAll(needed))
            .mapToDouble(arithmetic)
            .toArray());
  }
}
