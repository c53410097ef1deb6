package dev.vitals.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which classes are looked at more closely, from their bytes alone. */
class WantedMethodsTest {
  private static final WantedMethods WANTED =
      new WantedMethods(
          List.of(
              rule("close", List.of()),
              rule("count", List.of("java.lang.String", "int", "[[B")),
              rule("anything", null)));

  @Test
  void wants_a_class_that_declares_one() throws IOException {
    ClassOutline outline = ClassOutline.read(bytes(Closes.class), WANTED);
    assertNotNull(outline);
    assertArrayEquals(
        new String[] {"java.lang.Object", "java.lang.AutoCloseable"}, outline.superTypes());
    assertNotNull(ClassOutline.read(bytes(Counts.class), WANTED));
  }

  @Test
  void wants_any_parameters_where_the_rule_names_none() throws IOException {
    assertNotNull(ClassOutline.read(bytes(DoesAnything.class), WANTED));
  }

  @Test
  void leaves_a_class_alone_that_only_calls_one() throws IOException {
    assertNull(ClassOutline.read(bytes(Calls.class), WANTED));
  }

  @Test
  void leaves_a_class_alone_whose_method_takes_something_else() throws IOException {
    assertNull(ClassOutline.read(bytes(TakesOthers.class), WANTED));
  }

  private static Rule rule(String method, List<String> parameters) {
    return new Rule(0, true, "any.Type", method, parameters, null, "any.Advice", null, null);
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
      return in.readAllBytes();
    }
  }

  @SuppressWarnings("unused")
  static final class Closes implements AutoCloseable {
    private static final long BIG = 1L << 40;
    private final double ratio = Math.random();

    @Override
    public void close() {}
  }

  @SuppressWarnings("unused")
  static final class Counts {
    int count(String text, int times, byte[][] rows) {
      return times;
    }
  }

  @SuppressWarnings("unused")
  static final class DoesAnything {
    long anything(double x) {
      return (long) x;
    }
  }

  @SuppressWarnings("unused")
  static final class Calls {
    void end(AutoCloseable closed) throws Exception {
      closed.close();
    }
  }

  @SuppressWarnings("unused")
  static final class TakesOthers {
    void close(int code) {}

    int count(String text, int times) {
      return times;
    }
  }
}
