package dev.vitals.agent;

import dev.vitals.config.Settings;
import dev.vitals.exporter.http.AccessException;
import dev.vitals.exporter.http.AccessSettings;
import dev.vitals.exporter.http.Endpoint;
import dev.vitals.exporter.http.EndpointSettings;
import dev.vitals.exporter.http.Served;
import dev.vitals.exporter.prometheus.Naming;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.ThreadFactory;

/** Opens the endpoint as the settings want it; where there is none it says why and what to do. */
final class EndpointStart {
  private final Settings settings;
  private final Identity identity;
  private final Log log;

  EndpointStart(Settings settings, Identity identity, Log log) {
    this.settings = settings;
    this.identity = identity;
    this.log = log;
  }

  /**
   * An endpoint that answers.
   *
   * @param address host and port
   * @param controlToken what the command line of this machine shows
   */
  record Opened(Endpoint endpoint, String address, String controlToken) {
    /** Where a person can open it. */
    String url() {
      return endpoint.scheme() + "://" + address;
    }
  }

  /** Null where there is none. */
  Opened open(Served served, ThreadFactory threads) {
    Settings.Server server = settings.server();
    String who = identity.version() + " watches " + identity.serviceName();
    if (server.port() < 0) {
      log.say(who + ", without an endpoint (port=-1); read with: " + metricsCommand());
      return null;
    }
    String token = token();
    EndpointSettings wanted =
        new EndpointSettings(
            server.host(),
            server.port(),
            server.portRangeEnd(),
            server.allowedHosts(),
            server.token(),
            token,
            Naming.of(settings.metrics().naming()));
    try {
      Endpoint endpoint = Endpoint.start(wanted, access(server.access()), served, threads);
      return new Opened(endpoint, text(endpoint.address()), token);
    } catch (NoClassDefFoundError missing) {
      log.say(
          who
              + ", without an endpoint: this JVM lacks the module jdk.httpserver (add it with"
              + " --add-modules jdk.httpserver, or read with: "
              + metricsCommand()
              + ")");
    } catch (AccessException mistake) {
      log.say(who + ", without an endpoint: " + mistake.getMessage());
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
    return null;
  }

  /** Says where it is, and who can read it. */
  void introduce(Opened opened) {
    log.say(
        identity.version()
            + " watches "
            + identity.serviceName()
            + ", see "
            + opened.url()
            + "/metrics");
    boolean isLocal = opened.endpoint().address().getAddress().isLoopbackAddress();
    if (!isLocal && opened.endpoint().isOpen()) {
      log.say(
          "answers everybody who reaches "
              + opened.address()
              + "; set server.token-file to ask for a token");
    }
  }

  private static AccessSettings access(Settings.Access access) {
    return new AccessSettings(
        access.usersFile(),
        access.loopbackCredentials(),
        access.certificateFile(),
        access.keyFile(),
        access.requestsPerSecond(),
        access.auditFile());
  }

  private String metricsCommand() {
    return "java -jar vitals.jar metrics " + identity.pid();
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
}
