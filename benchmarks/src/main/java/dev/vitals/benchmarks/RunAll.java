package dev.vitals.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything on one JDK and writes benchmarks/results/micro-jdk&lt;version&gt;.json.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar [--quick | --touch] [--jdk home] [--only regex] [--out file]
 * </pre>
 *
 * <p>Ends with 1 when a sample was invalid: an event was dropped, or a call was not seen.
 */
public final class RunAll {
  /** simpleclient adds a line to each of its series unless the environment forbids it. */
  private static final String NO_CREATED = "PROMETHEUS_DISABLE_CREATED_SERIES";

  private RunAll() {}

  public static void main(String[] arguments) throws Exception {
    if (System.getenv(NO_CREATED) == null) {
      System.exit(again(arguments));
    }
    Arguments given = Arguments.of(arguments);
    Path project = project();
    Path folder = given.results() != null ? given.results() : project.resolve("benchmarks/results");
    boolean valid = given.render() || measure(given, project, folder);
    if (given.results() == null) {
      Path page = project.resolve("docs/benchmarks.md");
      Files.writeString(page, MicroSection.render(Files.readString(page), folder));
    }
    System.exit(valid ? 0 : 1);
  }

  private static boolean measure(Arguments given, Path project, Path folder) throws IOException {
    Path jar = project.resolve("agent/target/vitals.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IOException(jar + " is not there: mvn -q -DskipTests package makes it");
    }
    int feature = Machine.feature(given.java());
    Results results = new Results(Machine.describe(project, given.java()));
    boolean valid = run(given, new Trial(jar, given.java(), feature, given.effort()), results);
    Path file = folder.resolve("micro-jdk" + feature + ".json");
    results.write(file);
    System.out.println("written: " + file);
    return valid;
  }

  private static boolean run(Arguments given, Trial trial, Results results) {
    boolean valid = true;
    for (int round = 0; round < given.effort().rounds(); round++) {
      for (Measurement measurement : Plan.ALL) {
        if (!given.only().matcher(measurement.name()).find()) {
          continue;
        }
        Sample sample;
        try {
          sample = trial.run(measurement);
        } catch (RunnerException | IllegalStateException failure) {
          System.out.println(failure);
          sample = Sample.FAILED;
        }
        results.add(measurement.name(), sample);
        boolean good = sample.isValid(measurement);
        valid &= good;
        System.out.printf(
            Locale.ROOT,
            "%d  %-40s %10.1f +- %6.1f ns  CPU %9.1f ns (%9.1f of callers)  %9.3f B (%7.3f)%s%n",
            round + 1,
            measurement.name(),
            sample.scoreNanos(),
            sample.errorNanos(),
            sample.cpuNanos(),
            sample.callerCpuNanos(),
            sample.bytes(),
            sample.callerBytes(),
            good ? "" : "  INVALID: " + sample);
      }
    }
    return valid;
  }

  /** The same in a JVM whose environment, and that of its children, says what it has to. */
  private static int again(String[] arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), RunAll.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put(NO_CREATED, "true");
    return builder.start().waitFor();
  }

  /** The checkout that the running classes were built in. */
  private static Path project() throws URISyntaxException {
    Path built = Path.of(RunAll.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return built.getParent().getParent().getParent();
  }

  private record Arguments(Effort effort, boolean render, String java, Pattern only, Path results) {
    static Arguments of(String[] given) {
      Effort effort = Effort.FULL;
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Pattern only = Pattern.compile("");
      boolean render = false;
      Path results = null;
      for (int index = 0; index < given.length; index++) {
        switch (given[index]) {
          case "--quick" -> effort = Effort.QUICK;
          case "--touch" -> effort = Effort.TOUCH;
          case "--jdk" -> java = Path.of(given[++index], "bin", "java").toString();
          case "--only" -> only = Pattern.compile(given[++index]);
          case "--render" -> render = true;
          case "--results" -> results = Path.of(given[++index]);
          default -> throw new IllegalArgumentException("unknown: " + given[index]);
        }
      }
      return new Arguments(effort, render, java, only, results);
    }
  }
}
