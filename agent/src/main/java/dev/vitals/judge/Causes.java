package dev.vitals.judge;

/**
 * What tends to bring about what: a machine out of something slows statements, slow statements and
 * cold caches slow requests, and slow requests fail. Slow statements fill a pool of connections,
 * and a full pool slows requests.
 *
 * <p>Slow requests fill the threads of a server, and tasks that wait slow the request that waits
 * for them: neither speaks for the other. Both make requests fail, and tasks.
 */
final class Causes {
  private Causes() {}

  /** Lower is nearer to the root; what stands at the same depth causes none of the others. */
  static int depth(Measure measure) {
    return switch (measure) {
      case DISK, CONTAINER_MEMORY, HEAP_AFTER_GC, CPU, TIME_TO_FULL -> 0;
      case DB_ERROR_RATE, DB_LATENCY -> 1;
      case CACHE_HIT_RATE, CACHE_MISS_RATE, POOL_UTILISATION, POOL_PENDING, POOL_WAIT -> 2;
      case DB_THROUGHPUT, HTTP_LATENCY -> 3;
      case EXECUTOR_UTILISATION, EXECUTOR_QUEUED, EXECUTOR_WAIT, EXECUTOR_REFUSED -> 3;
      case EXECUTOR_RUN -> 3;
      case HTTP_ERROR_RATE, HTTP_THROUGHPUT, EXECUTOR_FAILED -> 4;
    };
  }

  /** Whether alerts about both that come at the same time may be one matter. */
  static boolean areRelated(Measure a, Measure b) {
    // Two resources run out for reasons of their own; everything else can hang together.
    return a == b || depth(a) != depth(b) || depth(a) > 0;
  }

  static boolean isCauseOf(Measure cause, Measure effect) {
    return depth(cause) < depth(effect);
  }
}
