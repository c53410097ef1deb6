package com.example.host;

import com.example.servlets.Shop;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The shop on an embedded Jetty. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context =
        new ServletContextHandler(System.getProperty("shop.context", "/"));
    context.addServletContainerInitializer(new Shop());
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(400, 599, "/error");
    context.setErrorHandler(errors);
    server.setHandler(context);
    server.start();
    Console.serve(connector.getLocalPort());
    server.stop();
  }
}
