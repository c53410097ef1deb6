package dev.vitals.benchmarks;

import dev.vitals.cli.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one JDK, as they are kept in benchmarks/results: a line per measurement, a sample
 * per round.
 */
final class Results {
  private final Map<String, Object> machine;
  private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

  Results(Map<String, Object> machine) {
    this.machine = machine;
  }

  static Results read(Path file) throws IOException {
    Map<?, ?> json = (Map<?, ?>) Json.read(Files.readString(file));
    Map<String, Object> machine = new LinkedHashMap<>();
    ((Map<?, ?>) json.get("machine")).forEach((key, value) -> machine.put((String) key, value));
    Results results = new Results(machine);
    for (Object each : (List<?>) json.get("measurements")) {
      Map<?, ?> measurement = (Map<?, ?>) each;
      for (Object sample : (List<?>) measurement.get("samples")) {
        results.add((String) measurement.get("name"), Sample.of((Map<?, ?>) sample));
      }
    }
    return results;
  }

  Map<String, Object> machine() {
    return machine;
  }

  void add(String name, Sample sample) {
    samples.computeIfAbsent(name, ignored -> new ArrayList<>()).add(sample);
  }

  /** One sample per round, in the order of the rounds; empty where it was not measured. */
  List<Sample> of(String name) {
    return samples.getOrDefault(name, List.of());
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder("{\n\"machine\": ").append(Json.write(machine));
    text.append(",\n\"measurements\": [");
    String separator = "\n";
    for (Measurement measurement : Plan.ALL) {
      List<Sample> ofIt = of(measurement.name());
      if (ofIt.isEmpty()) {
        continue;
      }
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("name", measurement.name());
      line.put("benchmark", measurement.benchmark());
      line.put("agent", measurement.agent().name());
      line.put("threads", measurement.threads());
      line.put("parameters", measurement.parameters());
      line.put("samples", ofIt.stream().map(Sample::json).toList());
      text.append(separator).append(Json.write(line));
      separator = ",\n";
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text.append("\n]\n}\n"));
  }
}
