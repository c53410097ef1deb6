package dev.vitals.benchmarks.overhead;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures whole applications under Vitals, under other agents and under none, a fresh JVM for
 * every sample, in rotating order, and writes the results and the page made of them.
 *
 * <pre>
 * Compare [--experiments a,b] [--variants a,b] [--rounds N] [--jdk HOME,HOME] [--results FOLDER] [--render]
 * </pre>
 *
 * <p>A sample that is there already is not measured again, so a run that was cut goes on where it
 * ended.
 */
public final class Compare {
  static final List<Experiment> EXPERIMENTS =
      List.of(
          new StartUp(),
          new Classes(),
          new Slope(),
          new Shop(),
          new Footprint(),
          new Idle(),
          new Overflow(),
          new ScrapeEffect(),
          new VirtualThreads());

  private final Options options;
  private final int processors = Runtime.getRuntime().availableProcessors();
  private final Path root = Path.of("").toAbsolutePath();

  private Compare(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    new Compare(Options.of(arguments)).run();
  }

  private void run() throws Exception {
    for (Path jdk : options.jdks()) {
      if (!options.renderOnly()) {
        measure(jdk);
      }
    }
    Files.createDirectories(options.results());
    SortedMap<Integer, Samples> byJava = new TreeMap<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(options.results(), "overhead-jdk*.jsonl")) {
      for (Path file : files) {
        byJava.put(
            Integer.parseInt(file.getFileName().toString().replaceAll("[^0-9]", "")),
            new Samples(file));
      }
    }
    Summary.write(options.results().resolve("overhead.json"), byJava, EXPERIMENTS);
    Page.write(options.page(), byJava, EXPERIMENTS);
  }

  private void measure(Path jdk) throws Exception {
    int version = version(jdk);
    Setup setup = new Setup(root, jdk, new Agents(root));
    Samples samples = new Samples(options.results().resolve("overhead-jdk" + version + ".jsonl"));
    samples.session(session(setup, jdk));
    for (Experiment experiment : EXPERIMENTS) {
      if (!options.wants(experiment) || version < experiment.since()) {
        continue;
      }
      List<Variant> variants =
          new ArrayList<>(experiment.variants().stream().filter(options::wants).toList());
      for (int round = 1; round <= options.rounds(experiment); round++) {
        for (int turn = 0; turn < variants.size(); turn++) {
          Variant variant = variants.get((round + turn) % variants.size());
          if (!samples.has(experiment, variant, round)) {
            samples.add(sample(setup, experiment, variant, round));
          }
        }
      }
    }
  }

  private Sample sample(Setup setup, Experiment experiment, Variant variant, int round)
      throws Exception {
    Proc.pin(ProcessHandle.current().pid(), experiment.pinned() ? "1" : "0-" + (processors - 1));
    Map<String, Double> values = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    long startNanos = System.nanoTime();
    double busySeconds = Proc.machineBusySeconds();
    double ownSeconds = Proc.cpuSecondsOfThisAndEnded();
    try {
      experiment.measure(setup, variant, round, values, problems);
    } catch (IOException | RuntimeException failure) {
      problems.add(String.valueOf(failure));
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    values.put("sample_seconds", seconds);
    busySeconds = Proc.machineBusySeconds() - busySeconds;
    ownSeconds = Proc.cpuSecondsOfThisAndEnded() - ownSeconds;
    values.put("foreign_cores", (busySeconds - ownSeconds) / seconds);
    Sample sample = new Sample(experiment.name(), variant.label(), round, values, problems);
    System.out.println(sample.json());
    return sample;
  }

  private Map<String, Object> session(Setup setup, Path jdk) throws IOException {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    session.put("java", release(jdk, "JAVA_RUNTIME_VERSION", "JAVA_VERSION"));
    session.put("processors", (double) processors);
    session.put("kernel", System.getProperty("os.version"));
    session.put("commit", commit());
    Map<String, Object> agents = new LinkedHashMap<>();
    for (Variant variant : Variant.values()) {
      if (!variant.artifact().isEmpty() && options.wants(variant)) {
        agents.put(variant.label(), setup.agents().jar(variant).getFileName().toString());
      }
    }
    session.put("agents", agents);
    return session;
  }

  /** Of the sources that Vitals was built from, as far as they are committed. */
  private String commit() throws IOException {
    Process git =
        new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "--short", "HEAD").start();
    return new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
  }

  private static int version(Path jdk) throws IOException {
    return Integer.parseInt(release(jdk, "JAVA_VERSION").split("[.+-]")[0]);
  }

  private static String release(Path jdk, String... keys) throws IOException {
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(jdk.resolve("release"))) {
      release.load(in);
    }
    for (String key : keys) {
      if (release.containsKey(key)) {
        return release.getProperty(key).replace("\"", "");
      }
    }
    throw new IOException("no " + keys[0] + " in the release file of " + jdk);
  }
}
