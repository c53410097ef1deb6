package com.example.host;

import com.example.servlets.Shop;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import java.net.InetSocketAddress;
import java.util.Set;

/** The shop on an embedded Undertow. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(Main.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("shop")
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(
                    Shop.class, new ImmediateInstanceFactory<>(new Shop()), Set.of()))
            .addErrorPage(Servlets.errorPage("/error"));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(info);
    manager.deploy();
    Undertow server =
        Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(manager.start()).build();
    server.start();
    Console.serve(((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort());
    server.stop();
    manager.stop();
  }
}
