package dev.vitals.exporter.http;

import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Documents;

/** What stands behind a path. */
sealed interface Page {
  /** What the endpoint knows by itself. */
  enum Own implements Page {
    METRICS,
    HEALTHY,
    READY
  }

  /** What is told of judgement and history. */
  record Document(Documents.Topic topic) implements Page {}

  /** What changes or reveals something. */
  record Action(Actions.Action action) implements Page {}

  /** What the command line asks. */
  record Command(String verb) implements Page {}
}
