package dev.vitals.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.example.host.Shop;
import dev.vitals.probe.Probe;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Classes as compilers made them before there were frames, with subroutines; verified when loaded.
 */
class OldClassFilesTest {
  private static final int SESSION = 78;

  private final RecordingSink sink = new RecordingSink();
  private final RecordingReport report = new RecordingReport();

  private Weaver weaver;

  @AfterEach
  void leave() {
    weaver.reset();
    Probe.deliverTo(null);
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 46, 47, 48, 49, 50})
  void a_class_is_woven_when_it_is_loaded(int version) throws Exception {
    weaver = weaver(WeaverTest.Timed.class);
    weaver.install(false);
    Shop.Counter counter = load(version);
    use(counter);
    weaver.reset();
    use(counter);
    assertWovenOnce();
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 46, 47, 48, 49, 50})
  void a_loaded_class_is_woven(int version) throws Exception {
    Shop.Counter counter = load(version);
    weaver = weaver(WeaverTest.Timed.class);
    weaver.install(true);
    use(counter);
    weaver.reset();
    use(counter);
    assertWovenOnce();
  }

  @ParameterizedTest
  @ValueSource(ints = {46, 48, 49, 50})
  void a_class_runs_that_gets_advice_with_a_class_literal(int version) throws Exception {
    weaver = weaver(Literal.class);
    weaver.install(false);
    use(load(version));
    weaver.reset();
    assertEquals(List.of(), report.failures);
    assertEquals(List.of("note 78 32 class java.lang.String 1"), sink.calls);
  }

  private void assertWovenOnce() {
    assertEquals(List.of(), report.failures);
    assertEquals(
        List.of(
            "enter 78 32",
            "exit 78 32 four null",
            "enter 78 32",
            "exit 78 32 null java.lang.IllegalStateException: mine"),
        sink.calls);
  }

  private static void use(Shop.Counter counter) {
    assertEquals(5, counter.count("four"));
    RuntimeException mine = new IllegalStateException("mine");
    assertSame(mine, assertThrows(RuntimeException.class, () -> counter.fail(mine)));
  }

  private Weaver weaver(Class<?> advice) {
    Probe.deliverTo(sink);
    return new Weaver(
        ByteBuddyAgent.install(),
        SESSION,
        List.of(
            advice == Literal.class
                ? new CountInstrumentation()
                : new WeaverTest.CounterInstrumentation(advice)),
        Exclusions.NONE,
        report);
  }

  private static Shop.Counter load(int version) throws ReflectiveOperationException {
    ClassLoader loader =
        new ClassLoader(OldClassFilesTest.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) {
            byte[] bytes = oldTill(version);
            return defineClass(name, bytes, 0, bytes.length);
          }
        };
    Class<?> type = loader.loadClass("com.example.host.OldTill");
    return (Shop.Counter) type.getDeclaredConstructor().newInstance();
  }

  /** {@code count} is one more than the length, added in a subroutine. */
  private static byte[] oldTill(int version) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(
        version,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER,
        "com/example/host/OldTill",
        null,
        "java/lang/Object",
        new String[] {"com/example/host/Shop$Counter"});
    MethodVisitor constructor = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(0, 0);
    constructor.visitEnd();
    count(type.visitMethod(Opcodes.ACC_PUBLIC, "count", "(Ljava/lang/String;)I", null, null));
    MethodVisitor fail =
        type.visitMethod(Opcodes.ACC_PUBLIC, "fail", "(Ljava/lang/RuntimeException;)V", null, null);
    fail.visitCode();
    fail.visitVarInsn(Opcodes.ALOAD, 1);
    fail.visitInsn(Opcodes.ATHROW);
    fail.visitMaxs(0, 0);
    fail.visitEnd();
    type.visitEnd();
    return type.toByteArray();
  }

  /** A {@code finally} as it used to be: called on both ways out. */
  private static void count(MethodVisitor count) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label subroutine = new Label();
    count.visitCode();
    count.visitTryCatchBlock(start, end, handler, null);
    count.visitLabel(start);
    count.visitVarInsn(Opcodes.ALOAD, 1);
    count.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
    count.visitVarInsn(Opcodes.ISTORE, 2);
    count.visitLabel(end);
    count.visitJumpInsn(Opcodes.JSR, subroutine);
    count.visitVarInsn(Opcodes.ILOAD, 2);
    count.visitInsn(Opcodes.IRETURN);
    count.visitLabel(handler);
    count.visitVarInsn(Opcodes.ASTORE, 3);
    count.visitInsn(Opcodes.ICONST_0);
    count.visitVarInsn(Opcodes.ISTORE, 2);
    count.visitJumpInsn(Opcodes.JSR, subroutine);
    count.visitVarInsn(Opcodes.ALOAD, 3);
    count.visitInsn(Opcodes.ATHROW);
    count.visitLabel(subroutine);
    count.visitVarInsn(Opcodes.ASTORE, 4);
    count.visitIincInsn(2, 1);
    count.visitVarInsn(Opcodes.RET, 4);
    count.visitMaxs(0, 0);
    count.visitEnd();
  }

  private record CountInstrumentation() implements LibraryInstrumentation {
    @Override
    public String name() {
      return "count";
    }

    @Override
    public void describe(Weaving weaving) {
      weaving
          .subtypesOf("com.example.host.Shop$Counter")
          .method("count", "java.lang.String")
          .advice(Literal.class);
    }
  }

  static final class Literal {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session) {
      Probe.note(session, 32, null, String.class, null, 1L);
    }
  }
}
