package com.example.bundle;

import com.example.servlets.Shop;
import java.io.File;
import java.nio.file.Files;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.IntSupplier;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Serves the shop from inside a bundle, whose loader sees only what the manifest imports. */
public final class Activator implements BundleActivator {
  private Tomcat tomcat;

  @Override
  public void start(BundleContext bundle) throws Exception {
    // The framework has taken the JVM's one factory of URL handlers.
    TomcatURLStreamHandlerFactory.disable();
    File work = bundle.getDataFile("tomcat");
    Files.createDirectories(work.toPath());
    tomcat = new Tomcat();
    tomcat.setBaseDir(work.getPath());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    Context context = tomcat.addContext("", work.getPath());
    context.setParentClassLoader(Activator.class.getClassLoader());
    context.addServletContainerInitializer(new Shop(), null);
    context.addServletContainerInitializer(
        (classes, servlets) -> servlets.addServlet("stock", new Stock()).addMapping("/stock"),
        null);
    ErrorPage page = new ErrorPage();
    page.setLocation("/error");
    context.addErrorPage(page);
    tomcat.getConnector();
    tomcat.start();
    int port = tomcat.getConnector().getLocalPort();
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("name", "port");
    bundle.registerService(IntSupplier.class, () -> port, properties);
  }

  @Override
  public void stop(BundleContext bundle) throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }
}
