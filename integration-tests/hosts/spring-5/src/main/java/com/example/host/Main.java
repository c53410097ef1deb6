package com.example.host;

import java.io.File;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Spring MVC 5 on an embedded Tomcat, without Boot. */
public final class Main {
  private Main() {}

  /** What Boot does for its applications. */
  @EnableWebMvc
  static class Web {}

  public static void main(String[] args) throws Exception {
    File work = Files.createTempDirectory("tomcat").toFile();
    work.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(work.getPath());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    Context context = tomcat.addContext("", work.getPath());
    AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    spring.register(Web.class, Routes.class, Routes.Orders.class);
    Wrapper servlet = Tomcat.addServlet(context, "spring", new DispatcherServlet(spring));
    servlet.setLoadOnStartup(1);
    servlet.addMapping("/");
    tomcat.getConnector();
    tomcat.start();
    Console.serve(tomcat.getConnector().getLocalPort());
    tomcat.stop();
    tomcat.destroy();
  }
}
