package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What agents, Prometheus and Alertmanager of a fleet read: the files in deploy/ where there are
 * some.
 */
final class FleetFiles {
  private static final Path DEPLOY = Path.of("..", "deploy");

  private FleetFiles() {}

  /** Limits at the edge of a bucket, and windows that Prometheus can have, too. */
  static String agent(String job, Path targets, Duration interval) {
    return """
        service.name: JOB
        server.port: 0
        server.file-sd-dir: TARGETS
        thresholds:
          interval: INTERVALs
          window: 60s
        rules:
          - name: http-latency-p95
            scope: /pause/
            warning: 250ms
            critical: off
            minimum-count: 20
            for: 6s
            keep-firing: 6s
            recovery: 1
          - name: http-error-rate
            scope: /status/
            warning: 10%
            critical: off
            minimum-count: 20
            for: 6s
            keep-firing: 6s
            recovery: 1
          - {name: db-latency-p95, enabled: false}
          - {name: cache-miss-rate, enabled: false}
          - {name: heap-after-gc, enabled: false}
          - {name: container-memory, enabled: false}
          - {name: cpu, enabled: false}
        """
        .replace("JOB", job)
        .replace("TARGETS", targets.toString())
        .replace("INTERVAL", Long.toString(interval.toSeconds()));
  }

  /** The one in deploy/, only quicker, and with what is of this machine. */
  static String prometheus(Path targets, Alertmanager alertmanager, Duration interval)
      throws IOException {
    String seconds = interval.toSeconds() + "s";
    String text = Files.readString(DEPLOY.resolve("prometheus.yml"));
    text = replaced(text, "scrape_interval: 15s", "scrape_interval: " + seconds);
    text = replaced(text, "evaluation_interval: 15s", "evaluation_interval: " + seconds);
    text = replaced(text, "127.0.0.1:9093", "127.0.0.1:" + alertmanager.port());
    text = replaced(text, "127.0.0.1:9464", "127.0.0.1:1");
    return replaced(text, "/var/lib/vitals/targets/*.json", targets + "/*.json");
  }

  /** The one in deploy/; nothing is told to anybody outside of this machine. */
  static String alertmanager() throws IOException {
    String text = Files.readString(DEPLOY.resolve("alertmanager.yml"));
    return replaced(text, "mail.example.com:587", "127.0.0.1:1");
  }

  /** As the command line writes them, checked and tested by Prometheus' own tool. */
  static void writeRules(Path folder, Path file) throws IOException {
    String promtool = Tool.require("promtool");
    Path rules = folder.resolve("rules");
    VitalsCommand.run(Jdk.newest(), "rules", "--config", file.toString(), "--out", rules.toString())
        .expect(0);
    String written = rules.resolve("vitals.yml").toString();
    String tests = rules.resolve("tests").resolve("vitals_test.yml").toString();
    System.out.println(
        VitalsCommand.run(List.of(promtool, "check", "rules", written)).expect(0).output());
    System.out.println(
        VitalsCommand.run(List.of(promtool, "test", "rules", tests)).expect(0).output());
    String printed =
        VitalsCommand.run(Jdk.newest(), "rules", "--config", file.toString()).expect(0).output();
    assertTrue(printed.contains(Files.readString(Path.of(written)).strip()), printed);
  }

  /** The instances that have announced themselves, and the ports they listen on. */
  static Map<String, Integer> entries(String job, Path targets) {
    Map<String, Integer> ports = new TreeMap<>();
    try (Stream<Path> files = Files.list(targets)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        for (Tree entry : Tree.parse(Files.readString(file)).items()) {
          assertEquals(job, entry.at("labels").text("job"));
          String target = entry.at("targets").items().get(0).text();
          ports.put(
              entry.at("labels").text("instance"),
              Integer.parseInt(target.substring(target.lastIndexOf(':') + 1)));
        }
      }
    } catch (NoSuchFileException gone) {
      return ports;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return ports;
  }

  private static String replaced(String text, String old, String other) {
    assertTrue(text.contains(old), old + " is not in " + text);
    return text.replace(old, other);
  }
}
