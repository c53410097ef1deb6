package dev.vitals.agent;

import dev.vitals.config.Settings;
import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Control;
import dev.vitals.exporter.model.Documents;
import dev.vitals.exporter.prometheus.Exposition;
import dev.vitals.exporter.prometheus.Naming;
import dev.vitals.instrumentation.Instrumentations;
import dev.vitals.pipeline.Aggregator;
import dev.vitals.pipeline.WeaveStatistics;
import dev.vitals.probe.Probe;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The composition root: the whole object graph of one session, from attach to detach.
 *
 * <p>What the application's main would have to wait for is done at once: the sink, the transformer,
 * the aggregator. The endpoint, the host samples and everything that loads JDK services of the
 * application's choice come later, on a thread of ours.
 *
 * <p><i>Threads:</i> commands may come from any; start and stop happen once.
 */
final class Agent implements Control {
  /** Who asks through the command line's doors, in what is written down. */
  private static final String COMMAND_LINE = "command line";

  private static final Reply NOT_READY = new Reply(1, "is still starting; ask again in a moment");

  /** To whoever comes while the agent leaves. */
  static final Reply LEAVING = new Reply(1, "is being detached; attach again in a moment");

  private final Log log;
  private final Identity identity;
  private final Runnable stopped;
  private final OwnThreads ownThreads = new OwnThreads();
  private final Weaver weaver;
  private final Intake intake;
  private final Aggregator aggregator;
  private final Assembly assembly;
  private final Outside outside;
  private final Reconfiguration reconfiguration;
  private final Naming naming;
  private boolean stopping;

  static UnaryOperator<String> start(
      String arguments,
      Settings settings,
      List<String> warnings,
      Instrumentation jvm,
      boolean premain,
      Runnable stopped) {
    Log log = new Log(settings.quiet(), settings.logFile());
    for (String warning : warnings) {
      log.say(warning);
    }
    Agent agent = new Agent(arguments, settings, log, jvm, premain, stopped);
    try {
      agent.begin();
    } catch (RuntimeException | Error failure) {
      agent.stop();
      throw failure;
    }
    return new Commands(agent, log);
  }

  private Agent(
      String arguments,
      Settings settings,
      Log log,
      Instrumentation jvm,
      boolean premain,
      Runnable stopped) {
    this.log = log;
    this.stopped = stopped;
    naming = Naming.of(settings.metrics().naming());
    identity = Identity.of(arguments, settings.serviceName(), premain);
    int session = Probe.nextSession();
    List<String> names = Entry.names();
    boolean[] enabled = new boolean[names.size()];
    List<LibraryInstrumentation> instrumentations = new ArrayList<>();
    for (int index = 0; index < enabled.length; index++) {
      enabled[index] = settings.weaving().isEnabled(names.get(index));
      instrumentations.add(enabled[index] ? Instrumentations.ALL.get(index) : null);
    }
    intake = new Intake(settings, session, names, log);
    WeaveStatistics weaving =
        new WeaveStatistics(
            names.size(),
            (instrumentation, phase, className, cause) ->
                log.noteLater(phase + " of " + className + " failed, it stays as it is: " + cause));
    Exclusions exclusions =
        new Exclusions(
            Agent.class.getClassLoader(),
            settings.weaving().excludedClasses(),
            settings.weaving().excludedClassLoaders());
    weaver = new Weaver(jvm, session, instrumentations, exclusions, weaving);
    assembly = new Assembly(log, intake);
    aggregator = new Aggregator(intake.events, assembly, settings.thresholds().intervalMillis());
    assembly.add(
        new SelfMetrics(
            identity,
            intake.events,
            aggregator,
            intake::aggregated,
            intake.recorder,
            weaving,
            names,
            enabled,
            ownThreads));
    assembly.add(intake.refused);
    outside =
        new Outside(settings, log, identity, aggregator, this, ownThreads, assembly, weaver::rest);
    reconfiguration = new Reconfiguration(settings, arguments, log, assembly, outside);
  }

  private void begin() {
    Probe.deliverTo(intake.recorder);
    weaver.install(true);
    ownThreads.add("drain", Threads.start("aggregator", aggregator));
    ownThreads.add("host", Threads.start("host", outside));
  }

  @Override
  public Reply execute(String verb, String argument) {
    return switch (verb) {
      case "status" ->
          new Reply(
              0,
              Status.json(identity, reconfiguration.arguments(), outside.address(), log.lines()));
      case "metrics" -> new Reply(0, Exposition.text(aggregator.fresh(), naming));
      case "read" -> read(argument);
      case "act" -> act(argument);
      case "notify-test" -> notifyTest(argument);
      case "reconfigure" -> isStopping() ? LEAVING : reconfiguration.to(argument, false);
      case "again" -> isStopping() ? LEAVING : reconfiguration.to(argument, true);
      case "detach" -> {
        // On a thread of its own: the caller may be one of those that end.
        Threads.start("detach", this::stop);
        yield new Reply(0, "detaching");
      }
      default -> new Reply(2, "unknown command: " + verb);
    };
  }

  /** What people can do to the configuration. */
  Reconfiguration reconfiguration() {
    return reconfiguration;
  }

  private Reply read(String target) {
    Consequences consequences = outside.consequences();
    if (consequences == null) {
      return NOT_READY;
    }
    Documents.Document document = consequences.documents().read(target);
    return new Reply(exitCode(document.status()), document.body());
  }

  /**
   * @param order what to do and its JSON, such as {@code acknowledge {"rule":"cpu"}}
   */
  private Reply act(String order) {
    Consequences consequences = outside.consequences();
    if (consequences == null) {
      return NOT_READY;
    }
    int end = order.indexOf(' ');
    String body = end < 0 ? "" : order.substring(end + 1);
    Actions.Action action = Actions.Action.of(end < 0 ? order : order.substring(0, end));
    if (action == null) {
      return new Reply(2, "unknown order");
    }
    Actions.Reply reply = consequences.operations().perform(action, COMMAND_LINE, body);
    String change = reply.change().isEmpty() ? action.word() : reply.change();
    return new Reply(exitCode(reply.status()), reply.json(), change);
  }

  private Reply notifyTest(String receiver) {
    Consequences consequences = outside.consequences();
    return consequences == null
        ? NOT_READY
        : new Reply(0, String.join("\n", consequences.testNotification(receiver)));
  }

  private static int exitCode(int status) {
    return status < 400 ? 0 : 1;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** Leaves the JVM: original bytes, no thread, no port, no loader. */
  void stop() {
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
    }
    leave("unweaving", weaver::reset);
    leave("silencing the probe", () -> Probe.deliverTo(null));
    leave("closing the endpoint", outside::stop);
    leave("stopping the aggregator", aggregator::stop);
    leave("waiting for our threads", ownThreads::join);
    leave("forgetting the properties", outside::forget);
    stopped.run();
  }

  /** One step that fails must not keep the others from being taken. */
  private void leave(String step, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error failure) {
      log.note(step + " failed: " + failure);
    }
  }
}
