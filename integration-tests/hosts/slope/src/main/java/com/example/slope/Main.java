package com.example.slope;

import java.io.File;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with one servlet, whose path says how much work a request is. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    NoopDriver.register();
    Tomcat tomcat = new Tomcat();
    File folder = Files.createTempDirectory("slope").toFile();
    folder.deleteOnExit();
    tomcat.setBaseDir(folder.getPath());
    Connector connector = new Connector();
    connector.setPort(Integer.parseInt(args[0]));
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("minSpareThreads", "4");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", folder.getPath());
    Tomcat.addServlet(context, "work", new WorkServlet()).addMapping("/load/*");
    tomcat.start();
    tomcat.getServer().await();
  }
}
