package dev.vitals.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Request;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * {@code com.sun.net.httpserver}: every exchange that reaches a context. One that its handler left
 * unanswered ends when another thread sends the headers or closes it.
 */
public final class JdkHttpServerInstrumentation implements LibraryInstrumentation {
  private static final String EXCHANGE = "com.sun.net.httpserver.HttpExchange";

  @Override
  public String name() {
    return "jdk-httpserver";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .type("com.sun.net.httpserver.Filter$Chain")
        .method("doFilter", EXCHANGE)
        .advice(Handled.class);
    answers(weaving.type("sun.net.httpserver.HttpExchangeImpl"));
    answers(weaving.type("sun.net.httpserver.HttpsExchangeImpl"));
    answers(weaving.subtypesOf(EXCHANGE));
  }

  private static void answers(Weaving.Type exchange) {
    exchange
        .method("sendResponseHeaders", "int", "long")
        .advice(Answered.class)
        .method("close")
        .advice(Closed.class);
  }

  /** The filters and the handler of a context. */
  static final class Handled {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session, @Advice.Argument(0) HttpExchange exchange) {
      long start = Probe.enter(session, Kind.HTTP_SERVER);
      if (start != 0L) {
        Probe.requestStarted(
            session,
            start,
            exchange.getRequestMethod(),
            Probe.scheme(exchange instanceof HttpsExchange),
            null,
            null);
        // Not at the exit: by then the connection may be in the context of its next request.
        Probe.requestRouted(session, null, null, exchange.getHttpContext().getPath());
      }
      return start;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long start,
        @Advice.Argument(0) HttpExchange exchange,
        @Advice.Thrown Throwable thrown) {
      Request ended = Probe.requestEnded(session, start);
      if (ended != null) {
        Probe.exchange(session, ended, exchange, exchange.getResponseCode(), thrown);
        // Another thread may have answered between the two looks at the code.
        Probe.exchangeAnswered(session, exchange, exchange.getResponseCode(), false);
      }
    }
  }

  /** The headers were sent. */
  static final class Answered {
    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Session int session, @Advice.This HttpExchange exchange) {
      Probe.exchangeAnswered(session, exchange, exchange.getResponseCode(), false);
    }
  }

  /** The exchange is over, answered or not. */
  static final class Closed {
    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Session int session, @Advice.This HttpExchange exchange) {
      Probe.exchangeAnswered(session, exchange, exchange.getResponseCode(), true);
    }
  }
}
