package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import dev.vitals.config.YamlText;
import dev.vitals.history.EventLog;
import dev.vitals.history.History;
import dev.vitals.history.HistorySettings;
import dev.vitals.notify.Channel;
import dev.vitals.notify.ChannelReader;
import dev.vitals.notify.Dispatcher;
import dev.vitals.notify.Notice;
import dev.vitals.notify.NoticeGroup;
import dev.vitals.notify.Origin;
import dev.vitals.notify.Receivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two agents one after the other on one directory, with dispatchers that really run. */
@Timeout(60)
class NotificationMemoryTest {
  private static final Origin ORIGIN = new Origin("shop", "here:9464", "shop", () -> "");

  @TempDir Path root;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<NoticeGroup> messages = new LinkedBlockingQueue<>();

  @Test
  void what_was_told_before_a_restart_is_not_told_again_and_its_end_is() throws Exception {
    Agent first = new Agent();
    first.memory.keep();
    first.looks.http("/orders", 1.5).untilItCounts();
    assertEquals("+slow /orders", text(message()));
    first.keepUntilItKnows("/orders");
    first.stop();

    Agent second = new Agent();
    second.memory.keep();
    second.looks.http("/orders", 1.5).untilItCounts();
    second.looks.http("/carts", 1.5).untilItCounts();
    // The other one joins its group, so that the group is told; then both are in the message.
    assertEquals("+slow /orders +slow /carts", text(message()));
    second.looks.nothing().untilItCounts();
    assertEquals("-slow /orders -slow /carts", text(message()));
    second.stop();
    assertEquals(List.of(), said);
  }

  @Test
  void what_does_not_come_up_again_is_over() throws Exception {
    Agent first = new Agent();
    first.memory.keep();
    first.looks.http("/orders", 1.5).untilItCounts();
    assertEquals("+slow /orders", text(message()));
    first.keepUntilItKnows("/orders");
    first.stop();

    Agent second = new Agent();
    second.memory.keep();
    second.looks.look(91);
    NoticeGroup over = message();
    assertEquals("-slow /orders", text(over));
    assertTrue(over.notices().get(0).summary().startsWith("Not seen again since"));
    second.keepUntilItDoesNotKnow("/orders");
    second.stop();
  }

  @Test
  void a_damaged_file_is_set_aside_and_named() throws Exception {
    Path directory = Files.createDirectories(root.resolve("shop-operations-0"));
    List<String> bad =
        List.of(
            "{",
            "{\"version\":\"1\",\"told\":[{\"lane\":\"x\"}]}",
            "{\"version\":\"1\",\"told\":[{\"lane\":\"x\",\"rule\":\"cpu\",\"severity\":\"bad\"}]}",
            "{\"version\":\"1\",\"told\":[{\"lane\":\"x\",\"rule\":\"cpu\",\"severity\":\"low\","
                + "\"value\":\"much\"}]}",
            "{\"version\":\"7\",\"told\":[]}");
    for (int number = 0; number < bad.size(); number++) {
      Files.writeString(directory.resolve(NotificationMemory.NAME), bad.get(number));
      Agent agent = new Agent();
      agent.memory.keep();
      agent.stop();
      assertEquals(number + 1, said.size());
      assertTrue(said.get(number).contains("told.json.damaged"), said.get(number));
    }
    assertFalse(Files.exists(directory.resolve(NotificationMemory.NAME)));
  }

  private NoticeGroup message() throws InterruptedException {
    NoticeGroup message = messages.poll(30, TimeUnit.SECONDS);
    assertNotNull(message, "no message came");
    return message;
  }

  private static String text(NoticeGroup message) {
    List<String> texts = new ArrayList<>();
    for (Notice notice : message.notices()) {
      texts.add((notice.isFiring() ? '+' : '-') + notice.rule() + ' ' + notice.scope());
    }
    return String.join(" ", texts);
  }

  /** All that takes part, as the agent puts it together. */
  private final class Agent {
    private final Keeping keeping = new Keeping(root.toString(), "shop", said::add);
    private final EventLog events =
        new History(new HistorySettings("", "shop", 1_000_000, 0), said::add).events();
    private final Dispatcher dispatcher = new Dispatcher(ORIGIN, said::add, Thread::new);
    private final Announcer announcer = new Announcer(dispatcher::judged, events, alert -> "");
    private final NotificationMemory memory =
        new NotificationMemory(keeping, dispatcher, announcer);
    private final Looks looks = new Looks();

    Agent() {
      List<String> mistakes = new ArrayList<>();
      dispatcher.use(
          Receivers.read(
              YamlText.of(
                  "receivers: [{name: team, type: queue, group-wait: 0s, group-interval: 1s}]"),
              ORIGIN,
              Map.of("queue", new Queue()),
              new Mistakes(mistakes)));
      assertEquals(List.of(), mistakes);
      looks.heard = announcer::judged;
    }

    void keepUntilItKnows(String scope) throws IOException {
      keepUntil(scope, true);
    }

    void keepUntilItDoesNotKnow(String scope) throws IOException {
      keepUntil(scope, false);
    }

    private void keepUntil(String scope, boolean isThere) throws IOException {
      Path file = root.resolve("shop-operations-0").resolve(NotificationMemory.NAME);
      long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!Files.exists(file) || Files.readString(file).contains(scope) != isThere) {
        assertTrue(System.nanoTime() < deadlineNanos, "the file does not change");
        memory.keep();
        Thread.onSpinWait();
      }
    }

    void stop() {
      dispatcher.stop();
      keeping.close();
    }
  }

  /** Receivers that put messages into the queue of the test. */
  private final class Queue implements ChannelReader {
    @Override
    public Set<String> keys() {
      return Set.of();
    }

    @Override
    public Channel read(String name, YamlNode receiver, Mistakes mistakes) {
      return new Channel() {
        @Override
        public void deliver(NoticeGroup group) {
          messages.add(group);
        }

        @Override
        public String name() {
          return name;
        }
      };
    }
  }
}
