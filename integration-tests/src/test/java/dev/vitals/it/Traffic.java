package dev.vitals.it;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Clients that send a request again and again, all at the same even pace, whatever is answered. One
 * that waits for its answer for longer than its turn comes late.
 */
final class Traffic implements AutoCloseable {
  private static final long END_SECONDS = 40;

  private final int port;
  private final Supplier<String> request;
  private final ScheduledThreadPoolExecutor clients;
  private final Map<String, Long> answers = new TreeMap<>();

  private Traffic(int port, int clients, Supplier<String> request) {
    this.port = port;
    this.request = request;
    this.clients = new ScheduledThreadPoolExecutor(clients);
    this.clients.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  /** Such as {@code GET /products}; a POST carries an order of the shop. */
  static Traffic start(int port, int clients, Duration pause, String request) {
    return start(port, clients, pause, () -> request);
  }

  static Traffic start(int port, int clients, Duration pause, Supplier<String> request) {
    Traffic traffic = new Traffic(port, clients, request);
    long pauseNanos = pause.toNanos();
    for (int client = 0; client < clients; client++) {
      traffic.clients.scheduleAtFixedRate(
          traffic::send, client * pauseNanos / clients, pauseNanos, TimeUnit.NANOSECONDS);
    }
    return traffic;
  }

  /** How often there was which status, or which failure to get one. */
  Map<String, Long> answers() {
    synchronized (answers) {
      return new TreeMap<>(answers);
    }
  }

  /** Ends the clients, after the answers they wait for. */
  @Override
  public void close() {
    clients.shutdown();
    try {
      if (!clients.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("somebody waits for an answer for ever");
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private void send() {
    String[] words = request.get().split(" ", 2);
    String answer;
    try {
      answer = Integer.toString(SampleApp.send(words[0], port, words[1]).statusCode());
    } catch (RuntimeException failure) {
      answer = String.valueOf(failure.getCause());
    }
    synchronized (answers) {
      answers.merge(answer, 1L, Long::sum);
    }
  }
}
