package dev.vitals.instrumentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** A method of advice as its bytes show it: what it calls, names and decides. */
final class AdviceMethod extends MethodVisitor {
  private static final String ENTER = "Lnet/bytebuddy/asm/Advice$OnMethodEnter;";
  private static final String EXIT = "Lnet/bytebuddy/asm/Advice$OnMethodExit;";

  final String name;
  final boolean isStatic;
  boolean isEnter;
  boolean isExit;

  /** Binary names of the classes the annotation names; empty for its defaults. */
  String suppress = "";

  String onThrowable = "";

  /** Binary name of the owner, a dot, the method: in the order of the code. */
  final List<String> calls = new ArrayList<>();

  /** Binary names of all types. */
  final Set<String> types = new TreeSet<>();

  int dynamicCalls;
  int conditions;

  AdviceMethod(String className, String methodName, int access, String descriptor) {
    super(AdviceClass.API);
    name = className + '.' + methodName;
    isStatic = (access & Opcodes.ACC_STATIC) != 0;
    addTypes(Type.getMethodType(descriptor));
  }

  /** The place of the first call of one of these; -1 where there is none. */
  int firstCall(Set<String> wanted) {
    for (int index = 0; index < calls.size(); index++) {
      if (wanted.contains(calls.get(index))) {
        return index;
      }
    }
    return -1;
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    isEnter |= descriptor.equals(ENTER);
    isExit |= descriptor.equals(EXIT);
    return new AnnotationVisitor(AdviceClass.API) {
      @Override
      public void visit(String key, Object value) {
        if (key.equals("suppress")) {
          suppress = ((Type) value).getClassName();
        } else if (key.equals("onThrowable")) {
          onThrowable = ((Type) value).getClassName();
        }
      }
    };
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String method, String descriptor, boolean isInterface) {
    calls.add(Type.getObjectType(owner).getClassName() + '.' + method);
    addTypes(Type.getObjectType(owner));
    addTypes(Type.getMethodType(descriptor));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
    addTypes(Type.getObjectType(owner));
    addTypes(Type.getType(descriptor));
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    addTypes(Type.getObjectType(type));
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    addTypes(Type.getType(descriptor));
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    if (type != null) {
      addTypes(Type.getObjectType(type));
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (value instanceof Type type) {
      addTypes(type);
    } else if (!(value instanceof Number || value instanceof String)) {
      dynamicCalls++;
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String method, String descriptor, Handle bootstrap, Object... arguments) {
    dynamicCalls++;
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    if (opcode != Opcodes.GOTO) {
      conditions++;
    }
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label rest, Label... labels) {
    conditions++;
  }

  @Override
  public void visitLookupSwitchInsn(Label rest, int[] keys, Label[] labels) {
    conditions++;
  }

  private void addTypes(Type type) {
    if (type.getSort() == Type.METHOD) {
      addTypes(type.getReturnType());
      for (Type argument : type.getArgumentTypes()) {
        addTypes(argument);
      }
    } else if (type.getSort() == Type.ARRAY) {
      addTypes(type.getElementType());
    } else if (type.getSort() == Type.OBJECT) {
      types.add(type.getClassName());
    }
  }
}
