package dev.vitals.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Writes the part of docs/benchmarks.md that lies between two comments: all figures come from the
 * results.
 */
final class MicroSection {
  private static final String BEGIN =
      "<!-- micro: written by dev.vitals.benchmarks.MicroSection -->\n";
  private static final String END = "<!-- micro ends -->\n";

  private final SortedMap<Integer, Results> byJava;
  private final StringBuilder out = new StringBuilder();

  private MicroSection(SortedMap<Integer, Results> byJava) {
    this.byJava = byJava;
  }

  /** The page with this part as the results in the folder have it. */
  static String render(String page, Path resultFolder) throws IOException {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException("the page has no place for the figures: " + BEGIN + END);
    }
    return page.substring(0, begin + BEGIN.length())
        + new MicroSection(results(resultFolder)).render()
        + page.substring(end);
  }

  private static SortedMap<Integer, Results> results(Path folder) throws IOException {
    SortedMap<Integer, Results> byJava = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "micro-jdk*.json")) {
        for (Path file : files) {
          byJava.put(
              Integer.parseInt(file.getFileName().toString().replaceAll("[^0-9]", "")),
              Results.read(file));
        }
      }
    }
    return byJava;
  }

  private String render() {
    if (byJava.isEmpty()) {
      return "\nNot measured yet.\n\n";
    }
    twice("The record path, in times of two looks at the clock", Figures::targets);
    twice("Woven, but switched off: nanoseconds more than never woven", Figures::silent);
    table("Bytes the calling thread allocates for it", Figures.bytes());
    twice("Ways to hand an event over, in times of two looks at the clock", Figures::handOffs);
    table(
        "15,000 lines, in times of simpleclient's own histograms",
        Figures.scrapes(Sample::scoreNanos));
    table("The clock, nanoseconds", Figures.each("clock ", Sample::scoreNanos));
    for (String part : List.of("key", "recording", "scrape", "match")) {
      table(heading(part) + ", nanoseconds", Figures.each(part + " ", Sample::scoreNanos));
      table(heading(part) + ", bytes", Figures.each(part + " ", Sample::callerBytes));
    }
    machines();
    return out.append('\n').toString();
  }

  /** By the clock on the wall, and by the CPU of the threads that call. */
  private void twice(String heading, Table table) {
    table(heading, table.of(Sample::scoreNanos));
    table(heading + ", by the CPU of the calling threads", table.of(Sample::callerCpuNanos));
  }

  private void table(String heading, List<Figure> figures) {
    out.append("\n### ").append(heading).append("\n\n| target | | must |");
    byJava.keySet().forEach(java -> out.append(" JDK ").append(java).append(" |"));
    out.append("\n|---|---|---|").append("---:|".repeat(byJava.size())).append('\n');
    for (Figure figure : figures) {
      row(figure.target(), figure.what(), figure.must());
      byJava.values().forEach(results -> out.append(' ').append(figure.cell(results)).append(" |"));
      out.append('\n');
    }
  }

  private void machines() {
    List<String> facts = List.of("cpu", "cores", "os", "jdk", "date", "commit");
    out.append("\n### Where these were measured\n\n| JDK |");
    facts.forEach(fact -> out.append(' ').append(fact).append(" |"));
    out.append("\n|---|").append("---|".repeat(facts.size())).append('\n');
    byJava.forEach(
        (java, results) -> {
          Map<String, Object> machine = results.machine();
          List<String> cells = new ArrayList<>(List.of(Integer.toString(java)));
          facts.forEach(fact -> cells.add(String.valueOf(machine.get(fact))));
          row(cells.toArray(new String[0]));
          out.append('\n');
        });
  }

  private static String heading(String part) {
    return switch (part) {
      case "key" -> "From a text to its number";
      case "recording" -> "What the aggregator does with an event";
      case "scrape" -> "A scrape of 15,000 lines";
      default -> "A class is loaded";
    };
  }

  private void row(String... cells) {
    out.append('|');
    for (String cell : cells) {
      out.append(' ').append(cell).append(" |");
    }
  }

  /** Figures by one way of taking the time. */
  private interface Table {
    List<Figure> of(ToDoubleFunction<Sample> time);
  }
}
