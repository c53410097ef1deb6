package dev.vitals.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Answers what a class that is not loaded yet will extend, from the class files its loader can see.
 *
 * <p><i>Threads:</i> any. No lock is held while a loader is asked. <i>Errors:</i> what cannot be
 * read has no super types. <i>Cost:</i> reads each super type once per loader; only classes that
 * passed {@link ClassOutline} come here.
 */
final class SuperTypes {
  private static final int TYPES_PER_LOADER = 2_000;
  private static final String[] NONE = {};

  private final Map<ClassLoader, Map<String, String[]>> known =
      Collections.synchronizedMap(new WeakHashMap<>());
  private volatile boolean askedLately;

  /** Forgets what it has read, unless it was asked since the last call. */
  void rest() {
    if (!askedLately) {
      known.clear();
    }
    askedLately = false;
  }

  /** Every type above the outlined class, by binary name. */
  Set<String> above(ClassOutline outline, ClassLoader loader) {
    askedLately = true;
    Set<String> names = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    push(outline.superTypes(), names, open);
    while (!open.isEmpty()) {
      push(superTypesOf(open.pop(), loader), names, open);
    }
    return names;
  }

  /** Every type above a loaded class, by binary name. */
  static Set<String> above(Class<?> type) {
    Set<String> names = new HashSet<>();
    Deque<Class<?>> open = new ArrayDeque<>();
    open.push(type);
    while (!open.isEmpty()) {
      Class<?> next = open.pop();
      Class<?> superClass = next.getSuperclass();
      if (superClass != null && names.add(superClass.getName())) {
        open.push(superClass);
      }
      for (Class<?> each : next.getInterfaces()) {
        if (names.add(each.getName())) {
          open.push(each);
        }
      }
    }
    return names;
  }

  private static void push(String[] types, Set<String> names, Deque<String> open) {
    for (String type : types) {
      if (!type.equals("java.lang.Object") && names.add(type)) {
        open.push(type);
      }
    }
  }

  private String[] superTypesOf(String name, ClassLoader loader) {
    Map<String, String[]> types = known.get(loader);
    if (types == null) {
      types = Collections.synchronizedMap(new HashMap<>());
      known.put(loader, types);
    }
    String[] cached = types.get(name);
    if (cached != null) {
      return cached;
    }
    String[] read = name.startsWith("java.") ? ofJdk(name) : read(name, loader);
    if (types.size() < TYPES_PER_LOADER) {
      types.put(name, read);
    }
    return read;
  }

  /**
   * Those of a type of the JDK, which only the JDK can define: it is loaded already, or is about to
   * be, as the super type it is.
   */
  private static String[] ofJdk(String name) {
    try {
      return above(Class.forName(name, false, ClassLoader.getPlatformClassLoader())).toArray(NONE);
    } catch (ClassNotFoundException | LinkageError missing) {
      return NONE;
    }
  }

  private static String[] read(String name, ClassLoader loader) {
    String resource = name.replace('.', '/') + ".class";
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null ? NONE : ClassOutline.read(in.readAllBytes(), null).superTypes();
    } catch (IOException | RuntimeException | LinkageError unreadable) {
      return NONE;
    }
  }
}
