package com.example.servlets;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Set;

/** The servlets and filters that every plain servlet host serves. */
public final class Shop implements ServletContainerInitializer {
  @Override
  public void onStartup(Set<Class<?>> classes, ServletContext context) {
    add(context, "/hello", new Pages.Hello());
    add(context, "/items/*", new Pages.Item());
    add(context, "/", new Pages.Missing());
    add(context, "/slow", new Pages.Slow());
    add(context, "/fail", new Pages.Fail());
    add(context, "/error-code", new Pages.ErrorCode());
    add(context, "/error", new Pages.ErrorPage());
    add(context, "/filtered", new Pages.Hello());
    add(context, "/forward", new Pages.Forward());
    add(context, "/include", new Pages.Include());
    add(context, "/async", new AsyncPages.Completed());
    add(context, "/async-dispatch", new AsyncPages.Dispatched());
    add(context, "/async-timeout", new AsyncPages.TimedOut());
    var filter = context.addFilter("pass", new Filters.Pass());
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    var answering = context.addFilter("answer", new Filters.Answer());
    answering.setAsyncSupported(true);
    answering.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/filtered");
  }

  private static void add(ServletContext context, String path, Servlet servlet) {
    ServletRegistration.Dynamic registration = context.addServlet(path, servlet);
    registration.setAsyncSupported(true);
    registration.addMapping(path);
  }
}
