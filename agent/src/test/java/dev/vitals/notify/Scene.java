package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A dispatcher whose time and thread belong to the test. */
final class Scene {
  final ManualPace pace = new ManualPace();
  final List<String> log = new ArrayList<>();
  final Dispatcher dispatcher;
  private final Told.Reader reader = new Told.Reader(pace);

  Scene(String yaml) {
    dispatcher =
        new Dispatcher(Notices.ORIGIN, pace, () -> 1.0, log::add, work -> new Thread(() -> {}));
    use(yaml);
  }

  /** Reads the settings anew. */
  void use(String yaml) {
    List<String> mistakes = new ArrayList<>();
    dispatcher.use(
        Receivers.read(
            YamlText.of(yaml), Notices.ORIGIN, Map.of("told", reader), new Mistakes(mistakes)));
    assertEquals(List.of(), mistakes);
  }

  /** The channel that was made last for a receiver. */
  Told told(String name) {
    Told found = null;
    for (Told told : reader.made) {
      found = told.name().equals(name) ? told : found;
    }
    return found;
  }

  void judge(Notice... notices) throws InterruptedException {
    dispatcher.judged(List.of(notices));
    dispatcher.turn();
  }

  /** Lets time pass, and the dispatcher do what is due in it. */
  void pass(long seconds) throws InterruptedException {
    long endMillis = pace.monotonicMillis + seconds * 1_000;
    int turns = 0;
    for (long next = dispatcher.turn(); next <= endMillis; next = dispatcher.turn()) {
      assertTrue(++turns < 10_000, "the dispatcher does not rest");
      pace.pass(Math.max(0, next - pace.monotonicMillis));
    }
    pace.pass(endMillis - pace.monotonicMillis);
    dispatcher.turn();
  }

  ReceiverState state(String receiver) {
    for (ReceiverState state : dispatcher.states()) {
      if (state.receiver().equals(receiver)) {
        return state;
      }
    }
    throw new AssertionError("no receiver " + receiver);
  }
}
