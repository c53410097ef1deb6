package dev.vitals.exporter.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A strict reader of both formats; throws IllegalArgumentException at the first mistake. */
public final class ParsedExposition {
  /** One family as it was written. */
  public static final class ParsedFamily {
    final String name;
    String type = "";
    String unit = "";
    String help = "";
    final Map<String, ParsedSample> samples = new LinkedHashMap<>();

    ParsedFamily(String name) {
      this.name = name;
    }
  }

  /** One line with a value. */
  public record ParsedSample(String name, Map<String, String> labels, double value) {}

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]Inf|NaN|-?[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?");

  private final boolean openMetrics;
  private final Map<String, ParsedFamily> families = new LinkedHashMap<>();
  private ParsedFamily current;

  private ParsedExposition(boolean openMetrics) {
    this.openMetrics = openMetrics;
  }

  public static Map<String, ParsedFamily> text(String exposition) {
    return new ParsedExposition(false).parse(exposition);
  }

  public static Map<String, ParsedFamily> openMetrics(String exposition) {
    return new ParsedExposition(true).parse(exposition);
  }

  private Map<String, ParsedFamily> parse(String exposition) {
    require(exposition.endsWith("\n"), "no line feed at the end");
    require(exposition.indexOf('\r') < 0, "CR");
    require(exposition.indexOf('\0') < 0, "NUL");
    List<String> lines = new ArrayList<>(List.of(exposition.split("\n", -1)));
    lines.remove(lines.size() - 1);
    if (openMetrics) {
      require(lines.remove(lines.size() - 1).equals("# EOF"), "no EOF");
    }
    for (String line : lines) {
      if (line.startsWith("# ")) {
        metadata(line);
      } else {
        sample(line);
      }
    }
    families.values().forEach(this::checkWhole);
    return families;
  }

  private void metadata(String line) {
    String[] words = line.split(" ", 4);
    require(words.length == 4, line);
    require(NAME.matcher(words[2]).matches(), line);
    if (current == null || !current.name.equals(words[2])) {
      current = new ParsedFamily(words[2]);
      require(families.put(current.name, current) == null, "family twice: " + line);
    }
    require(current.samples.isEmpty(), "metadata after samples: " + line);
    switch (words[1]) {
      case "TYPE" -> {
        require(current.type.isEmpty(), line);
        current.type = words[3];
      }
      case "HELP" -> {
        require(current.help.isEmpty(), line);
        current.help = words[3];
      }
      case "UNIT" -> {
        require(openMetrics && current.unit.isEmpty(), line);
        require(current.name.endsWith("_" + words[3]), line);
        current.unit = words[3];
      }
      default -> throw new IllegalArgumentException(line);
    }
  }

  private void sample(String line) {
    Matcher name = NAME.matcher(line);
    require(name.lookingAt(), line);
    int at = name.end();
    Map<String, String> labels = new LinkedHashMap<>();
    if (line.charAt(at) == '{') {
      at = labels(line, at + 1, labels);
    }
    require(line.charAt(at) == ' ', line);
    String number = line.substring(at + 1);
    require(NUMBER.matcher(number).matches(), line);
    ParsedSample sample =
        new ParsedSample(
            name.group(), labels, Double.parseDouble(number.replace("Inf", "Infinity")));
    require(current != null, "sample without family: " + line);
    checkBelongs(sample, line);
    require(current.samples.put(sample.name + labels, sample) == null, "series twice: " + line);
  }

  private int labels(String line, int start, Map<String, String> labels) {
    int at = start;
    while (line.charAt(at) != '}') {
      Matcher label = LABEL.matcher(line).region(at, line.length());
      require(label.lookingAt(), line);
      at = label.end();
      StringBuilder value = new StringBuilder();
      while (line.charAt(at) != '"') {
        char c = line.charAt(at++);
        if (c == '\\') {
          char escaped = line.charAt(at++);
          require("\\\"n".indexOf(escaped) >= 0, line);
          c = escaped == 'n' ? '\n' : escaped;
        }
        require(!Character.isSurrogate(c) || isPaired(line, at - 1), line);
        value.append(c);
      }
      at++;
      require(value.length() > 0, "empty label value: " + line);
      require(labels.put(label.group(1), value.toString()) == null, "label twice: " + line);
      if (line.charAt(at) == ',') {
        at++;
        require(!openMetrics || line.charAt(at) != '}', "comma at the end: " + line);
      }
    }
    require(at > start, "empty braces: " + line);
    return at + 1;
  }

  private static boolean isPaired(String line, int at) {
    return Character.isHighSurrogate(line.charAt(at))
        ? Character.isLowSurrogate(line.charAt(at + 1))
        : Character.isHighSurrogate(line.charAt(at - 1));
  }

  private void checkBelongs(ParsedSample sample, String line) {
    String suffix =
        sample.name.startsWith(current.name) ? sample.name.substring(current.name.length()) : "?";
    boolean bucket = suffix.equals("_bucket");
    require(sample.labels.containsKey("le") == bucket, line);
    switch (current.type) {
      case "counter" -> {
        require(suffix.equals(openMetrics ? "_total" : ""), line);
        require(sample.value >= 0, line);
      }
      case "gauge" -> require(suffix.isEmpty(), line);
      case "histogram" -> require(bucket || suffix.equals("_count") || suffix.equals("_sum"), line);
      case "info" -> require(openMetrics && suffix.equals("_info") && sample.value == 1, line);
      case "stateset" -> {
        require(openMetrics && suffix.isEmpty(), line);
        require(sample.value == 0 || sample.value == 1, line);
        require(sample.labels.containsKey(current.name), line);
      }
      default -> throw new IllegalArgumentException(current.type);
    }
  }

  private void checkWhole(ParsedFamily family) {
    require(!family.type.isEmpty() && !family.help.isEmpty(), family.name);
    require(!family.samples.isEmpty(), "family without samples: " + family.name);
    require(
        !(family.type.equals("info") || family.type.equals("stateset")) || family.unit.isEmpty(),
        family.name);
    if (family.type.equals("histogram")) {
      checkHistogram(family);
    }
  }

  private void checkHistogram(ParsedFamily family) {
    Map<Map<String, String>, double[]> lastBoundAndCount = new LinkedHashMap<>();
    for (ParsedSample sample : family.samples.values()) {
      if (sample.name.endsWith("_bucket")) {
        Map<String, String> series = new LinkedHashMap<>(sample.labels);
        double bound = Double.parseDouble(series.remove("le").replace("Inf", "Infinity"));
        double[] last =
            lastBoundAndCount.getOrDefault(series, new double[] {Double.NEGATIVE_INFINITY, 0});
        require(bound > last[0] && sample.value >= last[1], family.name + sample);
        lastBoundAndCount.put(series, new double[] {bound, sample.value});
      }
    }
    lastBoundAndCount.forEach(
        (series, last) -> {
          require(last[0] == Double.POSITIVE_INFINITY, family.name + series);
          ParsedSample count = family.samples.get(family.name + "_count" + series);
          require(count != null && count.value == last[1], family.name + series);
          require(family.samples.containsKey(family.name + "_sum" + series), family.name + series);
        });
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException(what);
    }
  }
}
