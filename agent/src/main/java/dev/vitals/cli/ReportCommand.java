package dev.vitals.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what happened within a period, or writes it into a file. */
@Command(name = "report", description = "Prints what happened within a period.")
final class ReportCommand implements Callable<Integer> {
  private static final Set<String> FORMATS = Set.of("md", "html", "csv", "json");

  private final Console console;

  @Mixin private Place place;

  @Option(
      names = "--period",
      paramLabel = "<period>",
      defaultValue = "24h",
      description = "How far back: from 1m to 90d; ${DEFAULT-VALUE} by default.")
  private String period;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      description = "md, html, csv or json; by default what --out ends with, else md.")
  private String format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "<file>",
      description = "Write it into this file, in place of what is there.")
  private Path out;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    String path = "/report?period=" + DocumentCommand.encoded(period) + "&format=" + wantedFormat();
    try (Api api = place.open()) {
      String report = api.read(path);
      if (out == null) {
        console.print(report);
      } else {
        write(report);
        console.note("written to " + out);
      }
      return ExitCode.OK;
    }
  }

  private String wantedFormat() throws Failure {
    if (json && format != null && !format.equals("json")) {
      throw new Failure(ExitCode.USAGE, "--json and --format " + format + " contradict", "");
    }
    if (json) {
      return "json";
    }
    if (format == null) {
      String name = out == null ? "" : out.toString();
      String ending = name.substring(name.lastIndexOf('.') + 1);
      return FORMATS.contains(ending) ? ending : "md";
    }
    if (!FORMATS.contains(format)) {
      throw new Failure(
          ExitCode.USAGE, "--format takes md, html, csv or json, not '" + format + "'", "");
    }
    return format;
  }

  private void write(String report) throws Failure {
    try {
      Files.writeString(out, report);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILURE,
          out + " cannot be written (" + e.getClass().getSimpleName() + ")",
          "is its folder there, and may you write into it?");
    }
  }
}
