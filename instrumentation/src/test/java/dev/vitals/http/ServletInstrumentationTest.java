package dev.vitals.http;

import com.example.web.WebApplication;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import java.io.File;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServletInstrumentationTest {
  private static final String MINE = "java.lang.IllegalStateException";
  private static final Logger LOGGING = Logger.getLogger("");

  @TempDir File directory;

  @BeforeAll
  static void quiet() {
    for (Handler handler : LOGGING.getHandlers()) {
      LOGGING.removeHandler(handler);
    }
  }

  @Test
  void tomcat_11_records_what_the_client_saw() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.getPath());
    Connector connector = new Connector();
    connector.setPort(0);
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("/shop", directory.getPath());
    context.addServletContainerInitializer(new WebApplication(), Set.of());
    for (int status : new int[] {404, 500}) {
      ErrorPage page = new ErrorPage();
      page.setErrorCode(status);
      page.setLocation("/error");
      context.addErrorPage(page);
    }
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      tomcat.start();
      visit(web, connector.getLocalPort(), -1);
      refuse(
          web,
          connector.getLocalPort(),
          " jakarta.servlet.UnavailableException",
          "400 org.apache.tomcat.util.http.InvalidParameterException");
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Test
  void jetty_12_records_what_the_client_saw() throws Exception {
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    ServletContextHandler context = new ServletContextHandler("/shop");
    context.addServletContainerInitializer(new WebApplication());
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(404, "/error");
    errors.addErrorPage(500, "/error");
    context.setErrorHandler(errors);
    server.setHandler(context);
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      server.start();
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      visit(web, port, -1);
      refuse(web, port, "", "400 org.eclipse.jetty.http.BadMessageException");
    } finally {
      server.stop();
    }
  }

  @Test
  void undertow_records_what_the_client_saw() throws Exception {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(WebApplication.class.getClassLoader())
            .setContextPath("/shop")
            .setDeploymentName("shop")
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(WebApplication.class, Set.of()))
            .addErrorPage(Servlets.errorPage("/error", 404))
            .addErrorPage(Servlets.errorPage("/error", 500));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    PathHandler paths = new PathHandler().addPrefixPath("/shop", manager.start());
    Undertow undertow =
        Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(paths).build();
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      undertow.start();
      int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
      visit(web, port, 200);
      refuse(web, port, "", "200");
    } finally {
      undertow.stop();
    }
  }

  private static void visit(WovenWeb web, int port, int answerBeforeException) throws Exception {
    Visit visit = new Visit(web, port);
    visit.expect("/ok", 200, "/ok 200");
    visit.expect("/files/a/b", 200, "/files/* 200");
    visit.expect("/some/thing.do", 200, "/*.do 200");
    visit.expect("/api/secret", 401, "/api/* 401");
    visit.expect("/missing", 404, "/missing 404");
    visit.expect("/busy", 503, "/busy 503");
    visit.expect("/boom", 500, "/boom 500 " + MINE);
    visit.expect("/wrapped", 500, "/wrapped 500 java.io.FileNotFoundException");
    visit.expect("/include", 200, "/include 200");
    visit.expect("/forward", 200, "/forward 200");
    visit.expect("/api/5", 200, "/api/orders/{id} 200");
    visit.expect("/api/5/missing", 404, "/api/orders/{id} 404");
    visit.expect("/api/5/forward", 200, "/api/orders/{id} 200");
    visit.expect("/old", 200, "/orders/{id} 200");
    visit.expect("/async/complete", 200, "/async/complete 200");
    visit.expect("/async/teapot", 418, "/async/teapot 418");
    visit.expect("/async/refused", 404, "/async/refused 404");
    visit.expect("/async/dispatch", 200, "/async/dispatch 200");
    visit.expect("/async/template", 200, "/api/orders/{id} 200");
    visit.expect("/async/boom", 500, "/async/boom 500 " + MINE);
    visit.expect("/async/timeout", 500, "/async/timeout 500 timeout");
    visit.expect("/async/thrown", 500, "/async/thrown 500 " + MINE);
    visit.expect("/async/at-once", 202, "/async/at-once 202");
    visit.expect("/async/again", 201, "/async/again 201");
    web.verify();
    for (String path : new String[] {"/ok", "/async/at-once", "/async/dispatch", "/async/again"}) {
      int status = path.endsWith("again") ? 201 : path.endsWith("at-once") ? 202 : 200;
      visit.burst(path, status);
    }
    web.verify();
    visit.expect("POST", "/late", answerBeforeException, "/late 200 " + MINE);
    web.verify();
  }

  /**
   * Exceptions that say with which status they are to be answered.
   *
   * @param unavailable the error type where the exception of a servlet escapes its filters too
   * @param malformed what becomes of a parameter that cannot be decoded
   */
  private static void refuse(WovenWeb web, int port, String unavailable, String malformed)
      throws Exception {
    URI base = URI.create("http://127.0.0.1:" + port + "/shop/");
    web.expect(1, base.resolve("unavailable"), 503, "/shop/unavailable 503" + unavailable);
    web.expect(1, base.resolve("retired"), 404, "/shop/retired 404" + unavailable);
    web.expect(
        6,
        base.resolve("parameter?a=%ff"),
        Integer.parseInt(malformed.substring(0, 3)),
        "/shop/parameter " + malformed);
    web.verify();
  }

  private record Visit(WovenWeb web, int port) {
    void expect(String path, int answer, String recorded) throws Exception {
      expect("GET", path, answer, recorded);
    }

    /** Enough requests at once that containers hand them from thread to thread in any order. */
    void burst(String path, int answer) throws Exception {
      URI address = URI.create("http://127.0.0.1:" + port + "/shop" + path);
      web.expect("GET", 250, address, answer, "/shop" + path + " " + answer);
    }

    void expect(String method, String path, int answer, String recorded) throws Exception {
      URI address = URI.create("http://127.0.0.1:" + port + "/shop" + path);
      web.expect(method, 6, address, answer, "/shop" + recorded);
    }
  }
}
