package com.example.host;

/** A host with a type hierarchy of its own. */
public final class Shop {
  private Shop() {}

  /** What the tests weave. */
  public interface Counter {
    int count(String what);

    void fail(RuntimeException cause);
  }

  /** Is woven. */
  public static class Till implements Counter {
    @Override
    public int count(String what) {
      return what.length();
    }

    @Override
    public void fail(RuntimeException cause) {
      throw cause;
    }
  }

  /** Is not: it has the method but not the type. */
  public static final class Stranger {
    public int count(String what) {
      return what.length();
    }
  }
}
