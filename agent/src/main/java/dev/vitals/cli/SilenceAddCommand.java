package dev.vitals.cli;

import dev.vitals.exporter.model.Actions;
import dev.vitals.judge.AlertMatcher;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has an agent tell nobody of some alerts for a while. */
@Command(
    name = "add",
    description = {
      "Tells nobody of the alerts that all matchers fit, for a while. They stay visible.",
      "A matcher is rule, scope or severity, one of = != =~ !~, and a value; with ~ a pattern with *"
          + " and |, such as 'scope=~/checkout*'."
    })
final class SilenceAddCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Place place;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "<matcher>",
      description = "Such as rule=cpu, severity!=critical or 'scope=~/admin/*'.")
  private List<String> matchers;

  @Option(
      names = "--for",
      paramLabel = "<span>",
      converter = Span.class,
      description = "How long, such as 2h. Either this or --until.")
  private Duration length;

  @Option(
      names = "--until",
      paramLabel = "<time>",
      description = "When it ends, such as 2026-11-21T17:00:00Z.")
  private String until;

  @Option(
      names = "--from",
      paramLabel = "<time>",
      description = "When it begins, such as 2026-11-21T15:00:00Z; else now.")
  private String from;

  @Option(names = "--comment", paramLabel = "<text>", description = "Why.")
  private String comment;

  @Option(names = "--json", description = "Print the agent's JSON as it is.")
  private boolean json;

  SilenceAddCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    String wish = Json.write(wish());
    try (Api api = place.open()) {
      String answer = api.act(Actions.Action.SILENCE, wish);
      Node taken = Node.data(answer);
      String ends = taken.text("ends");
      console.print(
          json
              ? answer
              : "silenced: " + taken.text("id") + (ends.isEmpty() ? "" : ", until " + ends));
      console.warn(taken);
      return ExitCode.OK;
    }
  }

  private Map<String, Object> wish() throws Failure {
    for (String matcher : matchers) {
      try {
        AlertMatcher.parse(matcher);
      } catch (IllegalArgumentException e) {
        throw new Failure(ExitCode.USAGE, "'" + matcher + "': " + e.getMessage(), "");
      }
    }
    if ((length == null) == (until == null)) {
      throw new Failure(ExitCode.USAGE, "either --for or --until says how long", "");
    }
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("matchers", matchers);
    if (from != null) {
      wish.put("starts", instant("--from", from));
    }
    if (length == null) {
      wish.put("ends", instant("--until", until));
    } else {
      wish.put("duration", duration(length));
    }
    if (comment != null) {
      wish.put("comment", comment);
    }
    return wish;
  }

  /** In a unit that needs no fraction. */
  private static String duration(Duration length) {
    long millis = length.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  private static String instant(String option, String text) throws Failure {
    try {
      return Instant.parse(text).toString();
    } catch (DateTimeParseException e) {
      throw new Failure(
          ExitCode.USAGE,
          option + " takes a time such as 2026-11-21T17:00:00Z, not '" + text + "'",
          "");
    }
  }
}
