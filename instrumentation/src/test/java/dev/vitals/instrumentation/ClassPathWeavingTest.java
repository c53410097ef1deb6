package dev.vitals.instrumentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.weave.DescribedRule;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.RecordingReport;
import dev.vitals.weave.Weaver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.Test;

/** Every class of every library on the class path goes through the weaver; none is loaded. */
class ClassPathWeavingTest {
  private static final int SESSION = 5;
  private static final ClassLoader LOADER = ClassPathWeavingTest.class.getClassLoader();

  private final RecordingReport report = new RecordingReport();
  private final Set<String> silent = new TreeSet<>();
  private final Weaver weaver =
      new Weaver(ByteBuddyAgent.install(), SESSION, Instrumentations.ALL, Exclusions.NONE, report);

  @Test
  void what_is_woven_weaves_without_a_failure() throws Exception {
    weaveJdk();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.endsWith(".jar")) {
        weaveJar(new File(entry));
      }
    }

    assertEquals(List.of(), report.failures);
    assertEquals(Set.of(), silent, "reported as woven, but without a call of the probe");
    assertWoven("org.apache.catalina.core.ApplicationFilterChain");
    assertWoven("org.eclipse.jetty.ee10.servlet.ServletApiRequest");
    assertWoven("io.undertow.servlet.spec.HttpServletRequestImpl");
    assertWoven("jakarta.servlet.http.HttpServlet");
    assertWoven("javax.servlet.http.HttpServlet");
    assertWoven("org.h2.jdbc.JdbcPreparedStatement");
    for (LibraryInstrumentation instrumentation : Instrumentations.ALL) {
      for (DescribedRule rule : DescribedRule.of(instrumentation)) {
        if (!rule.subtypes() && isClass(rule.typeName())) {
          assertWoven(rule.typeName());
        }
      }
    }
  }

  private static boolean isClass(String name) {
    try {
      return !Class.forName(name, false, LOADER).isInterface();
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }

  /** The types of the JDK that rules name exactly. */
  private void weaveJdk() throws IOException {
    for (LibraryInstrumentation instrumentation : Instrumentations.ALL) {
      for (DescribedRule rule : DescribedRule.of(instrumentation)) {
        Class<?> type = rule.subtypes() ? null : typeOfJdk(rule.typeName());
        if (type != null) {
          String path = rule.typeName().replace('.', '/');
          try (InputStream in = type.getModule().getResourceAsStream(path + ".class")) {
            weave(type.getClassLoader(), path, in.readAllBytes());
          }
        }
      }
    }
  }

  private static Class<?> typeOfJdk(String name) {
    try {
      Class<?> type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
      return type.getModule().isNamed() ? type : null;
    } catch (ClassNotFoundException ofALibrary) {
      return null;
    }
  }

  private void weaveJar(File file) throws IOException {
    try (JarFile jar = new JarFile(file)) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
          try (InputStream in = jar.getInputStream(entry)) {
            String internalName = name.substring(0, name.length() - ".class".length());
            weave(LOADER, internalName, in.readAllBytes());
          }
        }
      }
    }
  }

  private void weave(ClassLoader loader, String internalName, byte[] classFile) {
    byte[] woven = weaver.transform(loader, internalName, null, null, classFile);
    if (woven != null && !callsProbe(woven)) {
      silent.add(internalName);
    }
  }

  private static boolean callsProbe(byte[] classFile) {
    List<String> calls = new ArrayList<>();
    ClassVisitor calling =
        new ClassVisitor(AdviceClass.API) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(AdviceClass.API) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String method, String type, boolean isInterface) {
                if (owner.equals("dev/vitals/probe/Probe")) {
                  calls.add(method);
                }
              }
            };
          }
        };
    new ClassReader(classFile).accept(calling, ClassReader.SKIP_FRAMES);
    return calls.stream().anyMatch(method -> !method.equals("failed"));
  }

  private void assertWoven(String name) {
    assertTrue(report.transformed.contains(name), () -> name + " is not in " + report.transformed);
  }
}
