package com.example.host;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** A filter that answers one path itself, before the dispatcher servlet. */
@Component
public class AnsweringFilter implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (((HttpServletRequest) request).getRequestURI().endsWith("/filtered")) {
      ((HttpServletResponse) response).setStatus(403);
      response.getWriter().print("filtered");
    } else {
      chain.doFilter(request, response);
    }
  }
}
