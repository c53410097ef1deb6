package dev.vitals.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Samples in the text exposition format, read back strictly: what is not a sample or a comment is
 * an error.
 */
record PrometheusText(List<Sample> samples) {
  /** One line of the exposition. */
  record Sample(String name, Map<String, String> labels, double value) {
    String label(String key) {
      return labels.getOrDefault(key, "");
    }
  }

  static PrometheusText parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        samples.add(sample(line));
      }
    }
    return new PrometheusText(samples);
  }

  List<Sample> named(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  double sum(String name) {
    return sum(name, sample -> true);
  }

  double sum(String name, Predicate<Sample> which) {
    return named(name).stream().filter(which).mapToDouble(Sample::value).sum();
  }

  /** The samples of this name by the values of these labels, added up where they coincide. */
  Map<String, Long> by(String name, String... labels) {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : named(name)) {
      StringBuilder key = new StringBuilder();
      for (String label : labels) {
        key.append(key.isEmpty() ? "" : " ").append(sample.label(label));
      }
      counts.merge(key.toString(), (long) sample.value(), Long::sum);
    }
    return counts;
  }

  private static Sample sample(String line) {
    int brace = line.indexOf('{');
    Map<String, String> labels = new LinkedHashMap<>();
    int at;
    String name;
    if (brace < 0) {
      at = line.indexOf(' ');
      name = line.substring(0, at);
    } else {
      name = line.substring(0, brace);
      at = labels(line, brace + 1, labels);
    }
    String value = line.substring(at).trim().split(" ")[0];
    return new Sample(
        name, labels, value.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value));
  }

  private static int labels(String line, int start, Map<String, String> labels) {
    int at = start;
    while (line.charAt(at) != '}') {
      if (line.charAt(at) == ',') {
        at++;
        continue;
      }
      int equals = line.indexOf("=\"", at);
      String key = line.substring(at, equals);
      StringBuilder value = new StringBuilder();
      at = equals + 2;
      for (; line.charAt(at) != '"'; at++) {
        char c = line.charAt(at);
        if (c == '\\') {
          char escaped = line.charAt(++at);
          value.append(escaped == 'n' ? '\n' : escaped);
        } else {
          value.append(c);
        }
      }
      at++;
      if (labels.put(key, value.toString()) != null) {
        throw new IllegalArgumentException("label twice: " + line);
      }
    }
    return at + 1;
  }
}
