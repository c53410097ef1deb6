package dev.vitals.benchmarks.overhead;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests over kept connections, in turn, as fast as they are answered or at a fixed rate.
 */
final class Load {
  private static final int CLIENTS = 4;
  private static final int CLIENTS_AT_A_RATE = 16;

  private final int port;
  private final byte[][] requests;
  private final AtomicLong next = new AtomicLong();

  Load(int port, byte[]... requests) {
    this.port = port;
    this.requests = requests;
  }

  /**
   * What came of a load: {@code nanos} are the sorted response times, counted from when a request
   * was due.
   */
  record Outcome(long answered, List<String> failures, double seconds, long[] nanos) {
    double perSecond() {
      return answered / seconds;
    }

    double quantileSeconds(double quantile) {
      return nanos[(int) Math.min(nanos.length - 1, Math.floor(nanos.length * quantile))] / 1e9;
    }
  }

  /** Each client sends its next request when the last one is answered. */
  Outcome closed(double seconds) throws InterruptedException {
    long startNanos = System.nanoTime();
    long endNanos = startNanos + (long) (seconds * 1e9);
    return run(
        CLIENTS,
        client -> {
          while (System.nanoTime() < endNanos) {
            client.send(System.nanoTime());
          }
        });
  }

  Outcome count(long count) throws InterruptedException {
    AtomicLong left = new AtomicLong(count);
    return run(
        CLIENTS,
        client -> {
          while (left.getAndDecrement() > 0) {
            client.send(System.nanoTime());
          }
        });
  }

  /** Requests are due at fixed times, whether or not those before are answered. */
  Outcome atRate(double perSecond, double seconds) throws InterruptedException {
    long startNanos = System.nanoTime();
    long count = (long) (perSecond * seconds);
    AtomicLong tickets = new AtomicLong();
    return run(
        CLIENTS_AT_A_RATE,
        client -> {
          long ticket;
          while ((ticket = tickets.getAndIncrement()) < count) {
            long dueNanos = startNanos + (long) (ticket * 1e9 / perSecond);
            long waitNanos;
            while ((waitNanos = dueNanos - System.nanoTime()) > 0) {
              LockSupport.parkNanos(waitNanos);
            }
            client.send(dueNanos);
          }
        });
  }

  private interface Course {
    void run(Client client) throws IOException;
  }

  private Outcome run(int clients, Course course) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    long startNanos = System.nanoTime();
    try {
      List<Callable<Client>> runs = new ArrayList<>();
      for (int index = 0; index < clients; index++) {
        runs.add(
            () -> {
              Client client = new Client();
              try (Wire wire = new Wire(port)) {
                client.wire = wire;
                course.run(client);
              } catch (IOException broken) {
                client.failures.add(broken.toString());
              }
              return client;
            });
      }
      List<Future<Client>> ended = threads.invokeAll(runs);
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      long answered = 0;
      List<String> failures = new ArrayList<>();
      List<long[]> all = new ArrayList<>();
      for (Future<Client> each : ended) {
        Client client = each.get();
        answered += client.count;
        failures.addAll(client.failures);
        all.add(Arrays.copyOf(client.nanos, client.count));
      }
      long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      return new Outcome(answered, failures, seconds, nanos);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    } finally {
      threads.shutdownNow();
    }
  }

  /** One connection and what it saw. */
  private final class Client {
    private Wire wire;
    private long[] nanos = new long[1 << 12];
    private int count;
    private final List<String> failures = new ArrayList<>();

    void send(long dueNanos) throws IOException {
      byte[] request = requests[(int) (next.getAndIncrement() % requests.length)];
      int status = wire.ask(request);
      if (status != 200) {
        failures.add(
            status
                + " to "
                + new String(request, StandardCharsets.US_ASCII).lines().findFirst().orElse(""));
      }
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = System.nanoTime() - dueNanos;
    }
  }
}
