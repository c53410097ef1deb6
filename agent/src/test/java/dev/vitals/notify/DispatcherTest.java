package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlText;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The dispatcher with its thread, its clock and real servers. */
class DispatcherTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AtomicReference<Thread> thread = new AtomicReference<>();
  private final Dispatcher dispatcher = new Dispatcher(Notices.ORIGIN, log::add, this::daemon);

  @Test
  void tells_everybody_on_its_own_thread() throws Exception {
    try (Web slack = new Web();
        Web alertmanager = new Web()) {
      use(
          """
          receivers:
            - {name: team, type: slack, url: "${SLACK}", group-wait: 0s}
            - {name: am, type: alertmanager, url: ["AM/one", "AM/two"]}
          """
              .replace("SLACK", slack.url("/services/x"))
              .replace("AM", alertmanager.url("")));

      dispatcher.judged(List.of(Notices.firing("/orders")));

      await(() -> slack.requests.size() == 1 && alertmanager.requests.size() == 2);
      assertEquals("/services/x", slack.only().path());
      assertEquals("/one/api/v2/alerts", alertmanager.requests.get(0).path());
      assertEquals("/two/api/v2/alerts", alertmanager.requests.get(1).path());
      await(() -> dispatcher.states().get(1).sent() == 2);
      assertEquals(1, dispatcher.states().get(0).sent());
      assertEquals(List.of(), log);

      dispatcher.stop();
      thread.get().join(5_000);

      assertFalse(thread.get().isAlive());
      assertEquals(1, slack.requests.size());
      assertEquals(2, alertmanager.requests.size());
    }
  }

  @Test
  void starts_no_thread_for_nobody() {
    dispatcher.use(Receivers.none());
    dispatcher.judged(List.of(Notices.firing("/orders")));

    assertEquals(null, thread.get());
    assertEquals(List.of(), dispatcher.states());
    dispatcher.stop();
  }

  @Test
  void a_server_that_does_not_answer_holds_up_neither_the_judge_nor_the_end() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      use(
          "receivers: [{name: hook, type: webhook, group-wait: 0s, url: 'http://127.0.0.1:"
              + silent.getLocalPort()
              + "/'}]");
      dispatcher.judged(List.of(Notices.firing("/orders")));
      try (Socket socket = silent.accept()) {
        assertTrue(socket.getInputStream().read() > 0);

        long beganNanos = System.nanoTime();
        for (int index = 0; index < 1_000; index++) {
          dispatcher.judged(List.of(Notices.firing("/orders"), Notices.firing("/" + index)));
        }
        dispatcher.stop();
        thread.get().join(5_000);
        long tookMillis = (System.nanoTime() - beganNanos) / 1_000_000;

        assertFalse(thread.get().isAlive());
        assertTrue(tookMillis < 5_000, tookMillis + " ms");
        assertEquals(List.of(), log);
      }
    }
  }

  @Test
  void a_test_notification_shows_both_messages_and_what_went_wrong() throws Exception {
    try (Web web = new Web()) {
      use(
          """
          receivers:
            - {name: team, type: slack, url: "${WEB/services/secret-of-slack}"}
            - {name: am, type: alertmanager, url: "WEB"}
          """
              .replace("WEB", web.url("")));
      web.next(200, "ok", Map.of()).next(200, "ok", Map.of()).next(500, "", Map.of());

      assertEquals(
          List.of("team: delivered", "am: " + web.url("") + " answered 500"), dispatcher.test(""));

      assertEquals(3, web.requests.size());
      assertTrue(web.requests.get(0).text().contains("test notification"));
      assertTrue(web.requests.get(1).text().contains("RESOLVED"));
      assertEquals(List.of("am: delivered"), dispatcher.test("am"));
      assertEquals(List.of("there is no receiver bob"), dispatcher.test("bob"));
      assertEquals(2, dispatcher.states().get(0).sent());
      assertEquals(1, dispatcher.states().get(1).failed());
      assertTrue(dispatcher.states().toString().indexOf("secret-of-slack") < 0);
    } finally {
      dispatcher.stop();
    }
  }

  private void use(String yaml) {
    List<String> mistakes = new ArrayList<>();
    dispatcher.use(
        Receivers.read(YamlText.of(yaml), Notices.ORIGIN, Map.of(), new Mistakes(mistakes)));
    assertEquals(List.of(), mistakes);
  }

  private Thread daemon(Runnable work) {
    Thread made = new Thread(work, "notify");
    made.setDaemon(true);
    thread.set(made);
    return made;
  }

  private static void await(BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        fail("not within ten seconds");
      }
      Thread.onSpinWait();
    }
  }
}
