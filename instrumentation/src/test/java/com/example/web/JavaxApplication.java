package com.example.web;

import java.io.IOException;
import java.io.Serial;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.servlet.AsyncContext;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.FilterRegistration;
import javax.servlet.ServletContainerInitializer;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import javax.servlet.ServletRegistration;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * The javax sister of {@link WebApplication}, on a Tomcat of its own class loader: reflection,
 * because the one on the compiler's class path is of jakarta.
 */
public final class JavaxApplication implements ServletContainerInitializer {
  private static Object tomcat;

  /** Starts the container and returns its port. */
  public static int start(String directory) throws ReflectiveOperationException {
    // The JVM has one such factory, and another Tomcat in it may have set its own.
    Class.forName("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
        .getMethod("disable")
        .invoke(null);
    tomcat = Class.forName("org.apache.catalina.startup.Tomcat").getConstructor().newInstance();
    call(tomcat, "setBaseDir", directory);
    call(tomcat, "setPort", 0);
    Object connector = call(tomcat, "getConnector");
    Object context = call(tomcat, "addContext", "/shop", directory);
    call(context, "addServletContainerInitializer", new JavaxApplication(), Set.of());
    Object page =
        Class.forName("org.apache.tomcat.util.descriptor.web.ErrorPage")
            .getConstructor()
            .newInstance();
    call(page, "setErrorCode", 404);
    call(page, "setLocation", "/error");
    call(context, "addErrorPage", page);
    call(tomcat, "start");
    return (int) call(connector, "getLocalPort");
  }

  public static void stop() throws ReflectiveOperationException {
    call(tomcat, "stop");
    call(tomcat, "destroy");
  }

  @Override
  public void onStartup(Set<Class<?>> none, ServletContext context) {
    filter(context, "guard", new Guard());
    page(context, "/ok", (request, response) -> response.getWriter().print("ok"));
    page(context, "/files/*", (request, response) -> response.getWriter().print("file"));
    page(context, "*.do", (request, response) -> response.getWriter().print("did"));
    page(context, "/", (request, response) -> response.getWriter().print("default"));
    page(context, "/missing", (request, response) -> response.sendError(404));
    page(
        context,
        "/boom",
        (request, response) -> {
          throw new ServletException(new IllegalStateException("mine"));
        });
    page(
        context,
        "/forward",
        (request, response) -> request.getRequestDispatcher("/ok").forward(request, response));
    page(
        context,
        "/api/*",
        (request, response) -> request.setAttribute(WebApplication.TEMPLATE, "/orders/{id}"));
    page(
        context,
        "/error",
        (request, response) -> request.setAttribute(WebApplication.TEMPLATE, "/error"));
    page(context, "/async/complete", (request, response) -> finishLater(request));
    page(
        context,
        "/async/dispatch",
        (request, response) -> {
          AsyncContext async = request.startAsync();
          new Thread(() -> async.dispatch("/ok")).start();
        });
  }

  private static void finishLater(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    new Thread(
            () -> {
              LockSupport.parkNanos(20_000_000L);
              ((HttpServletResponse) async.getResponse()).setStatus(203);
              async.complete();
            })
        .start();
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
    registration.addMapping(mapping, mapping.equals("/ok") ? "/fine" : mapping);
  }

  private static Object call(Object target, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && fits(method.getParameterTypes(), arguments)) {
        return method.invoke(target, arguments);
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static boolean fits(Class<?>[] types, Object[] arguments) {
    if (types.length != arguments.length) {
      return false;
    }
    for (int index = 0; index < types.length; index++) {
      if (!types[index].isInstance(arguments[index]) && types[index] != int.class) {
        return false;
      }
    }
    return true;
  }

  /** One way to answer. */
  interface Page {
    void answer(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException;
  }

  private static final class Guard implements Filter {
    @Override
    public void init(FilterConfig config) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      if (((HttpServletRequest) request).getRequestURI().endsWith("secret")) {
        ((HttpServletResponse) response).setStatus(401);
      } else {
        chain.doFilter(request, response);
      }
    }

    @Override
    public void destroy() {}
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
