package dev.vitals.http;

/**
 * The status a container answers with when an exception escapes to it: 500, but for those that
 * bring their own. Containers agree on {@code UnavailableException}; the others exist in one
 * container only, and mean something there alone.
 *
 * <p><i>Threads:</i> any. <i>Errors:</i> 500 where an exception does not tell its status.
 */
final class ErrorStatus {
  private static final int DEPTH = 8;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int INTERNAL_SERVER_ERROR = 500;
  private static final int SERVICE_UNAVAILABLE = 503;

  private ErrorStatus() {}

  static int of(Throwable thrown) {
    int status = 0;
    Throwable cause = thrown;
    for (int depth = 0; status == 0 && depth < DEPTH && cause != null; depth++) {
      status = own(cause, depth);
      cause = cause.getCause();
    }
    return status == 0 ? INTERNAL_SERVER_ERROR : status;
  }

  /** The status an exception brings that is the cause of so many others; 0 for none. */
  private static int own(Throwable thrown, int depth) {
    for (Class<?> type = thrown.getClass(); type != Throwable.class; type = type.getSuperclass()) {
      switch (type.getName()) {
        case "jakarta.servlet.UnavailableException", "javax.servlet.UnavailableException" -> {
          boolean permanent = Boolean.TRUE.equals(answer(thrown, type, "isPermanent"));
          return depth > 0 ? 0 : permanent ? NOT_FOUND : SERVICE_UNAVAILABLE;
        }
        case "org.apache.coyote.BadRequestException" -> {
          return depth > 0 ? 0 : BAD_REQUEST;
        }
        case "org.apache.tomcat.util.http.InvalidParameterException" -> {
          return depth > 1 ? 0 : status(answer(thrown, type, "getErrorCode"));
        }
        case "org.eclipse.jetty.http.BadMessageException",
            "org.eclipse.jetty.http.HttpException$RuntimeException",
            "org.eclipse.jetty.http.HttpException$IllegalArgumentException",
            "org.eclipse.jetty.http.HttpException$IllegalStateException" -> {
          return status(answer(thrown, type, "getCode"));
        }
        default -> {}
      }
    }
    return 0;
  }

  private static int status(Object answer) {
    return answer instanceof Integer code && code >= BAD_REQUEST && code < 600 ? code : 0;
  }

  private static Object answer(Throwable thrown, Class<?> type, String getter) {
    try {
      return type.getMethod(getter).invoke(thrown);
    } catch (ReflectiveOperationException | RuntimeException silent) {
      return null;
    }
  }
}
