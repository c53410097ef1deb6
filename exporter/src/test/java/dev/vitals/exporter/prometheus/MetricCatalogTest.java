package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricCatalogTest {
  @Test
  void lists_every_constant_under_the_name_of_its_metric() throws IllegalAccessException {
    List<Metric> declared = new ArrayList<>();
    for (Class<?> part :
        List.of(
            ApplicationMetrics.class,
            PoolMetrics.class,
            ExecutorMetrics.class,
            JvmMetrics.class,
            HostMetrics.class,
            JudgementMetrics.class,
            AgentMetrics.class)) {
      for (Field field : part.getFields()) {
        Metric metric = (Metric) field.get(null);
        assertEquals(metric.name().toUpperCase(Locale.ROOT), field.getName());
        declared.add(metric);
      }
    }
    assertEquals(Set.copyOf(declared), Set.copyOf(MetricCatalog.ALL));
    assertEquals(declared.size(), MetricCatalog.ALL.size());
  }

  @Test
  void has_no_name_twice() {
    Set<String> names = new HashSet<>();
    for (Metric metric : MetricCatalog.ALL) {
      assertTrue(names.add(metric.name()), metric.name());
    }
  }

  @Test
  void keeps_the_naming_rules_of_prometheus() {
    for (Metric metric : MetricCatalog.ALL) {
      String name = metric.name();
      assertTrue(name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"), name);
      assertEquals(metric.type() == MetricType.COUNTER, name.endsWith("_total"), name);
      assertEquals(metric.type() == MetricType.INFO, name.endsWith("_info"), name);
      assertTrue(metric.help().endsWith("."), name);
      assertEquals(metric.labels().size(), Set.copyOf(metric.labels()).size(), name);
      for (String label : metric.labels()) {
        assertTrue(label.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"), name + " " + label);
        assertFalse(Set.of("le", "quantile", "job", "instance", "alertname").contains(label), name);
        assertFalse(label.equals(MetricCatalog.OVERFLOW_LABEL), name);
      }
    }
  }

  @Test
  void names_the_unit_that_the_name_ends_with() {
    assertEquals("seconds", AgentMetrics.VITALS_CPU_SECONDS_TOTAL.unit());
    assertEquals("bytes", HostMetrics.SYSTEM_DISK_IO_BYTES_TOTAL.unit());
    assertEquals("ratio", JvmMetrics.JVM_CPU_RECENT_UTILIZATION_RATIO.unit());
    assertEquals("", JvmMetrics.JVM_THREAD_COUNT.unit());
  }

  @Test
  void gives_every_histogram_ascending_bounds() {
    int histograms = 0;
    for (Metric metric : MetricCatalog.ALL) {
      if (metric.type() == MetricType.HISTOGRAM) {
        histograms++;
        double[] bounds = Buckets.of(metric);
        for (int i = 1; i < bounds.length; i++) {
          assertTrue(bounds[i - 1] < bounds[i], metric.name());
        }
      }
    }
    assertEquals(10, histograms);
  }
}
