package dev.vitals.agent;

import dev.vitals.api.About;
import dev.vitals.api.ApiDocuments;
import dev.vitals.config.MaintenanceWindows;
import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.config.YamlNode;
import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Documents;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.SnapshotSource;
import dev.vitals.history.History;
import dev.vitals.history.HistorySettings;
import dev.vitals.history.Interval;
import dev.vitals.judge.Panel;
import dev.vitals.judge.Triage;
import dev.vitals.notify.Dispatcher;
import dev.vitals.notify.Origin;
import dev.vitals.notify.Receivers;
import dev.vitals.notify.mail.MailChannelReader;
import dev.vitals.operate.Announcer;
import dev.vitals.operate.NotificationMetrics;
import dev.vitals.operate.Operations;
import dev.vitals.pipeline.FamilySource;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Supplier;

/**
 * What follows from a judgement: it is remembered, people are told, they say what they want to hear
 * of, and whoever asks is shown all of it.
 *
 * <p><i>Threads:</i> {@link #orders}, {@link #judged} and {@link #collect} the aggregator; {@link
 * #use} and {@link #stop} one at a time.
 */
final class Consequences implements Assembly.Audience, FamilySource {
  private final Origin origin;
  private final History history;
  private final Dispatcher dispatcher;
  private final Operations operations;
  private final Announcer announcer;
  private final ApiDocuments documents;
  private final NotificationMetrics metrics;
  private final MailChannelReader mails;

  /**
   * @param instance what tells this process from others of the service, the same at every start
   * @param page where a person can open the endpoint; empty while there is none
   */
  Consequences(
      Settings settings,
      Identity identity,
      String instance,
      Log log,
      Assembly assembly,
      SnapshotSource snapshots,
      Operations.Reloading reloading,
      Supplier<String> page,
      OwnThreads ownThreads) {
    String service = identity.serviceName();
    Settings.History past = settings.history();
    origin = new Origin(service, instance, service, page);
    history =
        new History(
            new HistorySettings(past.directory(), service, past.memoryBytes(), past.diskBytes()),
            log::note);
    dispatcher =
        new Dispatcher(origin, log::note, ownThreads.adding("notify", Threads.factory("notify")));
    operations =
        new Operations(
            past.directory(), System::currentTimeMillis, assembly::standing, reloading, log::note);
    announcer = new Announcer(dispatcher::judged, history.events());
    metrics = new NotificationMetrics(dispatcher::states);
    mails =
        new MailChannelReader(
            ownThreads.adding("notify", Threads.factory("mail")), System::currentTimeMillis);
    documents =
        new ApiDocuments(
            new About(service, identity.version(), identity.startEpochMillis()),
            assembly::standing,
            snapshots::fresh,
            history,
            operations::orders,
            System::currentTimeMillis);
    history.start(ownThreads.adding("history", Threads.factory("history")));
  }

  /** Takes receivers, routes and maintenance windows over; at first and after each reload. */
  void use(Settings settings, Mistakes mistakes) {
    YamlNode document = settings.document();
    dispatcher.use(Receivers.read(document, origin, Map.of("email", mails), mistakes));
    operations.windows(
        MaintenanceWindows.read(document.get("maintenance"), TimeZone.getDefault(), mistakes));
  }

  Documents documents() {
    return documents;
  }

  Actions actions() {
    return operations;
  }

  /** Sends a test notification; a line for each receiver. */
  List<String> testNotification(String receiver) throws InterruptedException {
    return dispatcher.test(receiver);
  }

  @Override
  public Triage.Orders orders() {
    return operations.orders();
  }

  @Override
  public void judged(Panel.Result result, Interval interval) {
    announcer.judged(result);
    history.accept(interval);
  }

  @Override
  public void collect(List<Family> into) {
    metrics.collect(into);
  }

  /** Tells nobody any more, and writes what waits. */
  void stop() {
    dispatcher.stop();
    history.stop();
  }
}
