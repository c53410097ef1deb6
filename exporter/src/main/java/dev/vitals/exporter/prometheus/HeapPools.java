package dev.vitals.exporter.prometheus;

/** What the names of heap pools mean, for the collectors of HotSpot and OpenJ9. */
public final class HeapPools {
  private HeapPools() {}

  /** Whether objects are allocated there. */
  public static boolean isAllocatedIn(String pool) {
    return isWhole(pool)
        || pool.endsWith("Eden Space")
        || pool.endsWith("Young Gen")
        || pool.endsWith("Young Generation")
        || pool.endsWith("nursery-allocate")
        || pool.endsWith("-eden");
  }

  /** Whether objects that lived for long lie there. */
  public static boolean isLongLived(String pool) {
    return isWhole(pool) || isOld(pool);
  }

  /** Whether objects come there from a younger generation. */
  public static boolean isOld(String pool) {
    return pool.endsWith("Old Gen")
        || pool.endsWith("Tenured Gen")
        || pool.endsWith("Old Generation")
        || pool.startsWith("tenured")
        || pool.endsWith("-old");
  }

  /** Whether it is the heap of a collector without generations. */
  private static boolean isWhole(String pool) {
    return pool.equals("ZHeap") || pool.equals("Shenandoah");
  }
}
