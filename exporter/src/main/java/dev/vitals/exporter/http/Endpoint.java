package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Control;
import dev.vitals.exporter.model.Documents;
import dev.vitals.exporter.model.SnapshotSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The HTTP server that shows the snapshots.
 *
 * <p><i>Threads:</i> two workers from the factory, each started with its first request, and the
 * JDK's dispatcher and idle timer, which take daemon status and the missing context class loader
 * from the factory's thread that starts them. It holds no lock an application thread could want.
 */
public final class Endpoint implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final Set<String> OF_THE_SERVER = Set.of("HTTP-Dispatcher", "idle-timeout-task");
  private static final long REQUEST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final HttpServer server;
  private final Workers workers;
  private final boolean open;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Endpoint(HttpServer server, Workers workers, boolean open) {
    this.server = server;
    this.workers = workers;
    this.open = open;
  }

  /**
   * Binds the first free port and starts to answer, in plain HTTP and without users.
   *
   * <p><i>Errors:</i> as of the other one.
   */
  public static Endpoint start(
      EndpointSettings settings, SnapshotSource source, Control control, ThreadFactory threads)
      throws IOException {
    Served served = new Served(source, Documents.NONE, control, Actions.NONE, line -> {});
    return start(settings, AccessSettings.NONE, served, threads);
  }

  /**
   * Binds the first free port and starts to answer.
   *
   * <p><i>Errors:</i> {@link NoClassDefFoundError} where the module jdk.httpserver is missing.
   *
   * @param threads makes daemon threads without a context class loader
   * @throws AccessException where users, certificate or key cannot be read: nothing is opened then
   * @throws IOException where the address cannot be bound or all ports are taken
   */
  public static Endpoint start(
      EndpointSettings settings, AccessSettings access, Served served, ThreadFactory threads)
      throws IOException {
    Start start = new Start(settings, access, served, threads);
    Thread thread = threads.newThread(start);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the endpoint started", e);
    }
    return start.outcome();
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return server instanceof HttpsServer ? "https" : "http";
  }

  /** Whether whoever reaches it may read. */
  public boolean isOpen() {
    return open;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /**
   * Frees the port and ends all threads; what is being answered has a second to end. Called by a
   * {@link Control} on one of the workers it takes effect once the answer is sent.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true) && !workers.runLast(this::stop)) {
      stop();
    }
  }

  private void stop() {
    try {
      try {
        workers.close();
      } finally {
        server.stop(0);
      }
      workers.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Start implements Runnable {
    private final EndpointSettings settings;
    private final AccessSettings access;
    private final Served served;
    private final ThreadFactory threads;
    private Endpoint started;
    private Throwable failure;

    Start(EndpointSettings settings, AccessSettings access, Served served, ThreadFactory threads) {
      this.settings = settings;
      this.access = access;
      this.served = served;
      this.threads = threads;
    }

    @Override
    public void run() {
      try {
        Protection protection = Protection.of(settings, access, served.log(), System::nanoTime);
        HttpServer server = create(protection.tls());
        try {
          bind(server);
          Workers workers = new Workers(threads, REQUEST_NANOS);
          boolean isOpen = protection.authentication().isOpen();
          boolean isExposed = isOpen && !server.getAddress().getAddress().isLoopbackAddress();
          MetricsPage metrics = new MetricsPage(served.source(), settings.naming(), isExposed);
          server.setExecutor(workers);
          server.createContext("/", new Router(protection, served, metrics, workers));
          Set<Thread> before = siblings();
          server.start();
          forgetLoaders(before);
          started = new Endpoint(server, workers, isOpen);
        } finally {
          if (started == null) {
            server.stop(0);
          }
        }
      } catch (Throwable e) {
        failure = e;
      }
    }

    private static HttpServer create(Tls tls) throws IOException {
      if (tls == null) {
        return HttpServer.create();
      }
      HttpsServer server = HttpsServer.create();
      server.setHttpsConfigurator(tls);
      return server;
    }

    /** From JDK 19 on the server's own threads take the application's class loader with them. */
    private static void forgetLoaders(Set<Thread> before) {
      for (Thread thread : siblings()) {
        if (!before.contains(thread) && OF_THE_SERVER.contains(thread.getName())) {
          thread.setContextClassLoader(null);
        }
      }
    }

    private static Set<Thread> siblings() {
      ThreadGroup group = Thread.currentThread().getThreadGroup();
      Thread[] threads = new Thread[2 * group.activeCount() + 8];
      int count = group.enumerate(threads, false);
      return new HashSet<>(Arrays.asList(threads).subList(0, count));
    }

    private void bind(HttpServer server) throws IOException {
      InetAddress address = InetAddress.getByName(settings.host());
      int port = settings.firstPort();
      while (true) {
        try {
          server.bind(new InetSocketAddress(address, port), BACKLOG);
          return;
        } catch (SocketException e) {
          if (port == 0 || port >= settings.lastPort()) {
            throw e;
          }
          port++;
        }
      }
    }

    Endpoint outcome() throws IOException {
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      return started;
    }
  }
}
