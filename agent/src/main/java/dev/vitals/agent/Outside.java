package dev.vitals.agent;

import dev.vitals.config.Settings;
import dev.vitals.exporter.http.Endpoint;
import dev.vitals.exporter.http.EndpointSettings;
import dev.vitals.exporter.model.Control;
import dev.vitals.exporter.model.SnapshotSource;
import dev.vitals.host.HostSampler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * What faces outwards and can wait until the application has begun: the endpoint, the agent
 * properties, the samples of the host, and what can be let go between two of them.
 *
 * <p><i>Threads:</i> {@link #run} is vitals-host.
 */
final class Outside implements Runnable {
  private static final long SAMPLE_SECONDS = 5;

  private final Settings settings;
  private final Log log;
  private final Identity identity;
  private final SnapshotSource snapshots;
  private final Control control;
  private final OwnThreads ownThreads;
  private final Assembly assembly;
  private final Runnable rest;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile AgentProperties properties;
  private volatile AutoCloseable endpoint;
  private volatile String address = "";
  private String arguments;

  Outside(
      Settings settings,
      Log log,
      Identity identity,
      SnapshotSource snapshots,
      Control control,
      OwnThreads ownThreads,
      Assembly assembly,
      Runnable rest) {
    this.settings = settings;
    this.log = log;
    this.identity = identity;
    this.snapshots = snapshots;
    this.control = control;
    this.ownThreads = ownThreads;
    this.assembly = assembly;
    this.rest = rest;
    this.arguments = identity.arguments();
  }

  /** Host and port of the endpoint; empty while there is none. */
  String address() {
    return address;
  }

  @Override
  public void run() {
    try {
      introduce();
      openEndpoint();
      if (ending.getCount() > 0) {
        properties.ready();
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
      log.say("cannot be found by its command line: " + failure);
    }
    try (HostSampler sampler = new HostSampler(log::note)) {
      do {
        assembly.host(sampler.sample());
        log.flush();
        rest.run();
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

  private void close() {
    AutoCloseable open = endpoint;
    if (open != null) {
      try {
        open.close();
      } catch (Exception failure) {
        log.note("the endpoint did not close: " + failure);
      }
    }
  }

  private void openEndpoint() {
    Settings.Server server = settings.server();
    String who = identity.version() + " watches " + identity.serviceName();
    if (server.port() < 0) {
      log.say(who + ", without an endpoint (port=-1); read with: " + metricsCommand());
      return;
    }
    String token = token();
    EndpointSettings wanted =
        new EndpointSettings(
            server.host(),
            server.port(),
            server.portRangeEnd(),
            server.allowedHosts(),
            server.token(),
            token);
    try {
      Endpoint opened = Endpoint.start(wanted, snapshots, control, httpThreads());
      endpoint = opened;
      if (ending.getCount() == 0) {
        // Detached while it was being opened: whoever stops it may not have seen it.
        close();
        return;
      }
      address = text(opened.address());
      properties.address(address, token);
      log.say(who + ", see http://" + address + "/metrics");
      if (!opened.address().getAddress().isLoopbackAddress() && server.token().isEmpty()) {
        log.say(
            "answers everybody who reaches "
                + address
                + "; set server.token-file to ask for a token");
      }
    } catch (NoClassDefFoundError missing) {
      log.say(
          who
              + ", without an endpoint: this JVM lacks the module jdk.httpserver (add it with"
              + " --add-modules jdk.httpserver, or read with: "
              + metricsCommand()
              + ")");
    } catch (IOException | RuntimeException failure) {
      log.say(
          who
              + ", without an endpoint: "
              + server.host()
              + ':'
              + server.port()
              + '-'
              + server.portRangeEnd()
              + " cannot be had ("
              + failure.getMessage()
              + "); set server.port or server.host to another one");
    }
  }

  private String metricsCommand() {
    return "java -jar vitals.jar metrics " + identity.pid();
  }

  private ThreadFactory httpThreads() {
    ThreadFactory factory = Threads.factory("http");
    return work -> {
      Thread thread = factory.newThread(work);
      ownThreads.add("export", thread);
      return thread;
    };
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + address.getPort();
  }

  private static String token() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    StringBuilder token = new StringBuilder();
    for (byte each : random) {
      token
          .append(Character.forDigit((each >> 4) & 0xf, 16))
          .append(Character.forDigit(each & 0xf, 16));
    }
    return token.toString();
  }

  /** The last trace: from here on the command line sees a JVM without an agent. */
  void forget() {
    if (properties != null) {
      properties.forget();
    }
  }
}
