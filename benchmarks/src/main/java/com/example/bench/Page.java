package com.example.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.openjdk.jmh.infra.Blackhole;

/** A servlet that does a fixed piece of work. */
final class Page extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final long WORK = 200;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    Blackhole.consumeCPU(WORK);
  }
}
