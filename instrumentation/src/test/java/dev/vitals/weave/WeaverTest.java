package dev.vitals.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.probe.Probe;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeaverTest {
  private static final int SESSION = 77;

  private final Instrumentation jvm = ByteBuddyAgent.install();
  private final RecordingSink sink = new RecordingSink();
  private final RecordingReport report = new RecordingReport();

  @AfterEach
  void deliver_nowhere() {
    Probe.deliverTo(null);
  }

  @Test
  void weaves_a_loaded_subtype_and_gives_its_bytes_back() throws Exception {
    String host = "com.example.host.Shop$Till";
    Object till = new com.example.host.Shop.Till();
    byte[] before = bytesOf(till.getClass());
    Weaver weaver = weaver(new CounterInstrumentation(Timed.class));
    Probe.deliverTo(sink);

    weaver.install(true);
    ((com.example.host.Shop.Counter) till).count("a");
    weaver.reset();
    ((com.example.host.Shop.Counter) till).count("b");

    assertTrue(report.transformed.contains(host), () -> report.transformed.toString());
    assertEquals(List.of("enter 77 32", "exit 77 32 a null"), sink.calls);
    assertArrayEquals(before, bytesOf(till.getClass()));
  }

  @Test
  void weaves_a_class_when_it_is_loaded() throws Exception {
    Weaver weaver = weaver(new CounterInstrumentation(Timed.class));
    Probe.deliverTo(sink);
    weaver.install(false);
    try {
      com.example.host.Late.counter().count("x");
    } finally {
      weaver.reset();
    }
    assertEquals(List.of("enter 77 32", "exit 77 32 x null"), sink.calls);
  }

  @Test
  void weaves_again_after_it_has_rested() throws Exception {
    Weaver weaver = weaver(new CounterInstrumentation(Timed.class));
    Probe.deliverTo(sink);
    weaver.install(true);
    try {
      weaver.rest();
      weaver.rest();
      jvm.retransformClasses(com.example.host.Shop.Till.class);
      new com.example.host.Shop.Till().count("a");
    } finally {
      weaver.reset();
    }
    assertEquals(List.of("enter 77 32", "exit 77 32 a null"), sink.calls);
  }

  @Test
  void the_hosts_exception_passes_untouched() throws Exception {
    Weaver weaver = weaver(new CounterInstrumentation(Timed.class));
    Probe.deliverTo(sink);
    weaver.install(true);
    try {
      RuntimeException expected = new IllegalStateException("mine");
      RuntimeException thrown =
          assertThrows(
              RuntimeException.class, () -> new com.example.host.Shop.Till().fail(expected));
      assertSame(expected, thrown);
      assertEquals(0, thrown.getSuppressed().length);
    } finally {
      weaver.reset();
    }
    assertEquals(
        List.of("enter 77 32", "exit 77 32 null java.lang.IllegalStateException: mine"),
        sink.calls);
  }

  @Test
  void advice_that_throws_is_counted_and_the_host_goes_on() throws Exception {
    Weaver weaver = weaver(new CounterInstrumentation(Throwing.class));
    Probe.deliverTo(sink);
    weaver.install(true);
    try {
      assertEquals(1, new com.example.host.Shop.Till().count("a"));
    } finally {
      weaver.reset();
    }
    assertEquals(List.of("failed 0 java.lang.ArithmeticException: / by zero"), sink.calls);
  }

  @Test
  void leaves_a_class_alone_that_merely_has_a_method_of_that_name() {
    Weaver weaver = weaver(new CounterInstrumentation(Timed.class));
    Probe.deliverTo(sink);
    weaver.install(true);
    try {
      assertEquals(5, new com.example.host.Shop.Stranger().count("12345"));
    } finally {
      weaver.reset();
    }
    assertTrue(sink.calls.isEmpty(), () -> sink.calls.toString());
  }

  @Test
  void a_class_that_is_being_loaded_while_the_agent_leaves_stays_as_it_is() throws Exception {
    Weaver[] weaver = new Weaver[1];
    int[] woven = new int[1];
    WeaveReport leavesMeanwhile =
        new WeaveReport() {
          @Override
          public void transformed(int instrumentation, String className) {
            woven[0]++;
            weaver[0].reset();
          }

          @Override
          public void failed(int instrumentation, String phase, String className, Throwable cause) {
            report.failed(instrumentation, phase, className, cause);
          }

          @Override
          public void spent(long nanos) {}
        };
    weaver[0] =
        new Weaver(
            jvm,
            SESSION,
            List.of(new CounterInstrumentation(Timed.class)),
            Exclusions.NONE,
            leavesMeanwhile);
    Probe.deliverTo(sink);
    weaver[0].install(false);

    com.example.host.Later.counter().count("x");

    assertEquals(1, woven[0]);
    assertEquals(List.of(), sink.calls);
    assertEquals(List.of(), report.failures);
  }

  private Weaver weaver(LibraryInstrumentation instrumentation) {
    return new Weaver(jvm, SESSION, List.of(instrumentation), Exclusions.NONE, report);
  }

  private byte[] bytesOf(Class<?> type) throws Exception {
    byte[][] seen = new byte[1][];
    ClassFileTransformer spy =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader,
              String name,
              Class<?> redefined,
              ProtectionDomain domain,
              byte[] classFile) {
            if (redefined == type) {
              seen[0] = classFile.clone();
            }
            return null;
          }
        };
    jvm.addTransformer(spy, true);
    jvm.retransformClasses(type);
    jvm.removeTransformer(spy);
    return seen[0];
  }

  record CounterInstrumentation(Class<?> advice) implements LibraryInstrumentation {
    @Override
    public String name() {
      return "counter";
    }

    @Override
    public void describe(Weaving weaving) {
      weaving
          .subtypesOf("com.example.host.Shop$Counter")
          .method("count", "java.lang.String")
          .advice(advice)
          .method("fail", "java.lang.RuntimeException")
          .advice(advice);
    }
  }

  static final class Timed {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session) {
      return Probe.enter(session, 32);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long start,
        @Advice.This Object self,
        @Advice.Argument(0) Object argument,
        @Advice.Thrown Throwable thrown) {
      Probe.exit(
          session, 32, start, self, argument instanceof String ? argument : null, null, thrown);
    }
  }

  static final class Throwing {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object argument) {
      int length = 0;
      Integer.valueOf(1 / length);
    }
  }
}
