package dev.vitals.http;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaxServletTest {
  @TempDir File directory;

  @BeforeAll
  static void quiet() {
    LogManager.getLogManager().reset();
  }

  @Test
  void tomcat_9_with_servlet_4_records_what_the_client_saw() throws Exception {
    visit("tomcat9", "/shop/api/*");
  }

  @Test
  void tomcat_8_with_servlet_3_1_records_what_the_client_saw() throws Exception {
    visit("tomcat8", "-");
  }

  /**
   * @param filteredRoute the route of a request that reaches no servlet
   */
  private void visit(String container, String filteredRoute) throws Exception {
    // Stays open: its classes stay loaded and are looked at by whoever weaves later.
    URLClassLoader loader = loaderOf(container);
    try (WovenWeb web = new WovenWeb(new ServletInstrumentation())) {
      Class<?> application = loader.loadClass("com.example.web.JavaxApplication");
      Thread.currentThread().setContextClassLoader(loader);
      int port =
          (int) application.getMethod("start", String.class).invoke(null, directory.getPath());
      try {
        visit(web, "http://127.0.0.1:" + port + "/shop", filteredRoute);
      } finally {
        application.getMethod("stop").invoke(null);
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
      }
    }
  }

  private static void visit(WovenWeb web, String base, String filteredRoute) throws Exception {
    web.expect(6, URI.create(base + "/ok"), 200, "/shop/ok 200");
    web.expect(6, URI.create(base + "/fine"), 200, "/shop/fine 200");
    web.expect(6, URI.create(base + "/files/a/b"), 200, "/shop/files/* 200");
    web.expect(6, URI.create(base + "/some/thing.do"), 200, "/shop/*.do 200");
    web.expect(6, URI.create(base + "/any/thing"), 200, "/shop/ 200");
    web.expect(6, URI.create(base + "/api/secret"), 401, filteredRoute + " 401");
    web.expect(6, URI.create(base + "/missing"), 404, "/shop/missing 404");
    web.expect(
        6, URI.create(base + "/boom"), 500, "/shop/boom 500 java.lang.IllegalStateException");
    web.expect(6, URI.create(base + "/forward"), 200, "/shop/forward 200");
    web.expect(6, URI.create(base + "/api/5"), 200, "/shop/api/orders/{id} 200");
    web.expect(6, URI.create(base + "/async/complete"), 203, "/shop/async/complete 203");
    web.expect(6, URI.create(base + "/async/dispatch"), 200, "/shop/async/dispatch 200");
    web.verify();
  }

  private static URLClassLoader loaderOf(String container) throws Exception {
    List<URL> urls = new ArrayList<>();
    urls.add(
        com.example.web.JavaxApplication.class.getProtectionDomain().getCodeSource().getLocation());
    File jars = new File(System.getProperty("basedir", "."), "target/containers/" + container);
    for (File jar : jars.listFiles()) {
      urls.add(jar.toURI().toURL());
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }
}
