package dev.vitals.instrumentation;

import dev.vitals.jdbc.JdbcInstrumentation;
import dev.vitals.weave.LibraryInstrumentation;
import java.util.List;

/** Every instrumentation there is. Their order gives them their numbers. */
public final class Instrumentations {
  public static final List<LibraryInstrumentation> ALL = List.of(new JdbcInstrumentation());

  private Instrumentations() {}
}
