package dev.vitals.api;

import java.util.List;

/**
 * A part of a report: a heading and a table. Plain text that nobody has escaped yet.
 *
 * @param head of the columns
 * @param rows each as long as the head
 */
record Section(String title, List<String> head, List<List<String>> rows) {
  Section {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }
}
