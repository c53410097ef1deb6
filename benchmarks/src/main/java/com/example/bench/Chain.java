package com.example.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** What a container calls: a filter, and the servlet behind it. */
public final class Chain implements FilterChain {
  private final Filter filter = new Passing();
  private final Servlet servlet = new Page();
  private int position;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response)
      throws IOException, ServletException {
    if (position++ == 0) {
      filter.doFilter(request, response, this);
    } else {
      servlet.service(request, response);
      position = 0;
    }
  }

  private static final class Passing implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      chain.doFilter(request, response);
    }
  }
}
