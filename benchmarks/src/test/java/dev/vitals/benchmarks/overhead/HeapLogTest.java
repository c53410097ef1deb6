package dev.vitals.benchmarks.overhead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HeapLogTest {
  @Test
  void adds_up_what_was_allocated_between_collections_as_jdk_17_and_25_write_it() throws Exception {
    HeapLog heap = new HeapLog();
    try {
      String option = heap.option();
      Path file =
          Path.of(option.substring(option.indexOf("file=") + 5, option.indexOf("::filecount")));
      Files.writeString(
          file,
          """
          [1.0s][debug][gc,heap] GC(0) Heap before GC invocations=0 (full 0): \
          garbage-first heap   total 262144K, used 100K [0x00, 0x01)
          [1.1s][debug][gc,heap] GC(0) Heap after GC invocations=1 (full 0): \
          garbage-first heap   total 262144K, used 30K [0x00, 0x01)
          [2.0s][debug][gc,heap] GC(1) Heap Before GC invocations=1 (full 0):
          [2.0s][debug][gc,heap] GC(1)  garbage-first heap   total reserved 262144K, \
          committed 262144K, used 90K [0x00, 0x01)
          [2.1s][debug][gc,heap] GC(1) Heap After GC invocations=2 (full 1):
          [2.1s][debug][gc,heap] GC(1)  garbage-first heap   total reserved 262144K, \
          committed 262144K, used 40K [0x00, 0x01)
          """);
      assertEquals((100 + 60) * 1024.0, heap.mark().allocatedBytes());
      assertEquals(40 * 1024.0, heap.mark().liveBytes());
    } finally {
      heap.delete();
    }
  }
}
