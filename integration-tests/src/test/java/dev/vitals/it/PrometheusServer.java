package dev.vitals.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Prometheus on a port of its own. */
final class PrometheusServer implements AutoCloseable {
  private final Tool tool;
  private final int port;

  private PrometheusServer(Tool tool, int port) {
    this.tool = tool;
    this.port = port;
  }

  static PrometheusServer start(Path folder, String configuration) {
    String program = Tool.require("prometheus");
    int port = Http.freePort();
    try {
      Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
      List<String> command =
          List.of(
              program,
              "--config.file=" + file,
              "--storage.tsdb.path=" + folder.resolve("prometheus"),
              "--web.listen-address=127.0.0.1:" + port);
      return new PrometheusServer(
          Tool.start(
              folder.resolve("prometheus.log"), command, () -> Http.answers(port, "/-/ready")),
          port);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The series that a query finds, each with {@code metric} and {@code value}. */
  List<Tree> query(String expression) {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return Http.tree(port, "/api/v1/query?query=" + query).at("data", "result").items();
  }

  /** The value of the one series that a query finds; null while there is none. */
  String single(String expression) {
    List<Tree> found = query(expression);
    return found.isEmpty() ? null : found.get(0).at("value").items().get(1).text();
  }

  /** Alerts that are pending or fire, each with labels and state. */
  List<Tree> alerts() {
    return Http.tree(port, "/api/v1/alerts").at("data", "alerts").items();
  }

  String said() {
    return tool.said();
  }

  @Override
  public void close() {
    tool.close();
  }
}
