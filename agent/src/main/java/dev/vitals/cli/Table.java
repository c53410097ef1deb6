package dev.vitals.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns; the last column is as wide as it likes. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();

  void row(String... cells) {
    rows.add(cells);
  }

  String render() {
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.length; column++) {
        line.append(row[column]);
        boolean last = column == row.length - 1;
        line.append(" ".repeat(last ? 0 : width(column) - row[column].length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    int width = 0;
    for (String[] row : rows) {
      width = Math.max(width, row.length > column ? row[column].length() : 0);
    }
    return width;
  }
}
