package dev.vitals.agent;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.exporter.model.Control;
import dev.vitals.exporter.prometheus.Exposition;
import dev.vitals.instrumentation.Instrumentations;
import dev.vitals.pipeline.Aggregator;
import dev.vitals.pipeline.WeaveStatistics;
import dev.vitals.probe.Probe;
import dev.vitals.rules.SlaReader;
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
  private static final int ALREADY_ATTACHED = 5;

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
  private final Settings settings;
  private String arguments;
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
    this.settings = settings;
    this.arguments = arguments;
    this.log = log;
    this.stopped = stopped;
    identity = Identity.of(arguments, settings.serviceName(), premain);
    int session = Probe.nextSession();
    List<String> names = Entry.names();
    boolean[] enabled = new boolean[names.size()];
    List<LibraryInstrumentation> instrumentations = new ArrayList<>();
    for (int index = 0; index < enabled.length; index++) {
      enabled[index] = settings.weaving().isEnabled(names.get(index));
      instrumentations.add(enabled[index] ? Instrumentations.ALL.get(index) : null);
    }
    Judging judging = judging(settings, log);
    intake = new Intake(settings, session, names, judging.lookback(), log);
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
    assembly = new Assembly(log, intake, judging);
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
          new Reply(0, Status.json(identity, arguments(), outside.address(), log.lines()));
      case "metrics" -> new Reply(0, Exposition.text(aggregator.fresh()));
      case "reconfigure" -> reconfigure(argument, false);
      case "again" -> reconfigure(argument, true);
      case "detach" -> {
        // On a thread of its own: the caller may be one of those that end.
        Threads.start("detach", this::stop);
        yield new Reply(0, "detaching");
      }
      default -> new Reply(2, "unknown command: " + verb);
    };
  }

  private synchronized String arguments() {
    return arguments;
  }

  /**
   * Takes new arguments: what can change at run time does, the rest is named.
   *
   * @param aloud whether nobody reads the answer but on stderr, mistakes apart
   */
  private synchronized Reply reconfigure(String newArguments, boolean aloud) {
    if (stopping) {
      return LEAVING;
    }
    if (newArguments.equals(arguments)) {
      return new Reply(ALREADY_ATTACHED, "is attached already, with the same arguments");
    }
    List<String> warnings = new ArrayList<>();
    Settings newer =
        Settings.load(
            newArguments, System.getProperties(), System.getenv(), Entry.names(), warnings);
    List<String> ignored = settings.needingRestart(newer);
    arguments = newArguments;
    assembly.judgeBy(judging(newer, warnings));
    assembly.slowDatabase(newer.dbSlowThresholdNanos());
    outside.arguments(newArguments);
    String done =
        ignored.isEmpty()
            ? "reconfigured"
            : "reconfigured; only after a detach and a new attach: " + String.join(", ", ignored);
    for (String warning : warnings) {
      if (aloud) {
        log.say(warning);
      } else {
        log.note(warning);
      }
    }
    if (aloud) {
      return new Reply(0, done);
    }
    log.note(done);
    warnings.add(0, done);
    return new Reply(0, String.join("; ", warnings));
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

  /**
   * @param warnings takes one line for each mistake in a rule
   */
  private static Judging judging(Settings settings, List<String> warnings) {
    Mistakes mistakes = new Mistakes(warnings);
    return Judging.of(
        Rules.of(settings, mistakes),
        SlaReader.read(settings.document().get("slas"), mistakes),
        settings.thresholds().intervalMillis(),
        settings.escalateAfterMillis());
  }

  private static Judging judging(Settings settings, Log log) {
    List<String> warnings = new ArrayList<>();
    Judging judging = judging(settings, warnings);
    for (String warning : warnings) {
      log.say(warning);
    }
    return judging;
  }
}
