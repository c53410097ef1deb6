package dev.vitals.http;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Request;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * Servlet 3.1 to 6.1, javax and jakarta: every request a container hands to a filter or servlet.
 *
 * <p>Filters, chains and servlets are all woven and the outermost on a thread counts, so that it
 * does not matter what a container calls first, nor that a filter that is a lambda cannot be woven.
 * Asynchronous requests end with a listener that is added when they start.
 */
public final class ServletInstrumentation implements LibraryInstrumentation {
  /** Where Spring MVC leaves the pattern it chose the handler by. */
  static final String SPRING_TEMPLATE =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  private static final String SERVLET_4 = "javax.servlet.http.HttpServletMapping";

  @Override
  public String name() {
    return "servlet";
  }

  @Override
  public void describe(Weaving weaving) {
    dispatches(weaving, "jakarta", null, null, Jakarta.class);
    forwards(weaving, "jakarta", null, null, JakartaForward.class);
    suspensions(weaving, "jakarta", null, null, JakartaAsync.class);

    dispatches(weaving, "javax", SERVLET_4, null, JavaxServlet.Javax.class);
    forwards(weaving, "javax", SERVLET_4, null, JavaxServlet.JavaxForward.class);
    suspensions(weaving, "javax", SERVLET_4, null, JavaxServlet.JavaxAsync.class);

    dispatches(weaving, "javax", null, SERVLET_4, JavaxServlet.Javax3.class);
    forwards(weaving, "javax", null, SERVLET_4, JavaxServlet.Javax3Forward.class);
    suspensions(weaving, "javax", null, SERVLET_4, JavaxServlet.Javax3Async.class);
    subtypes(weaving, "javax.servlet.Servlet", null, SERVLET_4)
        .method("service", "javax.servlet.ServletRequest", "javax.servlet.ServletResponse")
        .advice(JavaxServlet.Javax3Mapping.class);

    SpringPaths.describe(weaving, "jakarta");
    SpringPaths.describe(weaving, "javax");
  }

  private static void dispatches(
      Weaving weaving, String namespace, String where, String unless, Class<?> advice) {
    String request = namespace + ".servlet.ServletRequest";
    String response = namespace + ".servlet.ServletResponse";
    String chain = namespace + ".servlet.FilterChain";
    subtypes(weaving, namespace + ".servlet.Servlet", where, unless)
        .method("service", request, response)
        .advice(advice);
    subtypes(weaving, namespace + ".servlet.Filter", where, unless)
        .method("doFilter", request, response, chain)
        .advice(advice);
    subtypes(weaving, chain, where, unless).method("doFilter", request, response).advice(advice);
  }

  private static void forwards(
      Weaving weaving, String namespace, String where, String unless, Class<?> advice) {
    subtypes(weaving, namespace + ".servlet.RequestDispatcher", where, unless)
        .method(
            "forward",
            namespace + ".servlet.ServletRequest",
            namespace + ".servlet.ServletResponse")
        .advice(advice);
  }

  private static void suspensions(
      Weaving weaving, String namespace, String where, String unless, Class<?> advice) {
    String request = namespace + ".servlet.ServletRequest";
    String response = namespace + ".servlet.ServletResponse";
    String context = namespace + ".servlet.AsyncContext";
    subtypes(weaving, request, where, unless)
        .method("startAsync")
        .returning(context)
        .advice(advice)
        .method("startAsync", request, response)
        .returning(context)
        .advice(advice);
  }

  private static Weaving.Type subtypes(Weaving weaving, String type, String where, String unless) {
    Weaving.Type subtypes = weaving.subtypesOf(type);
    if (where != null) {
      subtypes = subtypes.where(where);
    }
    return unless == null ? subtypes : subtypes.unless(unless);
  }

  /** A call of a jakarta filter, chain or servlet. */
  static final class Jakarta {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(
        @Session int session, @Advice.Argument(0) jakarta.servlet.ServletRequest request) {
      long start = Probe.enter(session, Kind.HTTP_SERVER);
      if (start != 0L) {
        jakarta.servlet.http.HttpServletRequest http =
            (jakarta.servlet.http.HttpServletRequest) request;
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
        @Advice.Argument(0) jakarta.servlet.ServletRequest request,
        @Advice.Argument(1) jakarta.servlet.ServletResponse response,
        @Advice.Thrown Throwable thrown) {
      Request ended = Probe.requestEnded(session, start);
      if (ended != null) {
        jakarta.servlet.http.HttpServletRequest http =
            (jakarta.servlet.http.HttpServletRequest) request;
        Object mark =
            Probe.request(
                session,
                ended,
                response,
                http.getContextPath(),
                http.getAttribute(SPRING_TEMPLATE),
                http.getHttpServletMapping().getPattern(),
                ((jakarta.servlet.http.HttpServletResponse) response).getStatus(),
                response.isCommitted(),
                thrown);
        if (mark != null) {
          http.setAttribute(Probe.REQUEST_MARK, mark);
        }
      }
    }
  }

  /** A forward, before it replaces the route. */
  static final class JakartaForward {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.Argument(0) jakarta.servlet.ServletRequest request) {
      jakarta.servlet.http.HttpServletRequest http =
          (jakarta.servlet.http.HttpServletRequest) request;
      Probe.requestRouted(
          session,
          http.getContextPath(),
          http.getAttribute(SPRING_TEMPLATE),
          http.getHttpServletMapping().getPattern());
    }
  }

  /** The start of asynchronous processing, also of a further cycle. */
  static final class JakartaAsync {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session) {
      return Probe.enter(session, Kind.HTTP_ASYNC);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long start,
        @Advice.This jakarta.servlet.ServletRequest request,
        @Advice.Return jakarta.servlet.AsyncContext context,
        @Advice.Thrown Throwable thrown) {
      Request async =
          Probe.asyncStarting(session, start, request.getAttribute(Probe.REQUEST_MARK), thrown);
      if (async != null) {
        jakarta.servlet.http.HttpServletRequest http =
            (jakarta.servlet.http.HttpServletRequest) request;
        Probe.asyncRouted(
            session,
            async,
            http.getContextPath(),
            http.getAttribute(SPRING_TEMPLATE),
            http.getHttpServletMapping().getPattern());
        context.addListener(
            (jakarta.servlet.AsyncListener) async.listener(jakarta.servlet.AsyncListener.class));
        Probe.asyncStarted(session, async, jakarta.servlet.http.HttpServletResponse.class);
        request.setAttribute(Probe.REQUEST_MARK, async);
      }
    }
  }
}
