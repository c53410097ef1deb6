package dev.vitals.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the agent in a JVM says about itself. */
@Command(name = "status", description = "Shows what the agent says about itself.")
final class StatusCommand implements Callable<Integer> {
  private static final String EPOCH_MILLIS = " epoch millis";

  private final Console console;

  @Mixin private Target target;

  @Option(names = "--json", description = "Print the agent's JSON as it is.")
  private boolean json;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    String text = Question.ask(target, "status");
    console.print(json ? text : readable(text));
    return ExitCode.OK;
  }

  private static String readable(String text) {
    try {
      StringBuilder out = new StringBuilder();
      append("", Json.read(text), out);
      return out.toString();
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static void appendValue(String name, Object value, StringBuilder out) {
    if (value instanceof Number millis && name.endsWith(EPOCH_MILLIS)) {
      String what = name.substring(0, name.length() - EPOCH_MILLIS.length());
      out.append(what).append(": ").append(Instant.ofEpochMilli(millis.longValue()));
    } else {
      out.append(name).append(": ").append(value == null || value.equals("") ? "-" : value);
    }
    out.append('\n');
  }

  private static void append(String name, Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String inner = String.valueOf(entry.getKey()).replace('_', ' ');
        append(name.isEmpty() ? inner : name + " " + inner, entry.getValue(), out);
      }
    } else if (value instanceof List<?> items) {
      out.append(name).append(items.isEmpty() ? ": none\n" : ":\n");
      for (Object item : items) {
        out.append("  ").append(item instanceof String ? item : Json.write(item)).append('\n');
      }
    } else {
      appendValue(name, value, out);
    }
  }
}
