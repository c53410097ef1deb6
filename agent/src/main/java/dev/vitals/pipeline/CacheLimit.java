package dev.vitals.pipeline;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Asks a cache how many entries it may have, where it counts them.
 *
 * <p><i>Errors:</i> {@link CacheSize#UNKNOWN} where it has no limit, weighs its entries or does not
 * say. <i>Cost:</i> reflection, with every snapshot.
 */
final class CacheLimit {
  private static final String CAFFEINE = "com.github.benmanes.caffeine.cache.BoundedLocalCache";
  private static final String GUAVA = "com.google.common.cache.LocalCache";

  /** What Ehcache asks for the size of an entry where it counts entries instead. */
  private static final String NO_SIZES = "org.ehcache.impl.internal.sizeof.NoopSizeOfEngine";

  private CacheLimit() {}

  static long of(Object cache) {
    try {
      for (Class<?> type = cache.getClass(); type != null; type = type.getSuperclass()) {
        if (type.getName().equals(CAFFEINE)) {
          return is(type, "evicts", cache) && !is(type, "isWeighted", cache)
              ? (Long) method(type, "maximum").invoke(cache)
              : CacheSize.UNKNOWN;
        }
        if (type.getName().equals(GUAVA)) {
          return is(type, "evictsBySize", cache) && !is(type, "customWeigher", cache)
              ? field(type, "maxWeight").getLong(cache)
              : CacheSize.UNKNOWN;
        }
        if (EhcacheParts.isHeap(type)) {
          long capacity = field(type, "capacity").getLong(cache);
          String sizes = field(type, "sizeOfEngine").get(cache).getClass().getName();
          return sizes.equals(NO_SIZES) && capacity < Long.MAX_VALUE ? capacity : CacheSize.UNKNOWN;
        }
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
      return CacheSize.UNKNOWN;
    }
    return CacheSize.UNKNOWN;
  }

  private static boolean is(Class<?> type, String name, Object cache)
      throws ReflectiveOperationException {
    return (Boolean) method(type, name).invoke(cache);
  }

  private static Method method(Class<?> type, String name) throws ReflectiveOperationException {
    Method method = type.getDeclaredMethod(name);
    method.setAccessible(true);
    return method;
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
