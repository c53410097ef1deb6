package dev.vitals.pipeline;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;

/**
 * Asks pools how they are, through handles that are found once for each class. Whatever would take
 * a lock of the pool is not asked.
 *
 * <p>The handles hang on the class they belong to, and nothing of ours hangs on them: neither does
 * a loader of the application outlive its application, nor ours a detach.
 *
 * <p><i>Threads:</i> any; asked by the aggregator. <i>Errors:</i> what a version does not have, or
 * a module does not open, is not known.
 */
final class PoolGauges {
  private static final int USED = 0;
  private static final int IDLE = 1;
  private static final int TOTAL = 2;
  private static final int MAX = 3;
  private static final int IDLE_MIN = 4;
  private static final int IDLE_MAX = 5;
  private static final int PENDING = 6;
  static final int CLOSED = 7;
  private static final int GAUGES = 8;

  private static final MethodType INT_OF_OBJECT = MethodType.methodType(int.class, Object.class);
  private static final String TOMCAT_IDLE = "idle";
  private static final String[] LOCK_FREE_SIZES = {
    "java.util.concurrent.LinkedBlockingQueue",
    "java.util.concurrent.ConcurrentLinkedQueue",
    "org.apache.tomcat.jdbc.pool.FairBlockingQueue",
  };

  private static final ClassValue<MethodHandle[]> HANDLES =
      new ClassValue<>() {
        @Override
        protected MethodHandle[] computeValue(Class<?> type) {
          return handles(type);
        }
      };

  private PoolGauges() {}

  /** How a pool is now; null when it is closed, or not ready. */
  static PoolReading read(Object pool, PoolCounts counts) {
    try {
      long[] of = new long[GAUGES];
      MethodHandle[] handles = HANDLES.get(pool.getClass());
      Object settings = counts.settings();
      MethodHandle[] more = settings == null ? null : HANDLES.get(settings.getClass());
      for (int gauge = 0; gauge < GAUGES; gauge++) {
        of[gauge] = PoolReading.UNKNOWN;
        if (handles[gauge] != null) {
          of[gauge] = (int) handles[gauge].invokeExact(pool);
        } else if (more != null && more[gauge] != null) {
          of[gauge] = (int) more[gauge].invokeExact(settings);
        }
      }
      return of[CLOSED] >= counts.library.closedFrom ? null : reading(of, pool, counts);
    } catch (Throwable notReady) {
      return null;
    }
  }

  private static PoolReading reading(long[] of, Object pool, PoolCounts counts)
      throws ReflectiveOperationException {
    long idle = of[IDLE];
    if (counts.library == PoolLibrary.TOMCAT) {
      idle = size(pool, TOMCAT_IDLE);
    }
    long used = of[USED];
    if (used < 0L && idle >= 0L && of[TOTAL] >= 0L) {
      used = Math.max(0L, of[TOTAL] - idle);
    }
    long max = of[MAX] > 0L && of[MAX] < Integer.MAX_VALUE ? of[MAX] : PoolReading.UNKNOWN;
    long pending = of[PENDING];
    if (counts.library == PoolLibrary.COMMONS) {
      // Who asks while nothing is left waits.
      boolean isFull = idle == 0L && max >= 0L && of[TOTAL] >= max;
      pending = isFull ? Math.max(0L, counts.asking.sum()) : 0L;
    }
    return new PoolReading(used, idle, max, of[IDLE_MIN], of[IDLE_MAX], pending);
  }

  /** Entries of a queue, where counting them takes no lock. */
  private static long size(Object pool, String fieldName) throws ReflectiveOperationException {
    Field field = Reflection.inherited(pool.getClass(), fieldName);
    if (field != null && field.get(pool) instanceof Collection<?> queue) {
      for (String lockFree : LOCK_FREE_SIZES) {
        if (queue.getClass().getName().equals(lockFree)) {
          return queue.size();
        }
      }
    }
    return PoolReading.UNKNOWN;
  }

  private static MethodHandle[] handles(Class<?> type) {
    MethodHandle[] handles = new MethodHandle[GAUGES];
    switch (PoolLibrary.of(type)) {
      case HIKARI -> {
        handles[USED] = method(type, "getActiveConnections");
        handles[IDLE] = method(type, "getIdleConnections");
        handles[PENDING] = method(type, "getThreadsAwaitingConnection");
        handles[CLOSED] = value(type, "poolState");
      }
      case TOMCAT -> {
        handles[TOTAL] = method(type, "getSize");
        handles[PENDING] = method(type, "getWaitCount");
        handles[CLOSED] = method(type, "isClosed");
      }
      case COMMONS -> {
        handles[TOTAL] = sizeOf(type, "allObjects");
        handles[IDLE] = countOf(type, "idleObjects");
        handles[MAX] = method(type, "getMaxTotal");
        handles[IDLE_MIN] = method(type, "getMinIdle");
        handles[IDLE_MAX] = method(type, "getMaxIdle");
        handles[CLOSED] = method(type, "isClosed");
      }
      case OTHER -> {
        // The settings of a pool, of HikariCP or of Tomcat.
        handles[MAX] = either(method(type, "getMaximumPoolSize"), method(type, "getMaxActive"));
        handles[IDLE_MIN] = either(method(type, "getMinimumIdle"), method(type, "getMinIdle"));
        handles[IDLE_MAX] = method(type, "getMaxIdle");
      }
    }
    return handles;
  }

  private static MethodHandle either(MethodHandle first, MethodHandle second) {
    return first != null ? first : second;
  }

  private static MethodHandle method(Class<?> type, String name) {
    try {
      Method method = type.getMethod(name);
      method.trySetAccessible();
      return number(MethodHandles.publicLookup().unreflect(method));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
      return null;
    }
  }

  private static MethodHandle value(Class<?> type, String fieldName) {
    try {
      Field field = Reflection.inherited(type, fieldName);
      return field == null ? null : number(MethodHandles.publicLookup().unreflectGetter(field));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
      return null;
    }
  }

  private static MethodHandle sizeOf(Class<?> type, String mapName) {
    try {
      Field map = Reflection.inherited(type, mapName);
      if (map == null) {
        return null;
      }
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodHandle size = lookup.findVirtual(Map.class, "size", MethodType.methodType(int.class));
      MethodHandle getter = lookup.unreflectGetter(map);
      return number(
          MethodHandles.filterReturnValue(
              getter.asType(getter.type().changeReturnType(Map.class)), size));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
      return null;
    }
  }

  /** The field of a queue in which it counts its entries: asking the queue itself would lock it. */
  private static MethodHandle countOf(Class<?> type, String queueName) {
    try {
      Field queue = Reflection.inherited(type, queueName);
      Field count = queue == null ? null : Reflection.inherited(queue.getType(), "count");
      if (count == null) {
        return null;
      }
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodHandle getter = lookup.unreflectGetter(queue);
      return number(
          MethodHandles.filterReturnValue(
              getter,
              lookup
                  .unreflectGetter(count)
                  .asType(MethodType.methodType(int.class, queue.getType()))));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
      return null;
    }
  }

  private static MethodHandle number(MethodHandle handle) {
    return MethodHandles.explicitCastArguments(handle, INT_OF_OBJECT);
  }
}
