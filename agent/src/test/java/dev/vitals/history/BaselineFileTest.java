package dev.vitals.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.judge.Baseline;
import dev.vitals.judge.Baselines;
import dev.vitals.judge.Dynamic;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.Judge;
import dev.vitals.judge.JudgeState;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is usual, over a restart. */
class BaselineFileTest {
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long MINUTE = 60_000;

  @TempDir Path root;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private History history;
  private Thread thread;

  @AfterEach
  void stops() throws InterruptedException {
    stop();
  }

  @Test
  void what_was_learned_is_there_again_after_a_restart_and_handed_out_once() throws Exception {
    Baselines learned = learned(2 * 1_440, 3);
    start();
    assertNull(history.takeEarlierBaselines());
    history.keep(learned);
    feed(1);
    assertTrue(history.state().diskBytes() > Files.size(file()));
    stop();
    start();
    assertSame(learned, earlier());
    assertNull(history.takeEarlierBaselines());
    assertEquals(List.of(), told);
  }

  @Test
  void it_is_written_when_a_quarter_of_an_hour_is_over_and_else_not() throws Exception {
    start();
    history.keep(learned(14, 1));
    feed(1);
    assertFalse(Files.exists(file()));
    history.keep(learned(16, 1));
    feed(1);
    long size = Files.size(file());
    Files.delete(file());
    history.keep(learned(29, 1));
    feed(1);
    assertFalse(Files.exists(file()));
    history.keep(learned(31, 1));
    feed(1);
    assertTrue(Files.size(file()) > size);
    assertFalse(Files.exists(file().resolveSibling("baselines.next")));
  }

  @Test
  void nothing_is_written_over_what_nobody_has_taken_yet() throws Exception {
    Baselines learned = learned(1_500, 2);
    start();
    history.keep(learned);
    feed(1);
    stop();
    start();
    history.keep(learned(100, 1));
    feed(3);
    stop();
    start();
    assertSame(learned, earlier());
    history.keep(learned(200, 1));
    stop();
    start();
    assertSame(learned(200, 1), earlier());
  }

  @Test
  void without_a_directory_nothing_is_kept() {
    history = new History(new HistorySettings("", "shop", 8_000_000L, 0), told::add);
    history.keep(learned(31, 1));
    history.accept(Samples.plain(0));
    assertNull(history.takeEarlierBaselines());
  }

  @Test
  void a_changed_byte_anywhere_is_set_aside_and_what_comes_before_it_counts() throws IOException {
    Baselines learned = learned(100, 4);
    byte[] bytes = written(learned);
    for (int position = 0; position < bytes.length; position += 5) {
      Path changed = Files.createDirectory(root.resolve("changed-" + position));
      Path slot = Files.createDirectory(changed.resolve("shop-0"));
      byte[] other = bytes.clone();
      other[position] ^= 0x10;
      Files.write(slot.resolve(BaselineFile.NAME), other);
      try (Direct direct = new Direct(changed)) {
        assertEquals(1, direct.told.size(), "byte " + position + ": " + direct.told);
        assertEquals(1, direct.store.setAside(), "byte " + position);
        Baselines earlier = direct.store.earlier();
        int sound = earlier == null ? 0 : earlier.entries().size();
        assertTrue(sound < 4, "byte " + position);
        direct.store.write(learned);
      }
      assertArrayEquals(bytes, Files.readAllBytes(slot.resolve(BaselineFile.NAME)));
    }
  }

  @Test
  void a_file_that_is_cut_off_anywhere_is_no_trouble() throws IOException {
    Baselines learned = learned(100, 2);
    byte[] bytes = written(learned);
    for (int length = 0; length < bytes.length; length += 3) {
      Path cut = Files.createDirectory(root.resolve("cut-" + length));
      Path slot = Files.createDirectory(cut.resolve("shop-0"));
      byte[] left = new byte[length];
      System.arraycopy(bytes, 0, left, 0, length);
      Files.write(slot.resolve(BaselineFile.NAME), left);
      try (Direct direct = new Direct(cut)) {
        Baselines earlier = direct.store.earlier();
        assertTrue(earlier == null || earlier.entries().size() == 1, "length " + length);
        direct.store.write(learned);
      }
      assertArrayEquals(bytes, Files.readAllBytes(slot.resolve(BaselineFile.NAME)));
    }
  }

  @Test
  void a_file_of_somebody_else_keeps_its_bytes_under_another_name() throws IOException {
    Path slot = Files.createDirectory(root.resolve("shop-0"));
    Files.writeString(slot.resolve(BaselineFile.NAME), "my baselines, by hand: latency 2 s");
    try (Direct direct = new Direct(root)) {
      assertNull(direct.store.earlier());
      assertTrue(direct.told.get(0).contains("is not a file of this version"), direct.told.get(0));
    }
    assertEquals(
        "my baselines, by hand: latency 2 s",
        Files.readString(slot.resolve(BaselineFile.NAME + ".foreign")));
  }

  @Test
  void what_a_killed_writer_left_is_written_over() throws IOException {
    Path slot = Files.createDirectory(root.resolve("shop-0"));
    Files.writeString(slot.resolve("baselines.next"), "half of it");
    Baselines learned = learned(100, 2);
    try (Direct direct = new Direct(root)) {
      assertNull(direct.store.earlier());
      direct.store.write(learned);
    }
    try (Direct direct = new Direct(root)) {
      assertSame(learned, direct.store.earlier());
      assertEquals(List.of(), direct.told);
    }
    assertFalse(Files.exists(slot.resolve("baselines.next")));
  }

  @Test
  void where_it_cannot_be_written_history_is_and_it_is_told_once() throws Exception {
    Path inTheWay = Files.createDirectories(file());
    Files.writeString(inTheWay.resolve("x"), "x");
    start();
    history.keep(learned(31, 1));
    feed(5);
    assertEquals(0, history.state().failedIntervals());
    assertEquals(5, history.state().writtenIntervals());
    assertEquals(2, told.size(), told.toString());
    assertTrue(told.get(0).startsWith("history: cannot read "), told.get(0));
    assertTrue(told.get(1).startsWith("history: cannot write to "), told.get(1));
    Files.delete(inTheWay.resolve("x"));
    Files.delete(inTheWay);
    feed(1);
    assertTrue(Files.isRegularFile(file()));
  }

  private Path file() {
    return root.resolve("shop-0").resolve(BaselineFile.NAME);
  }

  private byte[] written(Baselines learned) throws IOException {
    Path whole = Files.createDirectory(root.resolve("whole"));
    try (Direct direct = new Direct(whole)) {
      direct.store.write(learned);
    }
    return Files.readAllBytes(whole.resolve("shop-0").resolve(BaselineFile.NAME));
  }

  /** What a judge knows after so many looks, one a minute, at so many routes. */
  private static Baselines learned(int looks, int routes) {
    Rule rule = Rule.rule("latency", Measure.HTTP_LATENCY, 20, 40, 1).with(Dynamic.USUAL);
    Judge judge = new Judge(List.of(rule), MINUTE);
    JudgeState state = JudgeState.EMPTY;
    for (int look = 0; look < looks; look++) {
      List<OperationWindow> windows = new ArrayList<>();
      for (int route = 0; route < routes; route++) {
        double seconds = 1 + route + look % 7 / 10.0;
        windows.add(
            new OperationWindow(
                OperationWindow.Kind.HTTP_SERVER,
                "/route/" + route,
                60,
                50,
                0,
                seconds,
                seconds,
                seconds,
                seconds,
                seconds,
                seconds,
                seconds,
                seconds));
      }
      Evidence seen =
          new Evidence(
              Samples.START + look * MINUTE,
              List.of(new Evidence.Windows(Rule.WINDOW_MILLIS, windows, List.of())),
              ResourceWindow.UNKNOWN);
      state = judge.evaluate(state, seen).state();
    }
    return state.baselines();
  }

  private static void assertSame(Baselines expected, Baselines actual) {
    assertEquals(expected.entries().size(), actual.entries().size());
    for (int index = 0; index < expected.entries().size(); index++) {
      Baselines.Entry before = expected.entries().get(index);
      Baselines.Entry after = actual.entries().get(index);
      assertEquals(before.rule(), after.rule());
      assertEquals(before.scope(), after.scope());
      assertEquals(before.subject(), after.subject());
      assertEquals(before.ageQuarters(), after.ageQuarters());
      assertEquals(before.baseline().learned(), after.baseline().learned());
      assertEquals(before.baseline().meanError(), after.baseline().meanError());
      for (int hour = 0; hour < Baseline.HOURS; hour++) {
        assertArrayEquals(before.baseline().values(hour), after.baseline().values(hour));
        assertArrayEquals(before.baseline().spreads(hour), after.baseline().spreads(hour));
      }
    }
  }

  private Baselines earlier() {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    Baselines earlier = history.takeEarlierBaselines();
    while (earlier == null) {
      assertTrue(System.nanoTime() < deadline, "nothing is read back");
      Thread.onSpinWait();
      earlier = history.takeEarlierBaselines();
    }
    return earlier;
  }

  private void start() {
    history =
        new History(
            new HistorySettings(
                root.toString(), "shop", HistorySettings.MEMORY_BYTES, HistorySettings.DISK_BYTES),
            told::add);
    thread = history.start(Thread::new);
  }

  private void stop() throws InterruptedException {
    if (thread != null) {
      history.stop();
      thread.join(TimeUnit.NANOSECONDS.toMillis(DEADLINE_NANOS));
      assertFalse(thread.isAlive());
      thread = null;
    }
  }

  /** So many intervals, each once the one before it is written. */
  private void feed(int intervals) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    long done = history.state().writtenIntervals();
    for (int n = 0; n < intervals; n++) {
      history.accept(Samples.plain(n));
      done++;
      while (history.state().writtenIntervals() < done) {
        assertTrue(System.nanoTime() < deadline, "hangs at " + n);
        Thread.onSpinWait();
      }
    }
  }
}
