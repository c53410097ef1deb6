package com.example.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A web application that does each thing a servlet can do; says nothing of who watches. */
public final class WebApplication implements ServletContainerInitializer {
  public static final String TEMPLATE =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  /** One way to answer. */
  public interface Page {
    void answer(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException;
  }

  @Override
  public void onStartup(Set<Class<?>> none, ServletContext context) {
    filter(context, "guard", new Guard());
    filter(context, "passing", (request, response, chain) -> chain.doFilter(request, response));
    filter(
        context,
        "wrapping",
        (request, response, chain) ->
            chain.doFilter(new HttpServletRequestWrapper((HttpServletRequest) request), response));
    page(context, "/ok", (request, response) -> response.getWriter().print("ok"));
    page(context, "/files/*", (request, response) -> response.getWriter().print("file"));
    page(context, "*.do", (request, response) -> response.getWriter().print("did"));
    page(context, "/missing", (request, response) -> response.sendError(404));
    page(context, "/busy", (request, response) -> response.setStatus(503));
    page(
        context,
        "/boom",
        (request, response) -> {
          throw new IllegalStateException("mine");
        });
    page(
        context,
        "/wrapped",
        (request, response) -> {
          throw new ServletException(new FileNotFoundException("inner"));
        });
    page(
        context,
        "/unavailable",
        (request, response) -> {
          throw new UnavailableException("told to be", 60);
        });
    page(
        context,
        "/retired",
        (request, response) -> {
          throw new UnavailableException("told to be");
        });
    page(
        context,
        "/parameter",
        (request, response) -> response.getWriter().print(request.getParameter("a")));
    page(
        context,
        "/late",
        (request, response) -> {
          response.flushBuffer();
          throw new IllegalStateException("after the answer");
        });
    page(
        context,
        "/include",
        (request, response) -> request.getRequestDispatcher("/ok").include(request, response));
    page(
        context,
        "/forward",
        (request, response) -> request.getRequestDispatcher("/ok").forward(request, response));
    page(
        context,
        "/api/*",
        (request, response) -> {
          request.setAttribute(TEMPLATE, "/orders/{id}");
          if (request.getPathInfo().endsWith("forward")) {
            request.getRequestDispatcher("/inner").forward(request, response);
          } else if (request.getPathInfo().endsWith("missing")) {
            response.sendError(404);
          }
        });
    page(context, "/inner", (request, response) -> request.setAttribute(TEMPLATE, "/inner"));
    page(
        context,
        "/old",
        (request, response) -> request.getRequestDispatcher("/api/7").forward(request, response));
    page(
        context,
        "/error",
        (request, response) -> {
          request.setAttribute(TEMPLATE, "/error");
          response.getWriter().print("sorry");
        });
    page(context, "/async/complete", (request, response) -> finishLater(request, response, 200));
    page(context, "/async/teapot", (request, response) -> finishLater(request, response, 418));
    page(context, "/async/refused", (request, response) -> refuseLater(request));
    page(context, "/async/dispatch", (request, response) -> dispatchLater(request, "/ok"));
    page(context, "/async/boom", (request, response) -> dispatchLater(request, "/boom"));
    page(context, "/async/template", (request, response) -> dispatchLater(request, "/api/9"));
    page(context, "/async/timeout", (request, response) -> request.startAsync().setTimeout(100));
    page(
        context,
        "/async/thrown",
        (request, response) -> {
          request.startAsync();
          throw new IllegalStateException("after it started");
        });
    page(
        context,
        "/async/at-once",
        (request, response) -> {
          AsyncContext async = request.startAsync();
          response.setStatus(202);
          async.complete();
        });
    page(
        context,
        "/async/again",
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.ASYNC) {
            finishLater(request, response, 201);
          } else {
            dispatchLater(request, "/async/again");
          }
        });
  }

  private static void finishLater(
      HttpServletRequest request, HttpServletResponse response, int status) {
    AsyncContext async = request.startAsync(request, response);
    new Thread(
            () -> {
              LockSupport.parkNanos(20_000_000L);
              ((HttpServletResponse) async.getResponse()).setStatus(status);
              async.complete();
            })
        .start();
  }

  private static void refuseLater(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    new Thread(
            () -> {
              LockSupport.parkNanos(20_000_000L);
              try {
                ((HttpServletResponse) async.getResponse()).sendError(404);
              } catch (IOException broken) {
                throw new UncheckedIOException(broken);
              } finally {
                async.complete();
              }
            })
        .start();
  }

  private static void dispatchLater(HttpServletRequest request, String path) {
    AsyncContext async = request.startAsync();
    new Thread(() -> async.dispatch(path)).start();
  }

  private static void filter(ServletContext context, String name, Filter filter) {
    FilterRegistration.Dynamic registration = context.addFilter(name, filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
  }

  private static void page(ServletContext context, String mapping, Page page) {
    ServletRegistration.Dynamic registration =
        context.addServlet("page " + mapping, new PageServlet(page));
    registration.setAsyncSupported(true);
    registration.addMapping(mapping);
  }

  /** Answers itself where the path says so. */
  private static final class Guard implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      if (((HttpServletRequest) request).getRequestURI().endsWith("secret")) {
        ((HttpServletResponse) response).setStatus(401);
      } else {
        chain.doFilter(request, response);
      }
    }
  }

  private static final class PageServlet extends HttpServlet {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Page page;

    PageServlet(Page page) {
      this.page = page;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      page.answer(request, response);
    }
  }
}
