package dev.vitals.agent;

import dev.vitals.api.About;
import dev.vitals.api.ApiDocuments;
import dev.vitals.api.BundleDocument;
import dev.vitals.config.MaintenanceWindows;
import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.SnapshotSource;
import dev.vitals.history.History;
import dev.vitals.history.HistoryFamilies;
import dev.vitals.history.HistorySettings;
import dev.vitals.history.Interval;
import dev.vitals.host.DefaultTimeZone;
import dev.vitals.host.JvmStacks;
import dev.vitals.judge.AlertName;
import dev.vitals.judge.Baselines;
import dev.vitals.judge.Handled;
import dev.vitals.judge.Panel;
import dev.vitals.judge.Triage;
import dev.vitals.notify.Dispatcher;
import dev.vitals.notify.Origin;
import dev.vitals.notify.Receivers;
import dev.vitals.notify.mail.MailChannelReader;
import dev.vitals.operate.Announcer;
import dev.vitals.operate.Bundles;
import dev.vitals.operate.Keeping;
import dev.vitals.operate.NotificationFamilies;
import dev.vitals.operate.NotificationMemory;
import dev.vitals.operate.Operations;
import dev.vitals.operate.PromiseMemory;
import dev.vitals.operate.Violations;
import dev.vitals.pipeline.FamilySource;
import dev.vitals.report.DailyReports;
import dev.vitals.report.ReportPlan;
import dev.vitals.report.ReportPlanReader;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What follows from a judgement: it is remembered, people are told, they say what they want to hear
 * of, and whoever asks is shown all of it.
 *
 * <p><i>Threads:</i> the methods of {@link Assembly.Audience} and {@link #collect} the aggregator;
 * {@link #keep} and {@link #report} vitals-host; the rest any.
 */
final class Consequences implements Assembly.Audience, FamilySource {
  private final Origin origin;
  private final History history;
  private final Keeping keeping;
  private final Dispatcher dispatcher;
  private final Operations operations;
  private final Announcer announcer;
  private final Bundles bundles;
  private final Violations violations;
  private final NotificationMemory told;
  private final PromiseMemory promises;
  private final ApiDocuments documents;
  private final DailyReports reports;
  private final List<FamilySource> metrics;
  private final MailChannelReader mails;
  private final Log log;
  private final boolean isForgetful;

  /** Empty where there is none. */
  private volatile String runbook = "";

  /**
   * @param instance what tells this process from others of the service; empty while unknown
   * @param page where a person can open the endpoint; empty while there is none
   */
  Consequences(
      Settings settings,
      Identity identity,
      Log log,
      Assembly assembly,
      SnapshotSource snapshots,
      Operations.Reloading reloading,
      Supplier<String> instance,
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
    keeping = new Keeping(past.directory(), service, log::note);
    About about = new About(service, identity.version(), identity.startEpochMillis());
    bundles =
        new Bundles(
            keeping,
            System::currentTimeMillis,
            // Not a method reference: that would load the class here, module missing or not.
            (incident, standing, at) ->
                BundleDocument.of(
                    about, incident, standing, snapshots::fresh, () -> JvmStacks.dump(), at),
            log::note);
    operations =
        new Operations(keeping, System::currentTimeMillis, assembly::standing, reloading, bundles);
    announcer = new Announcer(dispatcher::judged, history.events(), this::further);
    violations = new Violations(history.events()::append, log::note);
    told = new NotificationMemory(keeping, dispatcher, announcer);
    promises = new PromiseMemory(keeping, System::currentTimeMillis);
    mails =
        new MailChannelReader(
            ownThreads.adding("notify", Threads.factory("mail")), System::currentTimeMillis);
    documents =
        new ApiDocuments(
            about,
            assembly::standing,
            snapshots::fresh,
            history,
            operations::orders,
            bundles,
            System::currentTimeMillis);
    reports =
        new DailyReports(
            period -> documents.report(period)::in,
            dispatcher::post,
            dispatcher::letters,
            origin,
            System::currentTimeMillis,
            DefaultTimeZone::get,
            log::note);
    metrics =
        List.of(
            violations,
            new NotificationFamilies(dispatcher::states),
            new HistoryFamilies(history::state, !past.directory().isEmpty()),
            reports);
    this.log = log;
    isForgetful = past.directory().isEmpty();
    history.start(ownThreads.adding("history", Threads.factory("history")));
    write();
  }

  /**
   * Takes receivers, routes, maintenance windows and reports over; at first and after each reload.
   */
  void use(Settings settings, Mistakes mistakes) {
    runbook = settings.runbookUrl();
    Receivers receivers =
        Receivers.read(settings.document(), origin, Map.of("email", mails), mistakes);
    dispatcher.use(receivers);
    ReportPlan plan =
        ReportPlanReader.read(settings.document().get("reports"), receivers, mistakes);
    reports.use(plan);
    if (plan != null && isForgetful) {
      log.note("reports: without history.directory they know no more than the last hour");
    }
    operations.observe(
        MaintenanceWindows.read(
            settings.document().get("maintenance"), DefaultTimeZone::get, mistakes));
  }

  /** Captures what a new incident calls for, and writes what has changed. */
  void keep() {
    bundles.keep();
    write();
  }

  /** Writes what has changed and shall outlive the JVM. */
  private void write() {
    operations.keep();
    told.keep();
    promises.keep(false);
  }

  /** Makes the report of the day when it is due; this may read much of the past. */
  void report() {
    reports.look();
  }

  ApiDocuments documents() {
    return documents;
  }

  Operations operations() {
    return operations;
  }

  /**
   * Sends a test notification; a line for each receiver.
   *
   * @param receiver its name; empty for all
   */
  List<String> testNotification(String receiver) {
    try {
      return dispatcher.test(receiver);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("interrupted");
    }
  }

  @Override
  public Triage.Orders orders() {
    return operations.orders();
  }

  @Override
  public Panel.State remembering(Panel.State state) {
    Baselines learned = history.takeEarlierBaselines();
    return promises.remembering(learned == null ? state : state.knowing(learned));
  }

  @Override
  public void judged(Panel.Result result, Interval interval) {
    bundles.judged(result.standing());
    announcer.judged(result);
    violations.judged(result.standing());
    history.accept(interval);
    history.keep(result.state().baselines());
    promises.judged(result.state());
  }

  @Override
  public void collect(List<Family> into) {
    for (FamilySource source : metrics) {
      source.collect(into);
    }
  }

  /** Where to read on about an alert. */
  private String further(Handled alert) {
    String page = runbook;
    String todo =
        page.isEmpty()
            ? ""
            : "What to do: " + AlertName.runbook(page, AlertName.of(alert.alert().rule()));
    if (!bundles.isPromised(alert.incident())) {
      return todo;
    }
    String captured = "Captured: " + origin.endpoint().get() + Bundles.path(alert.incident());
    return todo.isEmpty() ? captured : todo + ' ' + captured;
  }

  /** Tells nobody any more, and writes what waits. */
  void stop() {
    dispatcher.stop();
    write();
    promises.keep(true);
    keeping.close();
    reports.close();
    history.stop();
  }
}
