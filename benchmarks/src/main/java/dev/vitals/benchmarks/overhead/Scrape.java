package dev.vitals.benchmarks.overhead;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What an agent shows to Prometheus. */
record Scrape(String text) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  static Scrape of(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .timeout(Duration.ofSeconds(30))
            .build();
    return new Scrape(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** The sum over all series of a name. */
  double sum(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(value(line)))
        .sum();
  }

  /** The sum over the series of a name that have a label. */
  double sum(String name, String label) {
    return new Scrape(String.join("\n", text.lines().filter(line -> line.contains(label)).toList()))
        .sum(name);
  }

  long lines() {
    return text.lines().count();
  }

  private static String value(String line) {
    String rest = line.substring(Math.max(line.lastIndexOf('}') + 1, line.indexOf(' '))).trim();
    int space = rest.indexOf(' ');
    return space < 0 ? rest : rest.substring(0, space);
  }
}
