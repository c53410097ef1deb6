package dev.vitals.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkHttpServerInstrumentationTest {
  private final ExecutorService handlers = Executors.newFixedThreadPool(4);
  private final ExecutorService later = Executors.newSingleThreadExecutor();
  private WovenWeb web;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    web = new WovenWeb(new JdkHttpServerInstrumentation());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(handlers);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    web.close();
    handlers.shutdownNow();
    later.shutdownNow();
  }

  @Test
  void counts_by_context_and_status() throws Exception {
    server.createContext("/orders", exchange -> answer(exchange, 200));
    server.createContext("/", exchange -> answer(exchange, 404));

    web.expect(20, address("/orders/17"), 200, "/orders 200");
    web.expect(10, address("/nothing"), 404, "/ 404");

    web.verify();
  }

  @Test
  void counts_an_exchange_once_however_many_filters_it_passes() throws Exception {
    server
        .createContext("/deep", exchange -> answer(exchange, 201))
        .getFilters()
        .add(
            new Filter() {
              @Override
              public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
                chain.doFilter(exchange);
              }

              @Override
              public String description() {
                return "passes on";
              }
            });

    web.expect(10, address("/deep"), 201, "/deep 201");

    web.verify();
  }

  @Test
  void counts_an_exception_without_an_answer_as_500() throws Exception {
    server.createContext(
        "/boom",
        exchange -> {
          throw new IllegalStateException("mine");
        });

    web.expect("POST", 3, address("/boom"), -1, "/boom 500 java.lang.IllegalStateException");

    web.verify();
  }

  @Test
  void counts_an_answer_from_another_thread_with_the_time_it_took() throws Exception {
    server.createContext(
        "/later",
        exchange ->
            later.execute(
                () -> {
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                  answer(exchange, 202);
                }));

    web.expect(5, address("/later"), 202, "/later 202");

    web.verify();
    long shortest = web.sink.shortestNanos.get("GET http /later 202");
    assertTrue(shortest > TimeUnit.MILLISECONDS.toNanos(5), () -> "took " + shortest + " ns");
  }

  @Test
  void an_unanswered_exchange_stays_active_until_it_is_closed() throws Exception {
    CountDownLatch handled = new CountDownLatch(1);
    CountDownLatch close = new CountDownLatch(1);
    server.createContext(
        "/never",
        exchange -> {
          later.execute(
              () -> {
                await(close);
                exchange.close();
              });
          handled.countDown();
        });
    Thread client =
        new Thread(
            () -> {
              try {
                web.expect("POST", 1, address("/never"), -1, "/never 500");
              } catch (Exception failed) {
                throw new AssertionError(failed);
              }
            });
    client.start();
    await(handled);
    web.awaitActive(1);

    close.countDown();
    client.join();

    web.verify();
  }

  @Test
  void an_exchange_its_own_handler_closes_without_an_answer_is_over() throws Exception {
    server.createContext("/closed", HttpExchange::close);

    web.expect("POST", 3, address("/closed"), -1, "/closed 500");

    web.verify();
  }

  @Test
  void keeps_the_route_when_the_connection_is_in_its_next_request_before_the_handler_returns()
      throws Exception {
    CountDownLatch next = new CountDownLatch(1);
    server.createContext(
        "/first",
        exchange -> {
          answer(exchange, 200);
          await(next);
        });
    server.createContext(
        "/next",
        exchange -> {
          next.countDown();
          answer(exchange, 200);
        });

    web.expect(1, address("/first"), 200, "/first 200");
    web.expect(1, address("/next"), 200, "/next 200");

    web.verify();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static void answer(HttpExchange exchange, int status) {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
