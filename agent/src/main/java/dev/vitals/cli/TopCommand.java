package dev.vitals.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what an application spends its time on, again and again until somebody ends it. */
@Command(
    name = "top",
    description = {
      "Shows routes, statements, caches, pools and executors with the most time, as of the last"
          + " minute.",
      "On a terminal it is drawn anew in place; else each look follows the one before."
    })
final class TopCommand implements Callable<Integer> {
  /** So many of each kind an agent tells unless it is asked for more. */
  private static final int MOST_UNASKED = 100;

  private static final int MOST_ROWS = 1_000;

  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR = "\u001b[2J";

  private final Console console;

  @Mixin private Place place;

  @Option(names = "--once", description = "Look once.")
  private boolean once;

  @Option(
      names = "--interval",
      paramLabel = "<span>",
      defaultValue = "2s",
      converter = Span.class,
      description = "How often it looks; every ${DEFAULT-VALUE} by default.")
  private Duration interval;

  @Option(
      names = "--rows",
      paramLabel = "<count>",
      defaultValue = "10",
      description = "So many of each kind; ${DEFAULT-VALUE} by default.")
  private int rows;

  @Option(names = "--json", description = "Print the agent's JSON, one line for each look.")
  private boolean json;

  TopCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    if (rows < 1 || rows > MOST_ROWS) {
      throw new Failure(ExitCode.USAGE, "--rows is from 1 to " + MOST_ROWS, "");
    }
    String path = rows > MOST_UNASKED ? "/metrics?top=" + rows : "/metrics";
    boolean redraws = !once && !json && Terminal.isThere();
    if (redraws) {
      console.out().print(CLEAR);
    }
    try (Api api = place.open()) {
      for (boolean first = true; first || !once; first = false) {
        if (!first) {
          Deadline.rest(interval.toNanos());
        }
        String body = api.read(path);
        if (json) {
          console.print(Json.write(Node.data(body).value()));
          continue;
        }
        String screen =
            TopScreen.of(place.text(), Node.data(body), Node.data(api.read("/health")), rows);
        if (redraws) {
          redraw(screen);
        } else {
          console.print(first ? screen : '\n' + screen);
        }
      }
      return ExitCode.OK;
    }
  }

  /** Line by line over what is there: clearing everything first would flicker. */
  private void redraw(String screen) {
    console.out().print(HOME + screen.replace("\n", CLEAR_LINE + '\n') + CLEAR_BELOW);
    console.out().flush();
  }
}
