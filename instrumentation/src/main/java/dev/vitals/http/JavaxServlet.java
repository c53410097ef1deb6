package dev.vitals.http;

import static dev.vitals.http.ServletInstrumentation.SPRING_TEMPLATE;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Request;
import dev.vitals.weave.Session;
import net.bytebuddy.asm.Advice;

/** The advice of {@link ServletInstrumentation} for javax. */
final class JavaxServlet {
  private JavaxServlet() {}

  /** As {@link ServletInstrumentation.Jakarta}, for javax from Servlet 4 on. */
  static final class Javax {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(
        @Session int session, @Advice.Argument(0) javax.servlet.ServletRequest request) {
      long start = Probe.enter(session, Kind.HTTP_SERVER);
      if (start != 0L) {
        javax.servlet.http.HttpServletRequest http =
            (javax.servlet.http.HttpServletRequest) request;
        Probe.requestStarted(
            session,
            start,
            http.getMethod(),
            http.getScheme(),
            http.getDispatcherType(),
            http.getAttribute(Probe.REQUEST_MARK));
      }
      return start;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long start,
        @Advice.Argument(0) javax.servlet.ServletRequest request,
        @Advice.Argument(1) javax.servlet.ServletResponse response,
        @Advice.Thrown Throwable thrown) {
      Request ended = Probe.requestEnded(session, start);
      if (ended != null) {
        javax.servlet.http.HttpServletRequest http =
            (javax.servlet.http.HttpServletRequest) request;
        Object mark =
            Probe.request(
                session,
                ended,
                response,
                http.getContextPath(),
                http.getAttribute(SPRING_TEMPLATE),
                http.getHttpServletMapping().getPattern(),
                ((javax.servlet.http.HttpServletResponse) response).getStatus(),
                response.isCommitted(),
                thrown);
        if (mark != null) {
          http.setAttribute(Probe.REQUEST_MARK, mark);
        }
      }
    }
  }

  /** As {@link ServletInstrumentation.JakartaForward}, for javax from Servlet 4 on. */
  static final class JavaxForward {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.Argument(0) javax.servlet.ServletRequest request) {
      javax.servlet.http.HttpServletRequest http = (javax.servlet.http.HttpServletRequest) request;
      Probe.requestRouted(
          session,
          http.getContextPath(),
          http.getAttribute(SPRING_TEMPLATE),
          http.getHttpServletMapping().getPattern());
    }
  }

  /** As {@link ServletInstrumentation.JakartaAsync}, for javax from Servlet 4 on. */
  static final class JavaxAsync {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session) {
      return Probe.enter(session, Kind.HTTP_ASYNC);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long start,
        @Advice.This javax.servlet.ServletRequest request,
        @Advice.Return javax.servlet.AsyncContext context,
        @Advice.Thrown Throwable thrown) {
      Request async =
          Probe.asyncStarting(session, start, request.getAttribute(Probe.REQUEST_MARK), thrown);
      if (async != null) {
        javax.servlet.http.HttpServletRequest http =
            (javax.servlet.http.HttpServletRequest) request;
        Probe.asyncRouted(
            session,
            async,
            http.getContextPath(),
            http.getAttribute(SPRING_TEMPLATE),
            http.getHttpServletMapping().getPattern());
        context.addListener(
            (javax.servlet.AsyncListener) async.listener(javax.servlet.AsyncListener.class));
        Probe.asyncStarted(session, async, javax.servlet.http.HttpServletResponse.class);
        request.setAttribute(Probe.REQUEST_MARK, async);
      }
    }
  }

  /** As {@link ServletInstrumentation.Jakarta}, where the request cannot tell its mapping. */
  static final class Javax3 {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(
        @Session int session, @Advice.Argument(0) javax.servlet.ServletRequest request) {
      long start = Probe.enter(session, Kind.HTTP_SERVER);
      if (start != 0L) {
        javax.servlet.http.HttpServletRequest http =
            (javax.servlet.http.HttpServletRequest) request;
        Probe.requestStarted(
            session,
            start,
            http.getMethod(),
            http.getScheme(),
            http.getDispatcherType(),
            http.getAttribute(Probe.REQUEST_MARK));
      }
      return start;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long start,
        @Advice.Argument(0) javax.servlet.ServletRequest request,
        @Advice.Argument(1) javax.servlet.ServletResponse response,
        @Advice.Thrown Throwable thrown) {
      Request ended = Probe.requestEnded(session, start);
      if (ended != null) {
        javax.servlet.http.HttpServletRequest http =
            (javax.servlet.http.HttpServletRequest) request;
        Object mark =
            Probe.request(
                session,
                ended,
                response,
                http.getContextPath(),
                http.getAttribute(SPRING_TEMPLATE),
                null,
                ((javax.servlet.http.HttpServletResponse) response).getStatus(),
                response.isCommitted(),
                thrown);
        if (mark != null) {
          http.setAttribute(Probe.REQUEST_MARK, mark);
        }
      }
    }
  }

  /**
   * As {@link ServletInstrumentation.JakartaForward}, where the request cannot tell its mapping.
   */
  static final class Javax3Forward {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.Argument(0) javax.servlet.ServletRequest request) {
      javax.servlet.http.HttpServletRequest http = (javax.servlet.http.HttpServletRequest) request;
      Probe.requestRouted(session, http.getContextPath(), http.getAttribute(SPRING_TEMPLATE), null);
    }
  }

  /** As {@link ServletInstrumentation.JakartaAsync}, where the request cannot tell its mapping. */
  static final class Javax3Async {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session) {
      return Probe.enter(session, Kind.HTTP_ASYNC);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long start,
        @Advice.This javax.servlet.ServletRequest request,
        @Advice.Return javax.servlet.AsyncContext context,
        @Advice.Thrown Throwable thrown) {
      Request async =
          Probe.asyncStarting(session, start, request.getAttribute(Probe.REQUEST_MARK), thrown);
      if (async != null) {
        javax.servlet.http.HttpServletRequest http =
            (javax.servlet.http.HttpServletRequest) request;
        Probe.asyncRouted(
            session, async, http.getContextPath(), http.getAttribute(SPRING_TEMPLATE), null);
        context.addListener(
            (javax.servlet.AsyncListener) async.listener(javax.servlet.AsyncListener.class));
        Probe.asyncStarted(session, async, javax.servlet.http.HttpServletResponse.class);
        request.setAttribute(Probe.REQUEST_MARK, async);
      }
    }
  }

  /** The servlet that a request reaches first tells what the request cannot. */
  static final class Javax3Mapping {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session,
        @Advice.This javax.servlet.Servlet servlet,
        @Advice.Argument(0) javax.servlet.ServletRequest request) {
      javax.servlet.http.HttpServletRequest http = (javax.servlet.http.HttpServletRequest) request;
      Probe.requestMapped(
          session,
          http.getServletPath(),
          http.getPathInfo(),
          servlet
              .getServletConfig()
              .getServletContext()
              .getServletRegistration(servlet.getServletConfig().getServletName())
              .getMappings());
    }
  }
}
