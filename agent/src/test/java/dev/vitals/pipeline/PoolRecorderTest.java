package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is recorded of calls to a pool. */
class PoolRecorderTest {
  private static final int SESSION = 7;

  private final Events events = new Events(65_536, 1);
  private final PoolRecorder pools = new PoolRecorder(events);
  private final Recorder recorder =
      new Recorder(SESSION, null, null, null, null, pools, null, 1, (i, t) -> {});
  private final Object pool = new Object();
  private final Object connection = new Object();

  @AfterEach
  void forget() {
    Frame.discard();
  }

  @Test
  void a_pool_within_a_pool_is_waited_for_once() {
    Frame outer = recorder.open(SESSION, Kind.POOL_GET);
    Frame inner = recorder.open(SESSION, Kind.POOL_GET);
    close(Kind.POOL_GET, inner);
    close(Kind.POOL_GET, outer);
    assertEquals(List.of(PoolRecorder.WAIT), recorded());
  }

  @Test
  void a_pool_opens_connections_while_somebody_waits() {
    Frame get = recorder.open(SESSION, Kind.POOL_GET);
    Frame open = recorder.open(SESSION, Kind.POOL_OPEN);
    close(Kind.POOL_OPEN, open);
    close(Kind.POOL_GET, get);
    assertEquals(List.of(PoolRecorder.OPEN, PoolRecorder.WAIT), recorded());
  }

  @Test
  void a_connection_is_in_use_only_once_somebody_has_asked_for_it() {
    note(Kind.POOL_LENT, connection, null);
    note(Kind.POOL_RETURNED, pool, connection);
    assertEquals(List.of(), recorded());

    lendAndReturn(Kind.POOL_GET);
    note(Kind.POOL_RETURNED, pool, connection);
    assertEquals(List.of(PoolRecorder.WAIT, PoolRecorder.USE), recorded());
  }

  @Test
  void who_has_asked_is_answered_also_on_a_thread_of_ours_and_within_another_pool() {
    PoolCounts counts = pools.table().of(pool, null);
    note(Kind.POOL_ASKING, pool, null);
    Frame outer = recorder.open(SESSION, Kind.POOL_GET_ASKED);
    note(Kind.POOL_ASKING, pool, null);
    assertEquals(2, counts.asking.sum());
    close(Kind.POOL_GET_ASKED, recorder.open(SESSION, Kind.POOL_GET_ASKED));
    close(Kind.POOL_GET_ASKED, outer);
    assertEquals(0, counts.asking.sum());

    Frame.current().muted = true;
    note(Kind.POOL_ASKING, pool, null);
    close(Kind.POOL_GET_ASKED, recorder.open(SESSION, Kind.POOL_GET_ASKED));
    assertEquals(0, counts.asking.sum());
    assertEquals(List.of(PoolRecorder.WAIT), recorded());
  }

  @Test
  void calls_of_another_session_are_not_recorded() {
    recorder.close(
        SESSION + 1,
        Kind.POOL_GET,
        recorder.open(SESSION + 1, Kind.POOL_GET),
        pool,
        null,
        connection,
        null);
    recorder.note(SESSION + 1, Kind.POOL_CREATED, pool, null, null, 1);
    assertEquals(List.of(), recorded());
    assertEquals(0, pools.table().pools.size());
  }

  @Test
  void a_known_connection_of_a_known_pool_costs_no_memory() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertNotNull(threads);
    long thread = Thread.currentThread().getId();
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 30; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int call = 0; call < 4_000; call++) {
        lendAndReturn(Kind.POOL_GET);
      }
      allocated = Math.min(allocated, threads.getThreadAllocatedBytes(thread) - before);
      events.drain((attributes, nanos) -> {});
    }
    assertTrue(allocated < 4_000, "bytes for 4,000 uses: " + allocated);
  }

  private void lendAndReturn(int kind) {
    Frame frame = recorder.open(SESSION, kind);
    note(Kind.POOL_LENT, connection, null);
    close(kind, frame);
    note(Kind.POOL_RETURNED, pool, connection);
  }

  private void close(int kind, Frame frame) {
    recorder.close(SESSION, kind, frame, pool, null, connection, null);
  }

  private void note(int kind, Object self, Object argument) {
    recorder.note(SESSION, kind, self, argument, null, 1);
  }

  private List<Integer> recorded() {
    List<Integer> operations = new ArrayList<>();
    events.drain((attributes, nanos) -> operations.add(PoolRecorder.operation(attributes)));
    return operations;
  }
}
