package dev.vitals.cli;

import dev.vitals.exporter.model.Actions;
import java.util.Locale;

/** One running agent, wherever it runs: what it tells, and what it can be told. */
interface Api extends AutoCloseable {
  /**
   * The body of a document.
   *
   * @param path below {@code /api/v1/performance}, with its query, such as {@code
   *     /alerts?severity=high}
   * @throws Failure also where the agent answers that there is no such document
   */
  String read(String path) throws Failure;

  /**
   * What the agent answers to a wish that changes or reveals something.
   *
   * @param json an object
   */
  String act(Actions.Action action, String json) throws Failure;

  @Override
  void close();

  /** As the command line writes an action, such as {@code show-configuration}. */
  static String word(Actions.Action action) {
    return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
