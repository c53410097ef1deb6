package com.example.slope;

import java.lang.invoke.MethodHandle;
import java.sql.DatabaseMetaData;

/** What agents ask a connection for. */
abstract class NoopMetaData implements DatabaseMetaData {
  private static final MethodHandle NEW = Stubs.constructor(NoopMetaData.class, String.class);

  private final String url;

  NoopMetaData(String url) {
    this.url = url;
  }

  static NoopMetaData of(String url) {
    try {
      return (NoopMetaData) NEW.invokeExact(url);
    } catch (Throwable failure) {
      throw Stubs.unexpected(failure);
    }
  }

  @Override
  public String getURL() {
    return url;
  }

  @Override
  public String getUserName() {
    return "shop";
  }

  @Override
  public String getDatabaseProductName() {
    return "Noop";
  }
}
