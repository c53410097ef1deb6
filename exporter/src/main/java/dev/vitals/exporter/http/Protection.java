package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** All that stands between a request and its answer, built from the settings. */
final class Protection {
  /** How many seconds' worth of requests an address may send at once. */
  private static final int BURST_SECONDS = 4;

  private final Gate gate;
  private final Authentication authentication;
  private final Audit audit;
  private final Clients clients;
  private final Tls tls;

  private Protection(
      Gate gate, Authentication authentication, Audit audit, Clients clients, Tls tls) {
    this.gate = gate;
    this.authentication = authentication;
    this.audit = audit;
    this.clients = clients;
    this.tls = tls;
  }

  /**
   * @throws AccessException where a file it needs cannot be read: then there must be no endpoint
   */
  static Protection of(
      EndpointSettings settings, AccessSettings access, Consumer<String> log, LongSupplier nanoTime)
      throws AccessException {
    Clients clients = clients(access.requestsPerSecond(), nanoTime);
    Tls tls = null;
    if (access.isSecure()) {
      // One request a connection: twice the requests leave room for those that are refused.
      Clients handshakes = clients(2 * access.requestsPerSecond(), nanoTime);
      tls = Tls.of(access.certificateFile(), access.keyFile(), handshakes, log, nanoTime);
    }
    return new Protection(
        new Gate(settings),
        new Authentication(
            settings,
            users(access.usersFile(), log, nanoTime),
            access.loopbackTakesCredentials(),
            nanoTime),
        new Audit(log, auditFile(access.auditFile()), nanoTime),
        clients,
        tls);
  }

  Gate gate() {
    return gate;
  }

  Authentication authentication() {
    return authentication;
  }

  Audit audit() {
    return audit;
  }

  /** Null for plain HTTP. */
  Tls tls() {
    return tls;
  }

  /**
   * How long the client has to wait before this request; 0 where it need not. Scrapes and health
   * checks from this machine never have to.
   *
   * @param route null where there is none
   */
  long waitNanos(HttpExchange exchange, Route route) {
    if (clients == null) {
      return 0;
    }
    boolean isCheap =
        route != null && (route.page() == Page.Own.METRICS || route.access() == Access.OPEN);
    return isCheap && Gate.isLocal(exchange)
        ? 0
        : clients.take(exchange.getRemoteAddress().getAddress());
  }

  private static Clients clients(int perSecond, LongSupplier nanoTime) {
    return perSecond <= 0
        ? null
        : new Clients(perSecond, (double) BURST_SECONDS * perSecond, nanoTime);
  }

  private static Watched<Users> users(String file, Consumer<String> log, LongSupplier nanoTime)
      throws AccessException {
    if (file.isEmpty()) {
      return null;
    }
    Watched<Users> users =
        new Watched<>(
            List.of(file),
            contents -> Users.parse(file, new String(contents.get(0), StandardCharsets.UTF_8)),
            log,
            nanoTime);
    users.warnOfReaders(0);
    return users;
  }

  private static AuditFile auditFile(String file) throws AccessException {
    try {
      return file.isEmpty() ? null : new AuditFile(Path.of(file));
    } catch (InvalidPathException e) {
      throw new AccessException("the audit file has a name this machine cannot have");
    }
  }
}
