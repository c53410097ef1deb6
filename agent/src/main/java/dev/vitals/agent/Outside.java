package dev.vitals.agent;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.exporter.http.Served;
import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Documents;
import dev.vitals.exporter.model.SnapshotSource;
import dev.vitals.exporter.prometheus.Naming;
import dev.vitals.fleet.DiscoveryEntry;
import dev.vitals.fleet.FileDiscovery;
import dev.vitals.host.HostSampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What faces outwards and can wait until the application has begun: the endpoint, what follows from
 * judgements, the agent properties, the samples of the host, and what is looked after between two
 * of them.
 *
 * <p><i>Threads:</i> {@link #run} is vitals-host.
 */
final class Outside implements Runnable {
  private static final long SAMPLE_SECONDS = 5;

  private final Settings settings;
  private final Log log;
  private final Identity identity;
  private final SnapshotSource snapshots;
  private final Agent agent;
  private final OwnThreads ownThreads;
  private final Assembly assembly;
  private final Runnable rest;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile AgentProperties properties;
  private volatile Consequences consequences;
  private volatile EndpointStart.Opened opened;
  private volatile String instance;
  private FileDiscovery discovery;
  private String arguments;

  Outside(
      Settings settings,
      Log log,
      Identity identity,
      SnapshotSource snapshots,
      Agent agent,
      OwnThreads ownThreads,
      Assembly assembly,
      Runnable rest) {
    this.settings = settings;
    this.log = log;
    this.identity = identity;
    this.snapshots = snapshots;
    this.agent = agent;
    this.ownThreads = ownThreads;
    this.assembly = assembly;
    this.rest = rest;
    this.arguments = identity.arguments();
    this.instance = settings.instanceId();
  }

  /** Host and port of the endpoint; empty while there is none. */
  String address() {
    EndpointStart.Opened open = opened;
    return open == null ? "" : open.address();
  }

  /** What follows from judgements; null until it is there. */
  Consequences consequences() {
    return consequences;
  }

  @Override
  public void run() {
    judge();
    try {
      introduce();
      follow();
      try {
        openEndpoint();
      } finally {
        beSomebody();
      }
      if (ending.getCount() > 0) {
        properties.ready();
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
      log.say("cannot be found by its command line: " + failure);
    }
    try (HostSampler sampler = new HostSampler(log::note, Naming.of(settings.metrics().naming()))) {
      do {
        assembly.host(sampler.sample());
        log.flush();
        rest.run();
        lookAfter();
      } while (!ending.await(SAMPLE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError failure) {
      log.note("the host is not sampled any more: " + failure);
    }
  }

  /** The arguments the agent runs with from now on. */
  synchronized void arguments(String newArguments) {
    arguments = newArguments;
    if (properties != null) {
      properties.arguments(newArguments);
    }
  }

  /** A second -javaagent may have brought other arguments before this one's thread began. */
  private synchronized void introduce() throws ReflectiveOperationException {
    properties = new AgentProperties();
    properties.running(identity);
    properties.arguments(arguments);
  }

  /** Frees the port and ends the samples. */
  void stop() {
    ending.countDown();
    close();
  }

  private synchronized void close() {
    EndpointStart.Opened open = opened;
    if (open != null) {
      open.endpoint().close();
    }
    if (discovery != null) {
      discovery.close();
    }
    if (consequences != null) {
      consequences.stop();
    }
  }

  private void judge() {
    try {
      agent.reconfiguration().judge();
    } catch (RuntimeException | LinkageError failure) {
      log.say("judges nothing: " + failure);
    }
  }

  private synchronized void follow() {
    if (ending.getCount() == 0) {
      return;
    }
    try {
      Consequences made =
          new Consequences(
              settings,
              identity,
              log,
              assembly,
              snapshots,
              agent.reconfiguration(),
              this::instance,
              this::url,
              ownThreads);
      List<String> lines = new ArrayList<>();
      made.use(settings, new Mistakes(lines));
      for (String line : lines) {
        log.say(line);
      }
      assembly.add(made);
      assembly.tell(made);
      consequences = made;
    } catch (RuntimeException | LinkageError failure) {
      log.say("remembers nothing and tells nobody of alerts: " + failure);
    }
  }

  private void openEndpoint() {
    Consequences made = consequences;
    Served served =
        new Served(
            snapshots,
            made == null ? Documents.NONE : made.documents(),
            agent,
            made == null ? Actions.NONE : made.operations(),
            log::note);
    EndpointStart start = new EndpointStart(settings, identity, log);
    EndpointStart.Opened open =
        start.open(served, ownThreads.adding("export", Threads.factory("http")));
    if (open == null) {
      return;
    }
    opened = open;
    if (ending.getCount() == 0) {
      // Detached while it was being opened: whoever stops it may not have seen it.
      close();
      return;
    }
    boolean isPlain = open.endpoint().scheme().equals("http");
    // The command line cannot know whether to trust a certificate: it takes the other door then.
    properties.address(open.address(), isPlain ? open.controlToken() : "");
    start.introduce(open);
    discover(open);
  }

  /** Without an endpoint there is no port to be known by. */
  private synchronized void beSomebody() {
    if (instance.isEmpty()) {
      instance = DiscoveryEntry.thisHost();
    }
  }

  private synchronized void discover(EndpointStart.Opened open) {
    Settings.Discovery wanted = settings.server().discovery();
    DiscoveryEntry entry =
        DiscoveryEntry.ofThisJvm(
            identity.serviceName(),
            open.endpoint().scheme(),
            open.address(),
            wanted.address(),
            settings.instanceId());
    instance = entry.instance();
    if (!wanted.directory().isEmpty() && ending.getCount() > 0) {
      discovery =
          FileDiscovery.start(
              Path.of(wanted.directory()), entry, log::note, Threads.factory("discovery"));
    }
  }

  private void lookAfter() {
    if (consequences != null) {
      consequences.keep();
      consequences.report();
    }
    FileDiscovery entry;
    synchronized (this) {
      entry = discovery;
    }
    if (entry != null) {
      entry.keep();
    }
    agent.reconfiguration().lookAtFile();
  }

  private String instance() {
    return instance;
  }

  private String url() {
    EndpointStart.Opened open = opened;
    return open == null ? "" : open.url();
  }

  /** The last trace: from here on the command line sees a JVM without an agent. */
  void forget() {
    if (properties != null) {
      properties.forget();
    }
  }
}
