package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  @Test
  void takes_the_first_free_port_of_the_range() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int first = taken.getLocalPort();
      try (RunningEndpoint running = new RunningEndpoint(ports(first, first + 20))) {
        assertTrue(running.port() > first && running.port() <= first + 20);
        assertEquals(200, running.get("/-/healthy").status());
      }
    }
  }

  @Test
  void fails_and_leaves_no_thread_when_no_port_is_free() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Set<Thread> before = threads();
      int port = taken.getLocalPort();
      assertThrows(BindException.class, () -> new RunningEndpoint(ports(port, port - 1)));
      assertNewThreadsEnd(before);
    }
  }

  @Test
  void listens_on_the_given_address_only() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      assertTrue(running.endpoint.address().getAddress().isLoopbackAddress());
    }
  }

  @Test
  void has_only_daemon_threads_without_a_context_class_loader_and_two_workers() throws Exception {
    Set<Thread> before = threads();
    try (RunningEndpoint running = new RunningEndpoint()) {
      ExecutorService clients = Executors.newFixedThreadPool(8);
      Set<Thread> clientThreads = new HashSet<>();
      try {
        List<Future<Integer>> statuses =
            clients.invokeAll(
                Collections.nCopies(
                    200,
                    () -> {
                      synchronized (clientThreads) {
                        clientThreads.add(Thread.currentThread());
                      }
                      return running.get("/metrics").status();
                    }));
        for (Future<Integer> status : statuses) {
          assertEquals(200, status.get());
        }
      } finally {
        clients.shutdown();
      }
      Set<Thread> ours = threads();
      ours.removeAll(before);
      ours.removeAll(clientThreads);
      long workers = ours.stream().filter(t -> t.getName().startsWith("vitals-")).count();
      assertEquals(2, workers, ours.toString());
      for (Thread thread : ours) {
        assertTrue(thread.isDaemon(), thread.getName());
        assertNull(thread.getContextClassLoader(), thread.getName());
      }
      assertEquals(3, running.threads.made().size());
    }
  }

  @Test
  void ends_all_threads_and_frees_the_port_when_it_closes() throws IOException {
    Set<Thread> before = threads();
    int port;
    try (RunningEndpoint running = new RunningEndpoint()) {
      port = running.port();
      assertEquals(200, running.get("/metrics").status());
    }
    assertNewThreadsEnd(before);
    try (RunningEndpoint again = new RunningEndpoint(ports(port, port))) {
      assertEquals(port, again.port());
    }
  }

  @Test
  void closes_while_clients_are_stuck() throws IOException {
    Set<Thread> before = threads();
    RunningEndpoint running = new RunningEndpoint();
    for (int i = 0; i < 3; i++) {
      running.connect().getOutputStream().write("GET /metrics HTTP/1.1\r\n".getBytes());
    }
    long startNanos = System.nanoTime();
    running.close();
    running.close();
    assertTrue(System.nanoTime() - startNanos < TimeUnit.SECONDS.toNanos(3));
    assertNewThreadsEnd(before);
  }

  private static EndpointSettings ports(int first, int last) {
    return new EndpointSettings("127.0.0.1", first, last, List.of(), "", "");
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  private static void assertNewThreadsEnd(Set<Thread> before) {
    Set<Thread> ours = threads();
    ours.removeAll(before);
    for (Thread thread : ours) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(5));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertFalse(thread.isAlive(), thread.getName());
    }
  }
}
