import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the sample shop under the agent, sends it a little load and prints where to look.
 *
 * <p>{@code java sample-app/demo/Demo.java [--seconds N]}, in the root of the built repository.
 */
public final class Demo {

  private static final Path AGENT = Path.of("agent", "target", "vitals.jar");
  private static final Path SHOP = Path.of("sample-app", "target", "sample-app.jar");
  private static final Path SHOP_LOG = Path.of("sample-app", "target", "demo.log");
  private static final Path AGENT_LOG = Path.of("sample-app", "target", "demo-agent.log");

  private static final Pattern SHOP_PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Pattern AGENT_ADDRESS =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1\\]):(\\d+)");

  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration AGENT_LIMIT = Duration.ofSeconds(20); // it starts with the shop
  private static final Predicate<String> REQUESTS =
      line -> line.startsWith("http_server_request_duration_seconds_count");

  private static final int FIRST_LOOK_SECONDS = 10;
  private static final int PAUSE_MILLIS = 40;
  private static final int PRODUCTS = 60;

  private static volatile boolean stopping;

  private final HttpClient http = HttpClient.newHttpClient();
  private final PrintStream out = System.out;
  private final Random random = new Random(1);
  private final Process shop;
  private final String shopUrl;
  private final String agentUrl;
  private long sent;

  private Demo(Process shop) throws IOException, InterruptedException {
    this.shop = shop;
    this.shopUrl = "http://127.0.0.1:" + find(SHOP_PORT, 1, SHOP_LOG, START_LIMIT);
    this.agentUrl = "http://127.0.0.1:" + find(AGENT_ADDRESS, 2, AGENT_LOG, AGENT_LIMIT);
  }

  public static void main(String[] args) throws Exception {
    long seconds = Long.MAX_VALUE;
    if (args.length == 2 && args[0].equals("--seconds") && args[1].matches("\\d{1,9}")) {
      seconds = Long.parseLong(args[1]);
    } else if (args.length != 0) {
      System.err.println("usage: java sample-app/demo/Demo.java [--seconds N]");
      System.exit(2);
    }
    if (!Files.isRegularFile(AGENT) || !Files.isRegularFile(SHOP)) {
      System.err.println(
          "Build first, in the root of the repository: mvn -q -DskipTests package\n"
              + "(looked for "
              + AGENT.toAbsolutePath()
              + " and "
              + SHOP.toAbsolutePath()
              + ")");
      System.exit(1);
    }
    Process shop = start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(shop)));
    try {
      new Demo(shop).run(seconds);
    } catch (IOException e) {
      if (stopping) {
        return; // Ctrl-C reaches the shop too
      }
      System.err.println("The demo ends early: " + e.getMessage());
      System.err.println("The shop's log is " + SHOP_LOG + ". The agent's, " + AGENT_LOG + ":");
      Files.readAllLines(AGENT_LOG).stream().limit(10).forEach(System.err::println);
      System.exit(1);
    }
  }

  private static Process start() throws IOException {
    System.out.println("Starting the shop under the agent ...");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java, "-javaagent:" + AGENT, "-jar", SHOP.toString(), "--server.port=0")
        .redirectOutput(SHOP_LOG.toFile())
        .redirectError(AGENT_LOG.toFile())
        .start();
  }

  private static void stop(Process shop) {
    stopping = true;
    shop.destroy();
    try {
      if (!shop.waitFor(8, TimeUnit.SECONDS)) {
        shop.destroyForcibly();
      }
    } catch (InterruptedException e) {
      shop.destroyForcibly();
    }
  }

  private void run(long seconds) throws IOException, InterruptedException {
    awaitMetrics();
    out.println();
    out.println("  shop     " + shopUrl + "/   (switch faults on and off here)");
    out.println("  metrics  " + agentUrl + "/metrics");
    out.println("  alerts   " + agentUrl + "/api/v1/performance/alerts");
    out.println("  logs     " + SHOP_LOG + ", " + AGENT_LOG);
    out.println();
    out.println("Sending about " + 1000 / PAUSE_MILLIS + " requests a second; Ctrl-C ends it.");
    long firstLook = Math.min(FIRST_LOOK_SECONDS, seconds);
    load(firstLook);
    look();
    out.println("More: curl " + agentUrl + "/metrics");
    load(seconds - firstLook);
    if (seconds > firstLook) {
      look();
    }
  }

  /** Sends one request after the other for so many seconds. */
  private void load(long seconds) throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    while ((System.nanoTime() - startNanos) / 1_000_000_000 < seconds) {
      request();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private void request() throws IOException, InterruptedException {
    int product = 1 + random.nextInt(PRODUCTS);
    String order = "{\"productId\":" + product + ",\"quantity\":1}";
    switch (random.nextInt(10)) {
      case 0 -> get("/products");
      case 1 -> get("/products/" + product + "/reviews");
      case 2 -> get("/search?q=tea");
      case 3 -> post("/orders", order);
      case 4 -> post("/checkout", order);
      case 5 -> get("/price-history");
      case 6 -> get("/products/" + (product + PRODUCTS / 2)); // half of them do not exist
      default -> get("/products/" + product);
    }
  }

  private void get(String path) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(URI.create(shopUrl + path)));
  }

  private void post(String path, String json) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(URI.create(shopUrl + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.discarding());
    sent++;
  }

  /** Prints a few of the lines that the agent has for Prometheus. */
  private void look() throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(1500); // a call is on the page a second after it ended
    List<String> metrics = scrape().body().lines().toList();
    out.println();
    out.printf(
        "%d requests sent; Vitals counted %.0f, of which %.0f were the shop's to its supplier.%n",
        sent,
        sum(metrics, REQUESTS),
        sum(metrics, REQUESTS.and(line -> line.contains("/supplier/"))));
    out.println("The busiest of each kind:");
    out.println();
    show(metrics, 8, REQUESTS);
    show(metrics, 6, line -> line.startsWith("db_client_operation_duration_seconds_count"));
    show(metrics, 4, line -> line.startsWith("cache_gets_total"));
    show(metrics, 3, line -> line.startsWith("jvm_memory_used_bytes") && line.contains("\"heap\""));
    show(metrics, 4, line -> line.startsWith("vitals_events_dropped_total") && value(line) > 0);
    show(metrics, 4, line -> line.startsWith("vitals_alert_active") && value(line) > 0);
    out.println();
  }

  /** Prints the lines with the greatest values. */
  private void show(List<String> metrics, int limit, Predicate<String> wanted) {
    metrics.stream()
        .filter(wanted)
        .sorted(Comparator.comparingDouble(Demo::value).reversed())
        .limit(limit)
        .forEach(line -> out.println("  " + line));
  }

  private static double sum(List<String> metrics, Predicate<String> wanted) {
    return metrics.stream().filter(wanted).mapToDouble(Demo::value).sum();
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private HttpResponse<String> scrape() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(agentUrl + "/metrics"))
            .timeout(Duration.ofSeconds(10))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private void awaitMetrics() throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    while (System.nanoTime() - startNanos < AGENT_LIMIT.toNanos()) {
      try {
        if (scrape().statusCode() == 200) {
          return;
        }
      } catch (ConnectException e) {
        // not listening yet
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IOException(agentUrl + "/metrics does not answer");
  }

  /** Waits until the log has what is looked for, while the shop is alive. */
  private String find(Pattern pattern, int group, Path log, Duration limit)
      throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    while (System.nanoTime() - startNanos < limit.toNanos()) {
      Matcher matcher = pattern.matcher(Files.readString(log));
      if (matcher.find()) {
        return matcher.group(group);
      }
      if (!shop.isAlive()) {
        throw new IOException("the shop exited with code " + shop.exitValue());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("no address in " + log);
  }
}
