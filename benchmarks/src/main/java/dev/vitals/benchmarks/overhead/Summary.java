package dev.vitals.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Medians with their intervals of everything that was measured, as a JSON file beside the samples.
 */
final class Summary {
  private Summary() {}

  static void write(Path file, SortedMap<Integer, Samples> byJava, List<Experiment> experiments)
      throws IOException {
    StringBuilder out = new StringBuilder("[\n");
    for (Map.Entry<Integer, Samples> java : byJava.entrySet()) {
      for (Experiment experiment : experiments) {
        for (Variant variant : experiment.variants()) {
          for (Column column : experiment.columns()) {
            line(out, java.getKey(), java.getValue(), experiment.name(), variant, column.value());
          }
        }
      }
    }
    int last = out.lastIndexOf(",\n");
    Files.writeString(file, (last < 0 ? out : out.deleteCharAt(last)).append("]\n"));
  }

  private static void line(
      StringBuilder out,
      int java,
      Samples samples,
      String experiment,
      Variant variant,
      String value) {
    Interval values = samples.values(experiment, variant, value);
    if (values.count() == 0) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("jdk", (double) java);
    line.put("experiment", experiment);
    line.put("variant", variant.label());
    line.put("value", value);
    line.put("rounds", (double) values.count());
    line.put("median", values.median());
    line.put("median_95", List.of(values.low(), values.high()));
    if (variant != Variant.NONE) {
      Interval ratio =
          samples.paired(
              experiment,
              value,
              List.of(Variant.NONE, variant),
              each -> each.get(variant) / each.get(Variant.NONE));
      if (ratio.count() > 0) {
        line.put("to_none", ratio.median());
        line.put("to_none_95", List.of(ratio.low(), ratio.high()));
      }
    }
    out.append(Json.write(line)).append(",\n");
  }
}
