package dev.vitals.pipeline;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * What a cache of Ehcache 3 does not tell but holds: its alias, and the heap below its store.
 *
 * <p><i>Errors:</i> null where this version holds it elsewhere. <i>Cost:</i> reflection; asked when
 * a cache is new, its size with every snapshot.
 */
final class EhcacheParts {
  private static final String STORES = "org.ehcache.impl.internal.store.";
  private static final String HEAP = STORES + "heap.OnHeapStore";
  private static final String ALIAS = "{cache-alias=";

  private EhcacheParts() {}

  /** What the manager calls a cache that may be older than we are: its log lines begin with it. */
  static String aliasOf(Object cache) {
    String prefix = read(read(cache, "logger"), "prefix") instanceof String text ? text : "";
    return prefix.startsWith(ALIAS) && prefix.endsWith("}")
        ? prefix.substring(ALIAS.length(), prefix.length() - 1)
        : null;
  }

  /** The store that holds the entries, below those that copy, load or write them. */
  static Object storeOf(Object cache) {
    Object inner = read(cache, "store");
    while (inner != null && isAround(inner.getClass().getName())) {
      Object next = read(inner, "delegate");
      if (next == null) {
        return inner;
      }
      inner = next;
    }
    return inner;
  }

  static boolean isHeap(Object store) {
    return isHeap(store.getClass());
  }

  static boolean isHeap(Class<?> store) {
    return store.getName().equals(HEAP);
  }

  /** Entries of a store on the heap. */
  static long sizeOf(Object heap) throws ReflectiveOperationException {
    Object backend = read(heap, "map");
    if (backend == null) {
      return CacheSize.UNKNOWN;
    }
    Method count = backend.getClass().getMethod("mappingCount");
    count.setAccessible(true);
    return (Long) count.invoke(backend);
  }

  private static boolean isAround(String className) {
    return className.startsWith(STORES + "copy.") || className.startsWith(STORES + "loaderwriter.");
  }

  private static Object read(Object from, String name) {
    if (from == null) {
      return null;
    }
    for (Class<?> type = from.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(from);
      } catch (NoSuchFieldException inherited) {
        continue;
      } catch (ReflectiveOperationException | RuntimeException refused) {
        return null;
      }
    }
    return null;
  }
}
