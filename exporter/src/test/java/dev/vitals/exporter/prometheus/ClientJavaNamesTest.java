package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientJavaNamesTest {
  private final NamedSeries series =
      NamedSeries.text(LifelikeSnapshot.of(Naming.PROMETHEUS), Naming.PROMETHEUS);

  @Test
  void memory_is_that_of_an_area_and_that_of_a_pool() {
    for (String name : List.of("jvm_memory_used_bytes", "jvm_memory_bytes_used")) {
      assertEquals(144, series.value(name, "area=heap"));
      assertEquals(80, series.value(name, "area=nonheap"));
      assertEquals(2, series.of(name).size());
    }
    for (String name : List.of("jvm_memory_pool_used_bytes", "jvm_memory_pool_bytes_used")) {
      assertEquals(40, series.value(name, "pool=G1 Eden Space"));
      assertEquals(Set.of("pool"), series.of(name).get(0).labels().keySet());
    }
    assertEquals(90, series.value("jvm_memory_pool_collection_used_bytes", "pool=G1 Old Gen"));
    assertEquals(5000, series.value("jvm_memory_pool_allocated_bytes_total", "pool=G1 Eden Space"));
  }

  @Test
  void a_limit_that_is_not_there_is_absent() {
    assertEquals(1, series.of("jvm_memory_max_bytes").size());
    assertEquals(512, series.value("jvm_memory_max_bytes", "area=heap"));
    assertEquals(2, series.of("jvm_memory_pool_max_bytes").size());
  }

  @Test
  void threads_are_counted_in_all_and_by_what_they_are() {
    assertEquals(16, series.value("jvm_threads_current"));
    assertEquals(11, series.value("jvm_threads_daemon"));
    assertEquals(20, series.value("jvm_threads_peak"));
    assertEquals(33, series.value("jvm_threads_started_total"));
    assertEquals(5, series.value("jvm_threads_state", "state=TIMED_WAITING"));
    assertEquals(1, series.value("jvm_threads_state", "state=BLOCKED"));
  }

  @Test
  void collections_of_one_collector_are_one_series_whatever_they_ended() {
    Snapshot snapshot =
        FullSnapshot.of(
            JvmMetrics.JVM_GC_DURATION_SECONDS,
            collection("end of minor GC", new long[] {1, 2}, 3, 1.5),
            collection("end of major GC", new long[] {0, 4}, 5, 2));
    NamedSeries shown = NamedSeries.text(snapshot, Naming.PROMETHEUS);
    String name = "jvm_gc_collection_seconds";
    assertEquals(1, shown.value(name + "_bucket", "gc=Both", "le=0.1"));
    assertEquals(6, shown.value(name + "_bucket", "gc=Both", "le=1.0"));
    assertEquals(8, shown.value(name + "_count", "gc=Both"));
    assertEquals(3.5, shown.value(name + "_sum", "gc=Both"));
    assertEquals(Set.of("gc"), shown.of(name + "_count").get(0).labels().keySet());
  }

  @Test
  void classes_and_buffers_have_the_names_of_the_client() {
    assertEquals(900, series.value("jvm_classes_currently_loaded"));
    assertEquals(1000, series.value("jvm_classes_loaded_total"));
    assertEquals(100, series.value("jvm_classes_unloaded_total"));
    assertEquals(16, series.value("jvm_buffer_pool_used_bytes", "pool=direct"));
    assertEquals(16, series.value("jvm_buffer_pool_capacity_bytes", "pool=direct"));
    assertEquals(3, series.value("jvm_buffer_pool_used_buffers", "pool=direct"));
  }

  @Test
  void requests_keep_our_names_as_the_client_has_none() {
    series.value("http_server_request_duration_seconds_count", "http_route=/busy");
  }

  private static Sample collection(String action, long[] cumulativeCounts, long count, double sum) {
    return new Sample.Distribution(
        List.of("Both", action), new double[] {0.1, 1}, cumulativeCounts, count, sum);
  }
}
