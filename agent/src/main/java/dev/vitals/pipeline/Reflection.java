package dev.vitals.pipeline;

import java.lang.reflect.Field;

/**
 * Reads a field of an object of the application or the JDK, where asking would take a lock or run
 * code of the application's.
 *
 * <p>Nothing is kept: a field would hold the loader of its class. java.util.concurrent is opened to
 * the agent for this.
 */
final class Reflection {
  private Reflection() {}

  /** The field as this class declares it: one that extends it may have another of that name. */
  static Object get(Class<?> type, Object owner, String name) throws ReflectiveOperationException {
    return field(type, name).get(owner);
  }

  /** The same of a number. */
  static int getInt(Class<?> type, Object owner, String name) throws ReflectiveOperationException {
    return field(type, name).getInt(owner);
  }

  /** The class of that name that the object is of, or extends; null where it is neither. */
  static Class<?> typeOf(Object object, String className) {
    Class<?> type = object.getClass();
    while (type != null && !type.getName().equals(className)) {
      type = type.getSuperclass();
    }
    return type;
  }

  /** The field as the class or one that it extends declares it; null where it may not be read. */
  static Field inherited(Class<?> from, String name) {
    for (Class<?> type = from; type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        return field.trySetAccessible() ? field : null;
      } catch (NoSuchFieldException inherited) {
        continue;
      }
    }
    return null;
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
