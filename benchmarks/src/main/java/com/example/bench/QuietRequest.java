package com.example.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Proxy;

/** A request that knows as much as is asked on its way. */
public final class QuietRequest extends HttpServletRequestWrapper {
  private final HttpServletMapping mapping = new Mapping();

  public QuietRequest() {
    super(Unasked.of(HttpServletRequest.class));
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getScheme() {
    return "http";
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public Object getAttribute(String name) {
    return null;
  }

  @Override
  public String getContextPath() {
    return "/shop";
  }

  @Override
  public HttpServletMapping getHttpServletMapping() {
    return mapping;
  }

  /** Stands behind a wrapper that answers everything itself. */
  static final class Unasked {
    private Unasked() {}

    static <T> T of(Class<T> type) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              }));
    }
  }

  private static final class Mapping implements HttpServletMapping {
    @Override
    public String getMatchValue() {
      return "products";
    }

    @Override
    public String getPattern() {
      return "/products/*";
    }

    @Override
    public String getServletName() {
      return "page";
    }

    @Override
    public MappingMatch getMappingMatch() {
      return MappingMatch.PATH;
    }
  }
}
