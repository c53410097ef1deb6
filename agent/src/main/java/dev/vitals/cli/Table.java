package dev.vitals.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns; the last column is as wide as it likes. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();
  private final int firstNumber;

  Table() {
    this(Integer.MAX_VALUE);
  }

  /**
   * @param firstNumber from this column on they hold numbers, which end below each other
   */
  Table(int firstNumber) {
    this.firstNumber = firstNumber;
  }

  void row(String... cells) {
    rows.add(cells);
  }

  String render() {
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.length; column++) {
        boolean last = column == row.length - 1;
        if (column >= firstNumber) {
          line.append(" ".repeat(width(column) - row[column].length())).append(row[column]);
          line.append(last ? "" : "  ");
        } else {
          line.append(row[column]);
          line.append(" ".repeat(last ? 0 : width(column) - row[column].length() + 2));
        }
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
