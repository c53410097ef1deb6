package dev.vitals.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes the part of docs/benchmarks.md that lies between two comments: all figures come from the
 * samples.
 */
final class Page {
  private static final String BEGIN =
      "<!-- overhead: written by dev.vitals.benchmarks.overhead.Page -->\n";
  private static final String END = "<!-- overhead ends -->\n";

  private final SortedMap<Integer, Samples> byJava;
  private final StringBuilder out = new StringBuilder();

  private Page(SortedMap<Integer, Samples> byJava) {
    this.byJava = byJava;
  }

  static void write(Path file, SortedMap<Integer, Samples> byJava, List<Experiment> experiments)
      throws IOException {
    String old = Files.exists(file) ? Files.readString(file) : BEGIN + END;
    int begin = old.indexOf(BEGIN);
    int end = old.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(file + " has no place for the comparison: " + BEGIN + END);
    }
    Page page = new Page(byJava);
    page.targets();
    for (Experiment experiment : experiments) {
      page.experiment(experiment);
    }
    page.sessions();
    Files.writeString(
        file, old.substring(0, begin + BEGIN.length()) + page.out + old.substring(end));
  }

  private void targets() {
    out.append("\n### Targets\n\n| | what | must |");
    byJava.keySet().forEach(java -> out.append(" JDK ").append(java).append(" |"));
    out.append("\n|---|---|---|").append("---|".repeat(byJava.size())).append('\n');
    for (Target target : Targets.ALL) {
      row(target.id(), target.what(), target.must());
      byJava.values().forEach(samples -> out.append(' ').append(target.cell(samples)).append(" |"));
      out.append('\n');
    }
  }

  private void experiment(Experiment experiment) {
    out.append("\n### ").append(experiment.name()).append("\n\n").append(experiment.about());
    out.append('\n');
    for (Map.Entry<Integer, Samples> java : byJava.entrySet()) {
      Samples samples = java.getValue();
      if (experiment.variants().stream()
          .allMatch(variant -> samples.valid(experiment.name(), variant).isEmpty())) {
        continue;
      }
      out.append("\nJDK ").append(java.getKey()).append(":\n\n| agent | rounds |");
      for (Column column : experiment.columns()) {
        out.append(' ').append(column.heading()).append(" | to none |");
      }
      out.append("\n|---|---:|").append("---:|---:|".repeat(experiment.columns().size()));
      out.append('\n');
      for (Variant variant : experiment.variants()) {
        variant(samples, experiment, variant);
      }
    }
  }

  private void variant(Samples samples, Experiment experiment, Variant variant) {
    int rounds = samples.valid(experiment.name(), variant).size();
    if (rounds == 0) {
      return;
    }
    int invalid = samples.invalid(experiment.name(), variant);
    row(variant.label(), rounds + (invalid == 0 ? "" : " (and " + invalid + " invalid)"));
    for (Column column : experiment.columns()) {
      Interval value = samples.values(experiment.name(), variant, column.value());
      Interval ratio =
          samples.paired(
              experiment.name(),
              column.value(),
              variant == Variant.NONE ? List.of(Variant.NONE) : List.of(Variant.NONE, variant),
              each -> each.get(variant) / each.get(Variant.NONE));
      out.append(' ').append(column.text(value.median())).append(" | ");
      out.append(variant == Variant.NONE ? "1" : ratio(ratio)).append(" |");
    }
    out.append('\n');
  }

  private static String ratio(Interval ratio) {
    if (ratio.count() == 0 || !Double.isFinite(ratio.median())) {
      return "–";
    }
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", ratio.median(), ratio.low(), ratio.high());
  }

  private void sessions() {
    out.append("\n### Where\n\n| JDK | when | Java | processors | Linux | agents |\n");
    out.append("|---|---|---|---|---|---|\n");
    byJava.forEach(
        (java, samples) -> {
          if (!samples.sessions().isEmpty()) {
            Map<?, ?> last = samples.sessions().get(samples.sessions().size() - 1);
            row(
                Integer.toString(java),
                text(last.get("at")),
                text(last.get("java")),
                text(((Double) last.get("processors")).intValue()),
                text(last.get("kernel")),
                String.join(
                    ", ",
                    ((Map<?, ?>) last.get("agents"))
                        .values().stream().map(Page::text).distinct().toList()));
            out.append('\n');
          }
        });
    out.append('\n');
  }

  private void row(String... cells) {
    out.append('|');
    for (String cell : cells) {
      out.append(' ').append(cell).append(" |");
    }
  }

  private static String text(Object value) {
    return String.valueOf(value);
  }
}
