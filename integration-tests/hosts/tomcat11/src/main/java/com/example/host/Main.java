package com.example.host;

import com.example.servlets.Shop;
import java.io.File;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** The shop on an embedded Tomcat. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    File work = Files.createTempDirectory("tomcat").toFile();
    work.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(work.getPath());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    Context context = tomcat.addContext(System.getProperty("shop.context", ""), work.getPath());
    context.addServletContainerInitializer(new Shop(), null);
    ErrorPage page = new ErrorPage();
    page.setLocation("/error");
    context.addErrorPage(page);
    tomcat.getConnector();
    tomcat.start();
    Console.serve(tomcat.getConnector().getLocalPort());
    tomcat.stop();
    tomcat.destroy();
  }
}
