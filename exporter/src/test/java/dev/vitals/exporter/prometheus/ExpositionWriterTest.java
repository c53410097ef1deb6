package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ours beside simpleclient's, byte for byte. */
class ExpositionWriterTest {
  private static final String[] TEXTS = {
    "",
    "a",
    "/shop/{id}",
    "quo\"te",
    "back\\slash",
    "new\nline",
    "\u00e4\u20ac",
    "\ud83d\ude00",
    "lone\ud83d",
    "\ude00lone",
    "cr\rnul\0",
    "x".repeat(300)
  };
  private static final double[] VALUES = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    9_999_999,
    1e7,
    1.5e7,
    123_456_789,
    Long.MAX_VALUE,
    1e300,
    -1e-300,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1.0 / 3,
    9_999_999.5
  };

  @Test
  void writes_a_lifelike_and_a_full_snapshot_as_simpleclient_does() throws IOException {
    for (Naming naming : Naming.values()) {
      isTheSame(FullSnapshot.withSpares(), naming);
      isTheSame(LifelikeSnapshot.of(naming), naming);
    }
  }

  @Test
  void writes_all_values_texts_and_types_as_simpleclient_does() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      List<Family> families = new ArrayList<>();
      for (MetricType type : MetricType.values()) {
        families.add(family(random, type));
      }
      isTheSame(FullSnapshot.of(families), Naming.OTEL);
    }
  }

  private static void isTheSame(Snapshot snapshot, Naming naming) throws IOException {
    assertEquals(
        Theirs.render(TextFormat.CONTENT_TYPE_004, snapshot, naming),
        Exposition.text(snapshot, naming));
    assertEquals(
        Theirs.render(TextFormat.CONTENT_TYPE_OPENMETRICS_100, snapshot, naming),
        Exposition.openMetrics(snapshot, naming));
  }

  private static Family family(Random random, MetricType type) {
    boolean hasUnit =
        type != MetricType.INFO && type != MetricType.STATE_SET && random.nextBoolean();
    String name =
        "m"
            + (hasUnit ? "_seconds" : "")
            + (type == MetricType.COUNTER ? "_total" : type == MetricType.INFO ? "_info" : "");
    List<String> labels = List.of("a", "b", "c").subList(0, random.nextInt(4));
    Metric metric = new Metric(name, type, hasUnit ? "seconds" : "", help(random), labels);
    List<Sample> samples = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      samples.add(sample(random, type, labels.size()));
    }
    return new Family(metric, samples);
  }

  private static String help(Random random) {
    // simpleclient does not clean it; only what we write ourselves stands there.
    return TEXTS[random.nextInt(8)];
  }

  private static Sample sample(Random random, MetricType type, int labels) {
    List<String> values = new ArrayList<>();
    int odd = random.nextInt(10);
    for (int label = odd == 0 ? -1 : odd == 1 ? labels : 0; label < labels; label++) {
      values.add(TEXTS[random.nextInt(TEXTS.length)]);
    }
    // Now and then one that does not fit its metric.
    boolean isDistribution = type == MetricType.HISTOGRAM ^ random.nextInt(20) == 0;
    if (!isDistribution) {
      return new Sample.Point(values, VALUES[random.nextInt(VALUES.length)]);
    }
    double[] bounds = random.nextBoolean() ? new double[] {0.005, 1, 1e7} : new double[0];
    long[] counts = new long[bounds.length];
    long below = 0;
    for (int index = 0; index < counts.length; index++) {
      below += random.nextInt(20_000_000);
      counts[index] = below;
    }
    return new Sample.Distribution(
        values, bounds, counts, below + 1, VALUES[random.nextInt(VALUES.length)]);
  }
}
