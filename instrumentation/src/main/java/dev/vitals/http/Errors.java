package dev.vitals.http;

/** Names what made a request fail. */
final class Errors {
  private static final int DEPTH = 8;

  private Errors() {}

  /** Class name of what was thrown, of its cause where the library only wrapped it; or null. */
  static String type(Throwable thrown) {
    if (thrown == null) {
      return null;
    }
    Throwable cause = thrown;
    for (int depth = 0; depth < DEPTH && isWrapper(cause) && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    return cause.getClass().getName();
  }

  private static boolean isWrapper(Throwable thrown) {
    Class<?> type = thrown.getClass();
    while (type != Throwable.class) {
      String name = type.getName();
      if (name.equals("jakarta.servlet.ServletException")
          || name.equals("javax.servlet.ServletException")) {
        return true;
      }
      type = type.getSuperclass();
    }
    return false;
  }
}
