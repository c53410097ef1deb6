package dev.vitals.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** A class with advice as its bytes show it; constructors are left out, they are never inlined. */
final class AdviceClass {
  static final int API = Opcodes.ASM9;

  final String name;
  final List<String> fields = new ArrayList<>();
  final List<AdviceMethod> methods = new ArrayList<>();
  boolean isStaticNested;

  private AdviceClass(String name) {
    this.name = name;
  }

  static AdviceClass read(String binaryName) {
    String internalName = binaryName.replace('.', '/');
    AdviceClass advice = new AdviceClass(binaryName);
    try (InputStream in =
        AdviceClass.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
      new ClassReader(in).accept(advice.visitor(internalName), ClassReader.SKIP_DEBUG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return advice;
  }

  private ClassVisitor visitor(String internalName) {
    return new ClassVisitor(API) {
      @Override
      public void visitInnerClass(String inner, String outer, String simpleName, int access) {
        if (inner.equals(internalName)) {
          isStaticNested = outer != null && (access & Opcodes.ACC_STATIC) != 0;
        }
      }

      @Override
      public FieldVisitor visitField(
          int access, String field, String descriptor, String signature, Object value) {
        fields.add(field);
        return null;
      }

      @Override
      public MethodVisitor visitMethod(
          int access, String method, String descriptor, String signature, String[] exceptions) {
        if (method.equals("<init>")) {
          return null;
        }
        AdviceMethod read = new AdviceMethod(name, method, access, descriptor);
        methods.add(read);
        return read;
      }
    };
  }
}
