package dev.vitals.config;

import java.util.List;

/** What many keys take. */
final class Types {
  static final ValueType<Boolean> FLAG = new ValueType.Flag();
  static final ValueType<Double> RATIO = new ValueType.Ratio();
  static final ValueType<Integer> COUNT = new ValueType.Whole(0, 1_000_000_000);
  static final ValueType<String> FILE = new ValueType.Text("the path of a file");
  static final ValueType<String> DIRECTORY = new ValueType.Text("the path of a directory");
  static final ValueType<String> TEXT = new ValueType.Text("one line of text");
  static final ValueType<List<String>> NAMES =
      new ValueType.Texts("names with commas between them");

  private Types() {}
}
