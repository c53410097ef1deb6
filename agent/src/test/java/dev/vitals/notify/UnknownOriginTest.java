package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which instance speaks is known only when the endpoint is open, and part of every message. */
class UnknownOriginTest {
  private static final String RECEIVERS =
      """
      receivers:
        - {name: team, type: told, group-wait: 0s}
        - {name: am, type: alertmanager, url: "AM"}
      """;

  private final ManualPace pace = new ManualPace();
  private final AtomicReference<String> instance = new AtomicReference<>("");
  private final Origin origin = new Origin("shop", instance::get, "shop", () -> "");
  private final List<String> log = new ArrayList<>();
  private final Dispatcher dispatcher =
      new Dispatcher(origin, pace, () -> 1.0, log::add, work -> new Thread(() -> {}));
  private final Told.Reader reader = new Told.Reader(pace);

  @Test
  void nothing_is_told_before_it_is_known_and_everything_afterwards() throws Exception {
    try (Web alertmanager = new Web()) {
      use(alertmanager.url(""));
      dispatcher.judged(List.of(Notices.firing("/orders")));
      long next = dispatcher.turn();
      assertEquals(List.of(), reader.made.get(0).messages);
      assertEquals(List.of(), List.copyOf(alertmanager.requests));

      instance.set("web-7:9464");
      pace.pass(next - pace.monotonicMillis());
      dispatcher.turn();
      assertEquals("web-7:9464", reader.made.get(0).last().labels().get("instance"));
      Map<?, ?> alert = (Map<?, ?>) ((List<?>) alertmanager.only().json()).get(0);
      assertEquals("web-7:9464", ((Map<?, ?>) alert.get("labels")).get("instance"));
      assertEquals(List.of(), log);
    }
  }

  @Test
  void who_was_told_before_a_restart_is_not_told_again() throws Exception {
    use("http://127.0.0.1:1");
    instance.set("web-7:9464");
    dispatcher.judged(List.of(Notices.firing("/orders")));
    dispatcher.turn();
    List<ToldNotice> told = dispatcher.told();
    assertEquals(1, told.size());

    instance.set("");
    Dispatcher next =
        new Dispatcher(origin, pace, () -> 1.0, log::add, work -> new Thread(() -> {}));
    next.use(receivers("http://127.0.0.1:1"));
    next.resume(told);
    next.turn();
    instance.set("web-7:9464");
    pace.pass(1_000);
    next.judged(List.of(Notices.firing("/orders")));
    next.turn();
    assertEquals(List.of(), reader.made.get(1).messages);
  }

  private void use(String alertmanager) {
    dispatcher.use(receivers(alertmanager));
  }

  private Receivers receivers(String alertmanager) {
    List<String> mistakes = new ArrayList<>();
    Receivers receivers =
        Receivers.read(
            YamlText.of(RECEIVERS.replace("AM", alertmanager)),
            origin,
            Map.of("told", reader),
            new Mistakes(mistakes));
    assertEquals(List.of(), mistakes);
    return receivers;
  }
}
