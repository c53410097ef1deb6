package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The requests that every web host answers, with the status and the route that belong to each. */
record HostContract(List<Call> calls) {
  /** One request; {@code recordedMethod} is the method label it must be counted under. */
  record Call(
      String method,
      String path,
      String body,
      int status,
      String recordedMethod,
      String route,
      int times) {}

  static HostContract of(Host host) {
    return switch (host) {
      case JDK_HTTP -> jdkHttp();
      case SPRING_BOOT_3, SPRING_BOOT_4 -> spring();
      default -> servlets();
    };
  }

  /** The same for a host that serves them all under this path. */
  HostContract under(String contextPath) {
    return new HostContract(
        calls.stream()
            .map(
                call ->
                    new Call(
                        call.method(),
                        contextPath + call.path(),
                        call.body(),
                        call.status(),
                        call.recordedMethod(),
                        contextPath + call.route(),
                        call.times()))
            .toList());
  }

  /** Sends every call, checks its answer, and returns how often each series must be counted. */
  Map<String, Long> drive(int port) {
    Map<String, Long> expected = new TreeMap<>();
    for (Call call : calls) {
      for (int i = 0; i < call.times(); i++) {
        String path = call.path().replace("{n}", Integer.toString(i));
        assertEquals(
            call.status(),
            Http.status(call.method(), port, path, call.body()),
            call.method() + " " + path);
      }
      expected.merge(
          call.recordedMethod() + " " + call.route() + " " + call.status(),
          (long) call.times(),
          Long::sum);
    }
    return expected;
  }

  private static HostContract servlets() {
    List<Call> calls = common("/items/*", "/", "/filtered");
    calls.add(call("GET", "/fail", 500, "/fail"));
    calls.add(call("GET", "/async-timeout", 500, "/async-timeout"));
    calls.add(new Call("BREW", "/hello", null, 501, "_OTHER", "/hello", 2));
    dispatches(calls);
    return new HostContract(calls);
  }

  private static HostContract spring() {
    List<Call> calls = common("/items/{id}", "/**", "/");
    calls.add(call("GET", "/fail", 500, "/fail"));
    calls.add(call("GET", "/async-timeout", 503, "/async-timeout"));
    calls.add(new Call("BREW", "/hello", null, 405, "_OTHER", "/", 2));
    dispatches(calls);
    return new HostContract(calls);
  }

  private static HostContract jdkHttp() {
    List<Call> calls = common("/items/", "/", "/filtered");
    calls.add(new Call("BREW", "/hello", null, 501, "_OTHER", "/hello", 2));
    return new HostContract(calls);
  }

  private static List<Call> common(String item, String missing, String filtered) {
    List<Call> calls = new ArrayList<>();
    calls.add(new Call("GET", "/hello", null, 200, "GET", "/hello", 5));
    calls.add(new Call("POST", "/hello", "some body", 200, "POST", "/hello", 3));
    calls.add(new Call("GET", "/items/{n}", null, 200, "GET", item, 7));
    calls.add(new Call("GET", "/missing/{n}", null, 404, "GET", missing, 4));
    calls.add(call("GET", "/error-code", 503, "/error-code"));
    calls.add(call("GET", "/filtered", 403, filtered));
    return calls;
  }

  private static void dispatches(List<Call> calls) {
    calls.add(call("GET", "/forward", 200, "/forward"));
    calls.add(call("GET", "/include", 200, "/include"));
    calls.add(call("GET", "/async", 200, "/async"));
    calls.add(call("GET", "/async-dispatch", 200, "/async-dispatch"));
    calls.add(call("HEAD", "/hello", 200, "/hello"));
  }

  private static Call call(String method, String path, int status, String route) {
    return new Call(method, path, null, status, method, route, 2);
  }
}
