package dev.vitals.exporter.http;

import dev.vitals.exporter.model.Documents;

/**
 * A path that is asked in one way.
 *
 * @param purpose one sentence, in Markdown
 */
record Route(String path, Access access, Page page, String purpose) {
  /** Whether it may take long: one of these is answered at a time, so one worker is left. */
  boolean isExpensive() {
    if (page instanceof Page.Document document) {
      return document.topic() == Documents.Topic.REPORT
          || document.topic() == Documents.Topic.HISTORY;
    }
    return page instanceof Page.Action;
  }
}
