package dev.vitals.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.probe.Probe;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.WeaveReport;
import dev.vitals.weave.Weaver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.agent.ByteBuddyAgent;

/** This JVM with the instrumentations of this package woven, and a client that counts as well. */
final class WovenWeb implements AutoCloseable {
  private static final int SESSION = 4711;

  final TrackingSink sink = new TrackingSink(SESSION);
  final StringBuffer weaveFailures = new StringBuffer();
  private final Weaver weaver;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Map<String, Integer> expected = new TreeMap<>();

  WovenWeb(LibraryInstrumentation... instrumentations) {
    WeaveReport report =
        new WeaveReport() {
          @Override
          public void transformed(int instrumentation, String className) {}

          @Override
          public void failed(int instrumentation, String phase, String name, Throwable cause) {
            weaveFailures.append(phase).append(' ').append(name).append(' ').append(cause);
          }

          @Override
          public void spent(long nanos) {}
        };
    weaver =
        new Weaver(
            ByteBuddyAgent.install(), SESSION, List.of(instrumentations), Exclusions.NONE, report);
    Probe.deliverTo(sink);
    weaver.install(true);
  }

  /** Status of one request; -1 when the connection broke. */
  int call(String method, URI address) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException broken) {
      return -1;
    }
  }

  /**
   * Sends some requests, four at a time, and expects each to be answered and recorded so.
   *
   * @param answer the status the client sees
   * @param recorded route, status and error type
   */
  void expect(int times, URI address, int answer, String recorded) throws Exception {
    expect("GET", times, address, answer, recorded);
  }

  /** As above; the client repeats a GET by itself when the connection breaks, but no POST. */
  void expect(String method, int times, URI address, int answer, String recorded) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> answers =
          pool.invokeAll(java.util.Collections.nCopies(times, () -> call(method, address)));
      for (Future<Integer> each : answers) {
        assertEquals(answer, each.get(), () -> "status of " + address);
      }
    } finally {
      pool.shutdown();
    }
    expected.merge(method + " http " + recorded, times, Integer::sum);
  }

  void awaitActive(int requests) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < deadline && sink.active.get() != requests) {
      Thread.onSpinWait();
    }
    assertEquals(requests, sink.active.get(), "active requests");
  }

  /** Everything that was expected was recorded, nothing else, and nothing is left open. */
  void verify() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < deadline
        && !(expected.equals(sink.counts()) && sink.active.get() == 0)) {
      Thread.onSpinWait();
    }
    assertEquals(lines(expected), lines(sink.counts()));
    assertEquals(0, sink.active.get(), "active requests");
    assertEquals("", sink.failures.toString());
    assertEquals("", weaveFailures.toString());
  }

  private static String lines(Map<String, Integer> counts) {
    return String.join("\n", counts.entrySet().stream().map(Object::toString).toList());
  }

  @Override
  public void close() {
    Probe.deliverTo(null);
    weaver.reset();
  }
}
