package dev.vitals.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients that ask the same page again and again until they are told to stop. */
final class SteadyLoad implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final int port;
  private final List<Thread> clients = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  private SteadyLoad(int port) {
    this.port = port;
  }

  static SteadyLoad start(int port, int clients) {
    SteadyLoad load = new SteadyLoad(port);
    for (int client = 0; client < clients; client++) {
      Thread thread = new Thread(load::run, "client-" + client);
      load.clients.add(thread);
      thread.start();
    }
    return load;
  }

  long sent() {
    return sent.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    stop();
  }

  /** Ends the clients, after the answers they wait for. */
  void stop() {
    stopped = true;
    try {
      for (Thread client : clients) {
        client.join();
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private void run() {
    try (Wire wire = new Wire(port)) {
      while (!stopped) {
        int status = wire.get("/items/" + sent.incrementAndGet());
        if (status != 200) {
          failures.add("status " + status);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (IOException broken) {
      failures.add(broken.toString());
    }
  }
}
