package com.example.bench;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** A response that is always fine. */
public final class QuietResponse extends HttpServletResponseWrapper {
  public QuietResponse() {
    super(QuietRequest.Unasked.of(HttpServletResponse.class));
  }

  @Override
  public int getStatus() {
    return SC_OK;
  }

  @Override
  public boolean isCommitted() {
    return true;
  }
}
