package dev.vitals.benchmarks.overhead;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Classes loaded up to the first good answer of the shop, how many came from the archive, and how
 * many of those that the empty agent gets from the archive came from elsewhere.
 */
final class Classes implements Experiment {
  private static final String ARCHIVE = "source: shared objects file";

  private Loaded underTheEmptyAgent;
  private Path jdk;

  private record Loaded(Set<String> archived, Set<String> others) {}

  @Override
  public String name() {
    return "classes";
  }

  @Override
  public String about() {
    return "Classes loaded up to the first good answer of the shop. *Lost* are those that an empty agent gets from the"
        + " JVM's archive and that had to be read from elsewhere.";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("classes_loaded", "loaded", 1, 0),
        new Column("classes_from_archive", "from the archive", 1, 0),
        new Column("classes_lost_from_archive", "lost", 1, 0));
  }

  @Override
  public int rounds() {
    return 3;
  }

  @Override
  public boolean pinned() {
    return false;
  }

  @Override
  public void measure(
      Setup setup, Variant variant, int round, Map<String, Double> values, List<String> problems)
      throws Exception {
    if (underTheEmptyAgent == null || !setup.jdk().equals(jdk)) {
      underTheEmptyAgent = load(setup, Variant.EMPTY, values, problems);
      jdk = setup.jdk();
    }
    Loaded loaded = load(setup, variant, values, problems);
    Set<String> lost = new HashSet<>(underTheEmptyAgent.archived);
    lost.removeAll(loaded.archived);
    lost.retainAll(loaded.others);
    values.put("classes_loaded", (double) loaded.archived.size() + loaded.others.size());
    values.put("classes_from_archive", (double) loaded.archived.size());
    values.put("classes_lost_from_archive", (double) lost.size());
  }

  private static Loaded load(
      Setup setup, Variant variant, Map<String, Double> values, List<String> problems)
      throws Exception {
    Path log = Files.createTempFile("classes", ".log");
    try (Subject subject =
        Subject.start(
            setup,
            Application.SHOP,
            variant,
            false,
            "-Xlog:class+load:file=" + log + "::filecount=0")) {
      subject.prove(values, problems);
      Loaded loaded = new Loaded(new HashSet<>(), new HashSet<>());
      for (String line : Files.readAllLines(log)) {
        int source = line.indexOf(" source: ");
        if (source > 0) {
          String name = line.substring(line.lastIndexOf(' ', source - 1) + 1, source);
          (line.contains(ARCHIVE) ? loaded.archived : loaded.others)
              .add(name.replaceAll("[/+]0x[0-9a-f]+", ""));
        }
      }
      loaded.others.removeAll(loaded.archived);
      return loaded;
    } finally {
      Files.delete(log);
    }
  }
}
