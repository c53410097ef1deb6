package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.probe.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;

/** What is counted of executors, before anybody asks for it. */
class ExecutorRecorderTest {
  private final ExecutorRecorder recorder = new ExecutorRecorder(9);

  @Test
  void beyond_the_places_executors_are_refused_and_counted() {
    List<Object> kept = new ArrayList<>();
    for (int index = 0; index < ExecutorRecorder.EXECUTORS + 3; index++) {
      Object executor = new Object();
      kept.add(executor);
      recorder.note(Kind.EXECUTOR_CREATED, executor, null, null, 1L);
    }
    assertEquals(3L, recorder.refused());
    assertEquals(ExecutorRecorder.EXECUTORS + 3, kept.size());
  }

  @Test
  void threads_per_task_that_are_older_than_the_agent_are_right_once_they_are_gone() {
    ThreadsPerTask threads = new ThreadsPerTask();
    for (int task = 0; task < 4; task++) {
      threads.ended();
    }
    assertEquals(0L, threads.alive());
    threads.starting();
    threads.starting();
    assertEquals(2L, threads.alive());
    threads.ended();
    assertEquals(1L, threads.alive());
    assertEquals(5L, threads.completed());
  }

  @Test
  void a_task_is_refused_if_its_giver_gets_an_exception_from_a_pool_that_goes_on() {
    Object container = new Object();
    Object thrown = new RejectedExecutionException();
    recorder.note(Kind.EXECUTOR_REFUSED, container, null, null, 1L);
    recorder.note(Kind.EXECUTOR_REFUSED, container, null, thrown, 1L);
    assertEquals(1L, recorder.executors().get(container).rejected.sum());
    assertEquals(1L, recorder.executors().get(container).refused.sum());

    ThreadPoolExecutor pool =
        new ReportingPool(recorder, 1, new LinkedBlockingQueue<>(), Thread::new);
    recorder.note(Kind.EXECUTOR_REJECTED, pool, null, null, 1L);
    recorder.note(Kind.EXECUTOR_REFUSED, pool, null, thrown, 0L);
    assertEquals(0L, recorder.executors().get(pool).refused.sum());
    recorder.note(Kind.EXECUTOR_REFUSED, pool, null, thrown, -1L);
    recorder.note(Kind.EXECUTOR_REFUSED, pool, null, new IllegalStateException(), -1L);
    assertEquals(1L, recorder.executors().get(pool).rejected.sum());
    assertEquals(1L, recorder.executors().get(pool).refused.sum());
  }

  @Test
  void what_takes_its_place_after_a_tick_is_watched_in_part() {
    ExecutorCounts counts = new ExecutorCounts(null);
    counts.sample(10_000, 10_000);
    assertTrue(counts.watches());
    counts.sample(10_000_000, 10_000);
    int watched = 0;
    for (int task = 0; task < 100_000; task++) {
      watched += counts.watches() ? 1 : 0;
    }
    // One of 512.
    assertTrue(watched > 100 && watched < 300, watched + " watched");
    counts.watched.set(ExecutorCounts.WATCHED);
    counts.sample(0, 10_000);
    assertTrue(!counts.watches());
  }
}
