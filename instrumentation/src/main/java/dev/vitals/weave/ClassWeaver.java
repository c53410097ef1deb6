package dev.vitals.weave;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.TypeConstantAdjustment;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Inlines advice into the bytes of one class; its shape stays as it is.
 *
 * <p><i>Threads:</i> any; no lock is held while a loader of the host is asked. <i>Errors:</i>
 * throws whatever Byte Buddy throws; the class then stays as it was. <i>Cost:</i> some
 * milliseconds, for woven classes only.
 */
final class ClassWeaver {
  private static final String PROBE = "dev.vitals.probe.Probe";

  private final int session;
  private final ClassFileLocator ownClasses;
  private final MethodDescription failed;
  private final Map<ClassLoader, Advices> advicesByLoader =
      Collections.synchronizedMap(new WeakHashMap<>());

  ClassWeaver(int session) {
    this.session = session;
    ownClasses = ClassFileLocator.ForClassLoader.of(ClassWeaver.class.getClassLoader());
    failed =
        TypePool.Default.of(ownClasses)
            .describe(PROBE)
            .resolve()
            .getDeclaredMethods()
            .filter(ElementMatchers.named("failed"))
            .getOnly();
  }

  byte[] weave(String className, byte[] classFile, ClassLoader loader, List<Rule> rules) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(className, classFile),
            loader == null
                ? ClassFileLocator.ForClassLoader.ofBootLoader()
                : ClassFileLocator.ForClassLoader.of(loader));
    TypePool pool =
        new TypePool.Default(
            new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
    TypeDescription type = pool.describe(className).resolve();
    // The pool's own list describes a method anew whenever it is asked for it.
    MethodList<?> methods = new MethodList.Explicit<>(List.copyOf(type.getDeclaredMethods()));
    AsmVisitorWrapper.ForDeclaredMethods advised = new AsmVisitorWrapper.ForDeclaredMethods();
    boolean isAdvised = false;
    for (Rule rule : rules) {
      if (!fits(rule, pool)) {
        continue;
      }
      ElementMatcher<MethodDescription> matcher = matcher(rule);
      if (!methods.filter(matcher).isEmpty()) {
        advised = advised.invokable(matcher, advice(rule, loader));
        isAdvised = true;
      }
    }
    return isAdvised ? write(type, methods, classFile, advised, pool) : null;
  }

  /**
   * Does what Byte Buddy's builder of types does where nothing but code changes, without it: that
   * would load half a thousand more classes while the application starts.
   */
  private static byte[] write(
      TypeDescription type,
      MethodList<?> methods,
      byte[] classFile,
      AsmVisitorWrapper advised,
      TypePool pool) {
    ClassFileVersion version = ClassFileVersion.ofClassFile(classFile);
    AsmVisitorWrapper change =
        version.isLessThan(ClassFileVersion.JAVA_V5)
            // A class that old cannot load class constants as the advice does.
            ? new AsmVisitorWrapper.Compound(TypeConstantAdjustment.INSTANCE, advised)
            : advised;
    int writerFlags = change.mergeWriter(AsmVisitorWrapper.NO_FLAGS);
    int readerFlags = change.mergeReader(AsmVisitorWrapper.NO_FLAGS);
    Implementation.Context context =
        Implementation.Context.Disabled.Factory.INSTANCE.make(
            type,
            null,
            TypeInitializer.None.INSTANCE,
            version,
            version,
            version.isLessThan(ClassFileVersion.JAVA_V6)
                ? Implementation.Context.FrameGeneration.DISABLED
                : (readerFlags & ClassReader.EXPAND_FRAMES) == 0
                    ? Implementation.Context.FrameGeneration.GENERATE
                    : Implementation.Context.FrameGeneration.EXPAND);
    ClassReader reader = OpenedClassReader.of(classFile);
    ClassWriter writer = new ClassWriter(reader, writerFlags);
    ClassVisitor visitor =
        change.wrap(
            type,
            writer,
            context,
            pool,
            type.getDeclaredFields(),
            methods,
            writerFlags,
            readerFlags);
    reader.accept(visitor, readerFlags);
    return writer.toByteArray();
  }

  private static boolean fits(Rule rule, TypePool pool) {
    if (rule.visibleType() != null && !pool.describe(rule.visibleType()).isResolved()) {
      return false;
    }
    return rule.invisibleType() == null || !pool.describe(rule.invisibleType()).isResolved();
  }

  /**
   * The advice as the loader of the class that gets it sees it: its parameters may be of the
   * library's types, which only that loader knows. Kept as long as the loader, which it refers to
   * weakly.
   */
  private Advice advice(Rule rule, ClassLoader loader) {
    Advices advices = advicesByLoader.get(loader);
    if (advices == null) {
      advices = new Advices(loader);
      advicesByLoader.put(loader, advices);
    }
    return advices.of(rule);
  }

  /** The advice that one loader needed so far. */
  private final class Advices {
    private final Map<String, Advice> byKey = new ConcurrentHashMap<>();
    private final TypePool types;

    Advices(ClassLoader loader) {
      types =
          TypePool.Default.of(
              new ClassFileLocator.Compound(
                  ownClasses, ClassFileLocator.ForClassLoader.WeaklyReferenced.of(loader)));
    }

    Advice of(Rule rule) {
      String key = rule.adviceName() + '#' + rule.instrumentation();
      Advice advice = byKey.get(key);
      if (advice == null) {
        advice = read(rule);
        byKey.put(key, advice);
      }
      return advice;
    }

    private Advice read(Rule rule) {
      StackManipulation handler =
          new StackManipulation.Compound(
              IntegerConstant.forValue(rule.instrumentation()),
              MethodInvocation.invoke(failed.asDefined()));
      return Advice.withCustomMapping()
          .bind(Session.class, session)
          .to(types.describe(rule.adviceName()).resolve(), ownClasses)
          .withExceptionHandler(new Advice.ExceptionHandler.Simple(handler));
    }
  }

  private static ElementMatcher<MethodDescription> matcher(Rule rule) {
    ElementMatcher.Junction<MethodDescription> matcher =
        ElementMatchers.<MethodDescription>named(rule.methodName())
            .and(ElementMatchers.not(ElementMatchers.isSynthetic()))
            .and(ElementMatchers.not(ElementMatchers.isAbstract()))
            .and(ElementMatchers.not(ElementMatchers.isNative()));
    if (rule.methodName().equals("<init>")) {
      matcher = ElementMatchers.isConstructor();
    } else if (rule.methodName().endsWith("$*")) {
      String prefix = rule.methodName().substring(0, rule.methodName().length() - 1);
      matcher =
          ElementMatchers.<MethodDescription>isSynthetic()
              .and(ElementMatchers.nameStartsWith(prefix));
    }
    if (rule.subtypes()) {
      matcher = matcher.and(ElementMatchers.not(ElementMatchers.isBridge()));
    }
    if (rule.parameterTypes() != null) {
      matcher = matcher.and(ElementMatchers.takesArguments(rule.parameterTypes().size()));
      for (int index = 0; index < rule.parameterTypes().size(); index++) {
        matcher =
            matcher.and(
                ElementMatchers.takesArgument(index, hasName(rule.parameterTypes().get(index))));
      }
    }
    if (rule.returnType() != null) {
      matcher = matcher.and(ElementMatchers.returns(hasName(rule.returnType())));
    }
    return matcher;
  }

  /** By binary name; Byte Buddy's own matcher knows arrays by another. */
  private static ElementMatcher<TypeDescription> hasName(String name) {
    return type -> type.getName().equals(name);
  }
}
