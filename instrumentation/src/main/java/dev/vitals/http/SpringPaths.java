package dev.vitals.http;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * Tells templates of Spring MVC from paths. A mapping that falls back on its default or root
 * handler, and before 5.3 a controller without any path, leaves the path it looked up where others
 * leave their pattern: the very same object. A literal that was found by the path is that object
 * too, and is a template.
 */
final class SpringPaths {
  private static final String MAPPINGS = "org.springframework.web.servlet.handler.";
  private static final String METHODS = "org.springframework.web.servlet.mvc.method.";

  private SpringPaths() {}

  static void describe(Weaving weaving, String namespace) {
    String path = "java.lang.String";
    String request = namespace + ".servlet.http.HttpServletRequest";
    weaving
        .type(MAPPINGS + "AbstractUrlHandlerMapping")
        .method("lookupHandler", path, request)
        .advice(LookedUp.class)
        .method("lookupHandler", "org.springframework.http.server.RequestPath", path, request)
        .advice(LookedUpParsed.class);
    weaving
        .type(METHODS + "RequestMappingInfoHandlerMapping")
        .method("handleMatch", METHODS + "RequestMappingInfo", path, request)
        .advice(Matched.class);
  }

  /** A mapping by paths was asked; it goes on to its default where it has found nothing. */
  static final class LookedUp {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.Argument(0) Object path, @Advice.Return Object handler) {
      Probe.note(session, Kind.HTTP_LOOKUP, null, path, handler, 0L);
    }
  }

  /** The same from Spring 5.3 on, by the path in its parts. */
  static final class LookedUpParsed {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.Argument(1) Object path, @Advice.Return Object handler) {
      Probe.note(session, Kind.HTTP_LOOKUP, null, path, handler, 0L);
    }
  }

  /** A controller was found, by its pattern if it has one. */
  static final class Matched {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.Argument(1) Object path) {
      Probe.note(session, Kind.HTTP_LOOKUP, null, path, null, 0L);
    }
  }
}
