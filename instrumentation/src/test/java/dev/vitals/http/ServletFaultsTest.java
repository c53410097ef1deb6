package dev.vitals.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.web.FilteredServlet;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Request;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests no container would send, straight into woven classes. */
class ServletFaultsTest {
  private final Map<String, Object> attributes = new HashMap<>();
  private final FilteredServlet servlet = new FilteredServlet();

  @Test
  void getters_that_throw_leave_the_host_and_the_gauge_alone() throws Exception {
    HttpServletRequest request =
        stub(
            HttpServletRequest.class,
            (name, arguments) -> {
              throw new IllegalStateException(name);
            });
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      servlet.service(request, response(200));

      assertEquals(1, servlet.served);
      assertEquals(0, web.sink.active.get());
      assertEquals(Map.of(), web.sink.counts());
      assertTrue(web.sink.failures.toString().contains("IllegalStateException: getMethod"));

      servlet.service(request(), response(200));
      assertEquals(Map.of("GET http /c/m 200", 1), web.sink.counts());
      assertEquals(0, web.sink.active.get());
    }
  }

  @Test
  void getters_that_throw_at_the_end_leave_nothing_open() throws Exception {
    HttpServletResponse broken =
        stub(
            HttpServletResponse.class,
            (name, arguments) -> {
              throw new IllegalStateException(name);
            });
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      servlet.service(request(), broken);
      assertEquals(0, web.sink.active.get());

      servlet.service(request(), response(204));
      assertEquals(Map.of("GET http /c/m 204", 1), web.sink.counts());
      assertEquals(0, web.sink.active.get());
    }
  }

  @Test
  void the_hosts_exception_passes_untouched() throws Exception {
    RuntimeException mine = new IllegalStateException("mine");
    StackTraceElement[] stack = mine.getStackTrace();
    servlet.failure = mine;
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      RuntimeException thrown =
          assertThrows(RuntimeException.class, () -> servlet.service(request(), response(200)));

      assertSame(mine, thrown);
      assertEquals(stack.length, thrown.getStackTrace().length);
      assertEquals(0, thrown.getSuppressed().length);
      assertEquals(
          Map.of("GET http /c/m 500 java.lang.IllegalStateException", 1), web.sink.counts());
    }
  }

  @Test
  void an_error_dispatch_of_a_counted_request_is_not_counted_again() throws Exception {
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      servlet.service(request(), response(404));
      servlet.service(request(DispatcherType.ERROR), response(404));

      assertEquals(Map.of("GET http /c/m 404", 1), web.sink.counts());
    }
  }

  @Test
  void an_error_dispatch_of_what_the_container_refused_is_counted_without_a_route()
      throws Exception {
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      servlet.service(request(DispatcherType.ERROR), response(400));

      assertEquals(Map.of("GET http - 400", 1), web.sink.counts());
      assertEquals(0, web.sink.active.get());
    }
  }

  @Test
  void a_completion_after_the_end_of_the_session_does_nothing() throws Exception {
    AsyncListener[] added = new AsyncListener[1];
    AsyncContext context =
        stub(
            AsyncContext.class,
            (name, arguments) -> {
              added[0] = (AsyncListener) arguments[0];
              return null;
            });
    servlet.startAsync = true;
    TrackingSink sink;
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      sink = web.sink;
      servlet.asyncContext = context;
      servlet.service(request(), response(200));
      assertEquals(1, web.sink.active.get());
      assertEquals(Map.of(), web.sink.counts());
    }

    added[0].onComplete(null);
    added[0].onError(null);

    assertEquals(Map.of(), sink.counts());
    assertTrue(added[0].equals(added[0]));
    assertFalse(added[0].equals("other"));
    assertEquals("Vitals", added[0].toString());
    assertEquals(System.identityHashCode(added[0]), added[0].hashCode());
  }

  @Test
  void a_completion_that_comes_twice_counts_once() throws Exception {
    AsyncListener[] added = new AsyncListener[1];
    servlet.startAsync = true;
    servlet.asyncContext =
        stub(
            AsyncContext.class,
            (name, arguments) -> {
              added[0] = (AsyncListener) arguments[0];
              return null;
            });
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      servlet.service(request(), response(201));
      added[0].onComplete(null);
      added[0].onComplete(null);

      assertEquals(Map.of("GET http /c/m 201", 1), web.sink.counts());
      assertEquals(0, web.sink.active.get());
      assertTrue(attributes.get(Probe.REQUEST_MARK) instanceof Request);
    }
  }

  @Test
  void a_listener_the_container_refuses_leaves_a_request_that_ends_at_its_exit() throws Exception {
    servlet.startAsync = true;
    servlet.asyncContext =
        stub(
            AsyncContext.class,
            (name, arguments) -> {
              throw new IllegalStateException(name);
            });
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      servlet.service(request(), response(200));

      assertEquals(Map.of("GET http /c/m 200", 1), web.sink.counts());
      assertEquals(0, web.sink.active.get());
      assertNull(attributes.get(Probe.REQUEST_MARK));
    }
  }

  private HttpServletRequest request() {
    return request(DispatcherType.REQUEST);
  }

  private HttpServletRequest request(DispatcherType type) {
    return new FilteredServlet.StubRequest(
        stub(
            HttpServletRequest.class,
            (name, arguments) ->
                switch (name) {
                  case "getMethod" -> "GET";
                  case "getScheme" -> "http";
                  case "getContextPath" -> "/c";
                  case "getDispatcherType" -> type;
                  case "getAttribute" -> attributes.get(arguments[0]);
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  case "getHttpServletMapping" -> FilteredServlet.MAPPING;
                  case "startAsync" -> servlet.asyncContext;
                  default -> throw new IllegalArgumentException(name);
                }));
  }

  private static HttpServletResponse response(int status) {
    return stub(
        HttpServletResponse.class,
        (name, arguments) -> name.equals("getStatus") ? (Object) status : Boolean.FALSE);
  }

  private interface Answer {
    Object of(String name, Object[] arguments);
  }

  private static <T> T stub(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object result = answer.of(method.getName(), arguments);
              return method.getReturnType() == void.class ? null : result;
            }));
  }
}
