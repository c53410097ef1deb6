package dev.vitals.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Nothing but a place for commands; alone it is a mistake. */
final class Group implements Runnable {
  private CommandSpec spec;

  private Group() {}

  /** A command that has no meaning of its own; others are to be added to it. */
  static CommandLine of(String name, String... description) {
    Group group = new Group();
    CommandSpec spec = CommandSpec.wrapWithoutInspection(group);
    group.spec = spec;
    spec.name(name);
    spec.usageMessage().synopsisSubcommandLabel("<command>").description(description);
    return new CommandLine(spec);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
