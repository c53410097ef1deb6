package dev.vitals.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches the alerts for a while, and ends with an exit code that says whether all was well. */
@Command(
    name = "monitor",
    description = {
      "Watches the alerts for a while and prints a line for each that changes.",
      "The exit code is 6 when one fired (or fired already) that is not silenced: for load tests."
    })
final class MonitorCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Place place;

  @Option(
      names = "--duration",
      paramLabel = "<span>",
      required = true,
      converter = Span.class,
      description = "How long, such as 30s or 10m.")
  private Duration duration;

  @Option(
      names = "--interval",
      paramLabel = "<span>",
      defaultValue = "2s",
      converter = Span.class,
      description = "How often it looks; every ${DEFAULT-VALUE} by default.")
  private Duration interval;

  @Option(names = "--json", description = "Print one JSON object on each line.")
  private boolean json;

  MonitorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    AlertChanges changes = new AlertChanges();
    long endNanos = System.nanoTime() + duration.toNanos();
    try (Api api = place.open()) {
      long leftNanos;
      do {
        Node data = Node.data(api.read("/alerts"));
        for (AlertChanges.Change change : changes.next(data.required("alerts"))) {
          console.print(json ? object(change) : line(change));
        }
        leftNanos = endNanos - System.nanoTime();
        Deadline.rest(Math.min(leftNanos, interval.toNanos()));
      } while (leftNanos > 0);
    }
    console.note(
        changes.fired()
            + (changes.fired() == 1 ? " alert" : " alerts")
            + " fired within "
            + Figures.span(duration.toMillis() / 1e3)
            + ", "
            + changes.firing()
            + (changes.firing() == 1 ? " fires now" : " fire now"));
    return changes.fired() == 0 ? ExitCode.OK : ExitCode.FIRED;
  }

  private static String line(AlertChanges.Change change) {
    Node alert = change.alert();
    String silencedBy = alert.text("silenced_by");
    return now()
        + ' '
        + padded(change.kind().word())
        + ' '
        + padded(alert.text("severity"))
        + ' '
        + alert.text("rule")
        + (alert.text("scope").isEmpty() ? "" : " " + alert.text("scope"))
        + ": "
        + alert.text("message")
        + (silencedBy.isEmpty() ? "" : " (silenced by " + silencedBy + ")");
  }

  private static String object(AlertChanges.Change change) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("timestamp", now());
    object.put("change", change.kind().word());
    object.put("alert", change.alert().value());
    return Json.write(object);
  }

  private static String padded(String word) {
    return word + " ".repeat(Math.max(0, 8 - word.length()));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
