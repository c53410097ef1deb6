package com.example.servlets;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The pages that are answered later, by a thread of the application. */
@SuppressWarnings("serial")
final class AsyncPages {
  private static final Executor LATER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "shop-async");
            thread.setDaemon(true);
            return thread;
          });

  private AsyncPages() {}

  static final class Completed extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      AsyncContext async = request.startAsync();
      LATER.execute(
          () -> {
            try {
              async.getResponse().getWriter().print("async");
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
            async.complete();
          });
    }
  }

  static final class Dispatched extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      AsyncContext async = request.startAsync();
      LATER.execute(() -> async.dispatch("/hello"));
    }
  }

  static final class TimedOut extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      request.startAsync().setTimeout(200);
    }
  }
}
