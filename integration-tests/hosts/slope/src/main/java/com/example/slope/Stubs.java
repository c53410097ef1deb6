package com.example.slope;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/** Fills in the hundreds of methods of JDBC that nobody calls here: they return nothing. */
final class Stubs {
  private Stubs() {}

  /** The only constructor of a class that does what {@code type} does and nothing besides. */
  static MethodHandle constructor(Class<?> type, Class<?>... parameters) {
    try {
      MethodHandles.Lookup here = MethodHandles.lookup();
      Class<?> whole =
          new ByteBuddy()
              .subclass(type)
              .name(type.getName() + "Whole")
              .method(ElementMatchers.isAbstract())
              .intercept(StubMethod.INSTANCE)
              .make()
              .load(type.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(here))
              .getLoaded();
      return here.findConstructor(whole, MethodType.methodType(void.class, parameters))
          .asType(MethodType.methodType(type, parameters));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static RuntimeException unexpected(Throwable failure) {
    return new IllegalStateException(failure);
  }
}
