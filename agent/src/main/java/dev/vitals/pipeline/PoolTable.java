package dev.vitals.pipeline;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows every pool of connections that was seen, without keeping one alive, and gives each a name.
 *
 * <p><i>Threads:</i> any; lock-free. <i>Errors:</i> beyond {@value #POOLS} pools new ones may not
 * be taken in, which is counted. <i>Cost:</i> allocates only when a pool is new.
 */
final class PoolTable {
  private static final int POOLS = 1_024;
  private static final int NAME_LENGTH = 255;
  private static final String[] NAMES = {"getPoolName", "getName"};

  final WeakIdentityMap<PoolCounts> pools = new WeakIdentityMap<>(POOLS);

  private final Dictionary names = new Dictionary(POOLS, NAME_LENGTH);
  private final AtomicInteger unnamed = new AtomicInteger();

  /**
   * What is known of a pool; null when there are too many.
   *
   * @param settings what the pool was set up with, or null
   */
  PoolCounts of(Object pool, Object settings) {
    PoolCounts known = pools.get(pool);
    if (known != null || pool == null) {
      return known;
    }
    PoolLibrary library = PoolLibrary.of(pool.getClass());
    String name = nameIn(settings);
    if (name == null) {
      name = library.label + '-' + unnamed.incrementAndGet();
    }
    pools.putIfAbsent(pool, new PoolCounts(names.id(name), library, settings));
    return pools.get(pool);
  }

  String name(int number) {
    return names.text(number);
  }

  private static String nameIn(Object settings) {
    if (settings == null) {
      return null;
    }
    for (String getter : NAMES) {
      try {
        if (settings.getClass().getMethod(getter).invoke(settings) instanceof String name
            && !name.isEmpty()) {
          return name;
        }
      } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
        continue;
      }
    }
    return null;
  }
}
