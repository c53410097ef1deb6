import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/**
 * A first look at the cost: the sample application without an agent, with an empty one and with Vitals, a fresh JVM per
 * sample, in rotating order. Prints medians, and ratios to the run without an agent of the same round.
 *
 * <pre>java benchmarks/FirstLook.java [rounds [warm-up requests [measured requests]]]</pre>
 *
 * <p>Needs Linux (reads /proc) and a built project. The load comes from this JVM, one request after the other.
 */
public final class FirstLook {
  private static final double TICKS_PER_SECOND = 100;
  private static final String[] VARIANTS = {"none", "empty", "vitals"};

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private FirstLook() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = argument(arguments, 0, 5);
    int warmUp = argument(arguments, 1, 4_000);
    int measured = argument(arguments, 2, 4_000);
    String empty = emptyAgent();
    Map<String, List<double[]>> samples = new LinkedHashMap<>();
    for (String variant : VARIANTS) {
      samples.put(variant, new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < VARIANTS.length; turn++) {
        String variant = VARIANTS[(round + turn) % VARIANTS.length];
        double[] sample = sample(agent(variant, empty), warmUp, measured);
        samples.get(variant).add(sample);
        System.out.printf("round %d %-7s %s%n", round + 1, variant, text(sample));
      }
    }
    System.out.println();
    System.out.println("medians:");
    for (String variant : VARIANTS) {
      System.out.printf("%-7s %s%n", variant, text(median(samples.get(variant))));
    }
    System.out.println("medians of the ratios to none, round by round:");
    for (String variant : VARIANTS) {
      List<double[]> ratios = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        double[] ratio = samples.get(variant).get(round).clone();
        for (int index = 0; index < ratio.length; index++) {
          ratio[index] /= samples.get("none").get(round)[index];
        }
        ratios.add(ratio);
      }
      double[] ratio = median(ratios);
      System.out.printf(
          "%-7s start wall %.3f  start CPU %.3f  CPU per request %.3f  resident %.3f%n",
          variant, ratio[0], ratio[1], ratio[2], ratio[3]);
    }
  }

  /** Seconds and CPU seconds to the first good answer, CPU seconds per request, resident bytes. */
  private static double[] sample(List<String> agent, int warmUp, int measured) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(agent);
    command.addAll(List.of("-Xms256m", "-Xmx256m", "-XX:+UseG1GC"));
    command.addAll(
        List.of("-jar", "sample-app/target/sample-app.jar", "--server.port=" + port));
    long startNanos = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      URI page = URI.create("http://127.0.0.1:" + port + "/products/1");
      while (!answers(page)) {
        if (!process.isAlive() || System.nanoTime() - startNanos > 120e9) {
          throw new IOException("the sample application does not answer: " + command);
        }
      }
      double startSeconds = (System.nanoTime() - startNanos) / 1e9;
      double startCpuSeconds = cpuSeconds(process.pid());
      request(page, warmUp);
      double before = cpuSeconds(process.pid());
      request(page, measured);
      double perRequest = (cpuSeconds(process.pid()) - before) / measured;
      return new double[] {startSeconds, startCpuSeconds, perRequest, resident(process.pid())};
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static boolean answers(URI page) throws InterruptedException {
    try {
      return CLIENT
              .send(
                  HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void request(URI page, int times) throws Exception {
    for (int index = 0; index < times; index++) {
      if (!answers(page)) {
        throw new IOException("a request failed");
      }
    }
  }

  private static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  private static double resident(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException("no VmRSS");
  }

  private static List<String> agent(String variant, String empty) {
    return switch (variant) {
      case "none" -> List.of();
      case "empty" -> List.of("-javaagent:" + empty);
      default -> List.of("-javaagent:agent/target/vitals.jar=port=0");
    };
  }

  private static String emptyAgent() throws IOException {
    Path folder = Files.createTempDirectory("empty-agent");
    Path source = folder.resolve("Empty.java");
    Files.writeString(
        source,
        "public class Empty { public static void premain(String a,"
            + " java.lang.instrument.Instrumentation i) {} }");
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()) != 0) {
      throw new IOException("the empty agent does not compile");
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", "Empty");
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    File jar = folder.resolve("empty.jar").toFile();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar.toPath()), manifest)) {
      out.putNextEntry(new ZipEntry("Empty.class"));
      out.write(Files.readAllBytes(folder.resolve("Empty.class")));
    }
    return jar.getPath();
  }

  private static double[] median(List<double[]> samples) {
    double[] median = new double[samples.get(0).length];
    for (int index = 0; index < median.length; index++) {
      int column = index;
      double[] sorted = samples.stream().mapToDouble(sample -> sample[column]).sorted().toArray();
      int middle = sorted.length / 2;
      median[index] =
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
    return median;
  }

  private static String text(double[] sample) {
    return String.format(
        "start %.2f s wall, %.2f s CPU; %.0f us CPU per request; %.0f MB resident",
        sample[0], sample[1], sample[2] * 1e6, sample[3] / 1e6);
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }
}
