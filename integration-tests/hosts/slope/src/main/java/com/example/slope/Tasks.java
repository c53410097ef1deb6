package com.example.slope;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a handler with statements in it, each time on a virtual thread of its own or on pooled ones.
 */
final class Tasks {
  private static final int AT_ONCE = 200;
  private static final int PLATFORM_THREADS = 8;
  private static final long NANOS_BETWEEN = 50_000;
  private static final int STATEMENTS = 5;

  private static final HttpServletMapping MAPPING = stub(HttpServletMapping.class);

  private Tasks() {}

  static long onVirtualThreads(int times) throws InterruptedException {
    try {
      return run(
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null),
          times);
    } catch (ReflectiveOperationException tooOld) {
      throw new IllegalStateException("no virtual threads in this Java", tooOld);
    }
  }

  static long onPlatformThreads(int times) throws InterruptedException {
    return run(Executors.newFixedThreadPool(PLATFORM_THREADS), times);
  }

  private static long run(ExecutorService threads, int times) throws InterruptedException {
    Handler handler = new Handler();
    HttpServletRequest request = stub(HttpServletRequest.class);
    HttpServletResponse response = stub(HttpServletResponse.class);
    Semaphore free = new Semaphore(AT_ONCE);
    long startNanos = System.nanoTime();
    for (int index = 0; index < times; index++) {
      if (index % AT_ONCE == 0) {
        LockSupport.parkNanos(startNanos + index * NANOS_BETWEEN - System.nanoTime());
      }
      free.acquire();
      threads.execute(
          () -> {
            try {
              handler.service(request, response);
            } finally {
              free.release();
            }
          });
    }
    free.acquire(AT_ONCE);
    threads.shutdown();
    return handler.handled.get();
  }

  /** A request or an answer that is just there. */
  private static <T> T stub(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getMethod" -> "GET";
                  case "getScheme" -> "http";
                  case "getProtocol" -> "HTTP/1.1";
                  case "getRequestURI", "getServletPath" -> "/task";
                  case "getRequestURL" -> new StringBuffer("http://localhost/task");
                  case "getContextPath" -> "";
                  case "getHttpServletMapping" -> MAPPING;
                  case "getPattern" -> "/task";
                  case "getDispatcherType" -> DispatcherType.REQUEST;
                  case "getStatus" -> 200;
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> none(method.getReturnType());
                }));
  }

  private static Object none(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    return type == long.class ? (Object) 0L : null;
  }

  /** What a web server would call. */
  @SuppressWarnings("serial")
  private static final class Handler extends HttpServlet {
    private final transient Work work = new Work();
    private final transient AtomicLong handled = new AtomicLong();

    @Override
    public void service(
        jakarta.servlet.ServletRequest request, jakarta.servlet.ServletResponse response) {
      try {
        work.statements(STATEMENTS);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
      handled.incrementAndGet();
    }
  }
}
