package dev.vitals.benchmarks.overhead;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for; empty lists mean everything, no rounds mean what an experiment
 * needs.
 */
record Options(
    List<String> experiments,
    List<String> variants,
    int rounds,
    List<Path> jdks,
    Path results,
    Path page,
    boolean renderOnly) {

  static Options of(String[] arguments) {
    List<String> experiments = List.of();
    List<String> variants = List.of();
    int rounds = 0;
    List<Path> jdks = List.of(Path.of(System.getProperty("java.home")));
    Path results = Path.of("benchmarks", "results");
    Path page = Path.of("docs", "benchmarks.md");
    boolean renderOnly = false;
    for (Iterator<String> each = List.of(arguments).iterator(); each.hasNext(); ) {
      String option = each.next();
      switch (option) {
        case "--experiments" -> experiments = List.of(each.next().split(","));
        case "--variants" -> variants = List.of(each.next().split(","));
        case "--rounds" -> rounds = Integer.parseInt(each.next());
        case "--jdk" -> jdks = paths(each.next());
        case "--results" -> results = Path.of(each.next());
        case "--page" -> page = Path.of(each.next());
        case "--render" -> renderOnly = true;
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    variants.forEach(Variant::of);
    return new Options(experiments, variants, rounds, jdks, results, page, renderOnly);
  }

  private static List<Path> paths(String names) {
    List<Path> paths = new ArrayList<>();
    for (String name : names.split(",")) {
      paths.add(Path.of(name));
    }
    return paths;
  }

  boolean wants(Experiment experiment) {
    return experiments.isEmpty() || experiments.contains(experiment.name());
  }

  boolean wants(Variant variant) {
    return variants.isEmpty() || variants.contains(variant.label());
  }

  int rounds(Experiment experiment) {
    return rounds > 0 ? rounds : experiment.rounds();
  }
}
