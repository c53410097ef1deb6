package dev.vitals.pipeline;

/** Who in the application is building something on this thread. */
final class Builder {
  private Builder() {}

  /**
   * The class and line, such as {@code com.example.Orders:12}; null where there is none.
   *
   * @param libraries beginnings of the names of classes that build for others
   */
  static String place(String[] libraries) {
    StackWalker.StackFrame frame =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(each -> !isOf(libraries, each.getClassName()))
                        .findFirst()
                        .orElse(null));
    if (frame == null) {
      return null;
    }
    int line = frame.getLineNumber();
    return line > 0 ? frame.getClassName() + ":" + line : frame.getClassName();
  }

  private static boolean isOf(String[] libraries, String className) {
    for (String prefix : libraries) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
