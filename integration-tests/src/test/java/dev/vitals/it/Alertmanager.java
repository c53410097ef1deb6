package dev.vitals.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Alertmanager on a port of its own. */
final class Alertmanager implements AutoCloseable {
  private final Tool tool;
  private final int port;

  private Alertmanager(Tool tool, int port) {
    this.tool = tool;
    this.port = port;
  }

  /** One that shows alerts and tells nobody. */
  static Alertmanager start(Path folder) {
    return start(folder, "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
  }

  static Alertmanager start(Path folder, String configuration) {
    String program = Tool.require("prometheus-alertmanager", "alertmanager");
    int port = Http.freePort();
    try {
      Path file = Files.writeString(folder.resolve("alertmanager.yml"), configuration);
      List<String> command =
          List.of(
              program,
              "--config.file=" + file,
              "--storage.path=" + folder.resolve("alertmanager"),
              "--web.listen-address=127.0.0.1:" + port,
              "--cluster.listen-address=");
      return new Alertmanager(
          Tool.start(
              folder.resolve("alertmanager.log"), command, () -> Http.answers(port, "/-/ready")),
          port);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /** The labels of the alerts that fire, not counting those it hides. */
  List<Map<String, String>> firing() {
    return Http.tree(port, "/api/v2/alerts?active=true&silenced=false&inhibited=false")
        .items()
        .stream()
        .map(alert -> alert.at("labels").texts())
        .toList();
  }

  /** What is said of the alerts that fire. */
  List<String> descriptions() {
    return Http.tree(port, "/api/v2/alerts").items().stream()
        .map(alert -> alert.at("annotations").texts().getOrDefault("description", ""))
        .toList();
  }

  /** Its groups, each with labels and alerts. */
  List<Tree> groups() {
    return Http.tree(port, "/api/v2/alerts/groups").items();
  }

  String said() {
    return tool.said();
  }

  @Override
  public void close() {
    tool.close();
  }
}
