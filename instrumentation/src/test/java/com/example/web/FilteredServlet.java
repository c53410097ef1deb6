package com.example.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import java.io.Serial;

/** A servlet that does what its fields say. */
public final class FilteredServlet extends GenericServlet {
  @Serial private static final long serialVersionUID = 1L;

  public static final HttpServletMapping MAPPING =
      new HttpServletMapping() {
        @Override
        public String getMatchValue() {
          return "m";
        }

        @Override
        public String getPattern() {
          return "/m";
        }

        @Override
        public String getServletName() {
          return "m";
        }

        @Override
        public MappingMatch getMappingMatch() {
          return MappingMatch.EXACT;
        }
      };

  public int served;
  public transient RuntimeException failure;
  public boolean startAsync;
  public transient AsyncContext asyncContext;

  @Override
  public void service(ServletRequest request, ServletResponse response) {
    served++;
    if (failure != null) {
      throw failure;
    }
    if (startAsync) {
      request.startAsync();
    }
  }

  /** Two layers that can be woven over a request that cannot. */
  public static final class StubRequest extends HttpServletRequestWrapper {
    public StubRequest(HttpServletRequest request) {
      super(new HttpServletRequestWrapper(request));
    }
  }
}
