package dev.vitals.probe;

/**
 * What woven code saw. The upper bits name the nesting group: within a group only the outermost
 * call of a thread is timed, so that a pool's statement over a driver's counts once. Compile-time
 * constants: woven code holds the number, never this class.
 */
public final class Kind {
  public static final int GROUP_SHIFT = 4;

  public static final int HTTP_SERVER = 1 << GROUP_SHIFT;

  /**
   * A framework looked for the handler of this path (argument): where it found none (result), the
   * path may yet come as the template, being the very same object, and is not one.
   */
  public static final int HTTP_LOOKUP = HTTP_SERVER + 1;

  public static final int JDBC_EXECUTE = 2 << GROUP_SHIFT;
  public static final int JDBC_EXECUTE_PREPARED = JDBC_EXECUTE + 1;
  public static final int JDBC_BATCH = JDBC_EXECUTE + 2;
  public static final int JDBC_COMMIT = JDBC_EXECUTE + 3;
  public static final int JDBC_ROLLBACK = JDBC_EXECUTE + 4;
  public static final int JDBC_CONNECT = JDBC_EXECUTE + 5;
  public static final int JDBC_PREPARE = JDBC_EXECUTE + 6;
  public static final int JDBC_CREATE = JDBC_EXECUTE + 7;
  public static final int JDBC_CLOSE = JDBC_EXECUTE + 8;
  public static final int JDBC_DISCONNECT = JDBC_EXECUTE + 9;

  /** A lookup: a hit when it has a result, else a miss. */
  public static final int CACHE_GET = 3 << GROUP_SHIFT;

  // Where the cache is null, it is the one that CACHE_COUNTING or CACHE_LOADING named before.
  public static final int CACHE_HIT = CACHE_GET + 1;
  public static final int CACHE_MISS = CACHE_GET + 2;

  /** Amount 1: only if there was no value (result) before; 2: only if there was. */
  public static final int CACHE_PUT = CACHE_GET + 3;

  public static final int CACHE_REMOVE = CACHE_GET + 4;
  public static final int CACHE_EVICT = CACHE_GET + 5;

  /** A value was loaded within that many nanoseconds; {@code CACHE_LOAD_FAILED}: was not. */
  public static final int CACHE_LOADED = CACHE_GET + 6;

  public static final int CACHE_LOAD_FAILED = CACHE_GET + 7;
  public static final int CACHE_CREATED = CACHE_GET + 8;
  public static final int CACHE_NAMED = CACHE_GET + 9;

  /** The library's next record on this thread belongs to this cache; null or amount 0: to none. */
  public static final int CACHE_COUNTING = CACHE_GET + 10;

  /** Whether (1 or 0) the library keeps statistics of this cache itself. */
  public static final int CACHE_RECORDING = CACHE_GET + 11;

  /** The records that named no cache and came last on this thread belong to this cache. */
  public static final int CACHE_COUNTED = CACHE_GET + 12;

  /** Another object that stands for the same cache. */
  public static final int CACHE_ALIAS = CACHE_GET + 13;

  /** A removal that gives back the value there was: one when there is a result. */
  public static final int CACHE_TAKE = CACHE_GET + 14;

  /** So many at once. */
  public static final int CACHE_PUTS = CACHE_GET + 15;

  /**
   * Loads if absent. Between enter and exit, {@code CACHE_CALLED} says that the loader ran. Plus 1
   * where that is recorded, plus 2 where a future is loaded, done only when that is.
   */
  public static final int CACHE_LOAD = 6 << GROUP_SHIFT;

  /** Computes from what is there. Plus 1 where failures are recorded, plus 2 where successes. */
  public static final int CACHE_COMPUTE = CACHE_LOAD + 4;

  /** The loader ran so many nanoseconds, unless an entry (result) was found without a cause. */
  public static final int CACHE_CALLED = CACHE_LOAD + 8;

  /** The same if there is an entry (argument), or the lowest bit of the amount is set. */
  public static final int CACHE_CALLED_FOR = CACHE_LOAD + 9;

  /** A value was computed within so many nanoseconds; without a result that failed. */
  public static final int CACHE_COMPUTED = CACHE_LOAD + 10;

  /** The same, from the value that was there (argument), if any. */
  public static final int CACHE_MERGED = CACHE_LOAD + 11;

  /** The same, unless the result is what was there (argument). */
  public static final int CACHE_RECOMPUTED = CACHE_LOAD + 12;

  /** The same, after a miss. */
  public static final int CACHE_LOADED_VIEW = CACHE_LOAD + 13;

  /**
   * A miss and a load, or the throwable (argument). Lowest bits of the amount: recorded, successes
   * recorded.
   */
  public static final int CACHE_LOADED_DIRECTLY = CACHE_LOAD + 14;

  /** As CACHE_LOAD and recorded, and a hit where the loader did not run. */
  public static final int CACHE_GET_OR_LOAD = CACHE_LOAD + 15;

  /** Code of the application runs in between: what CACHE_COUNTING said holds again afterwards. */
  public static final int CACHE_ASIDE = 7 << GROUP_SHIFT;

  /** As CACHE_COUNTING, for a load that this thread is about to record. */
  public static final int CACHE_LOADING = CACHE_ASIDE + 1;

  public static final int CACHE_LOADING_DONE = CACHE_ASIDE + 2;
  public static final int CACHE_LOADING_FAILED = CACHE_ASIDE + 3;

  /** As CACHE_COUNTED, for the load that named no cache and was recorded last. */
  public static final int CACHE_LOADING_COUNTED = CACHE_ASIDE + 4;

  /** Several entries at once; the result names what happened to them. */
  public static final int CACHE_BULK = CACHE_ASIDE + 5;

  /** As CACHE_EVICT, if the object stands for a cache that is known. */
  public static final int CACHE_EVICT_KNOWN = CACHE_ASIDE + 6;

  /** Group of hits and misses that named no cache. */
  public static final int CACHE_UNNAMED = 8 << GROUP_SHIFT;

  /** Group of the load that named no cache. */
  public static final int CACHE_UNNAMED_LOAD = 9 << GROUP_SHIFT;

  /** An operation of a JCache provider; nested in one of the same cache it does not count. */
  public static final int JCACHE_OPERATION = 10 << GROUP_SHIFT;

  /** The same where nothing done does not tell whether there was an entry. */
  public static final int JCACHE_CONDITIONAL = JCACHE_OPERATION + 1;

  /** The same for many keys or entries at once. */
  public static final int JCACHE_BULK = JCACHE_OPERATION + 2;

  /** Says on which cache the operation is that has just begun. */
  public static final int JCACHE_OPERATING = JCACHE_OPERATION + 3;

  /**
   * A connection was answered: the name of the command, the reply, and with how many arguments. An
   * error is not noted.
   */
  public static final int REDIS_COMMAND = 4 << GROUP_SHIFT;

  /** A connection goes over to the database of that number. */
  public static final int REDIS_SELECTED = REDIS_COMMAND + 1;

  /**
   * Until REDIS_REPLIES_DONE this thread completes commands of this connection, to that address.
   */
  public static final int REDIS_REPLIES = REDIS_COMMAND + 2;

  public static final int REDIS_REPLIES_DONE = REDIS_COMMAND + 3;

  /** As REDIS_COMMAND, for the connection of REDIS_REPLIES; it comes with its arguments. */
  public static final int REDIS_COMPLETED = REDIS_COMMAND + 4;

  /**
   * Until REDIS_GIVEN_UP commands are completed that were not carried out: where the amount is 0,
   * or for this command if it belongs to a transaction.
   */
  public static final int REDIS_GIVING_UP = REDIS_COMMAND + 5;

  public static final int REDIS_GIVEN_UP = REDIS_COMMAND + 6;

  public static final int HTTP_ASYNC = 5 << GROUP_SHIFT;

  /** A connection is taken out of a pool; the argument knows how the pool is set up. */
  public static final int POOL_GET = 11 << GROUP_SHIFT;

  /** The same where POOL_ASKING came before, because the pool does not say who waits. */
  public static final int POOL_GET_ASKED = POOL_GET + 1;

  public static final int POOL_ASKING = POOL_GET + 2;

  /** What a pool keeps of a connection goes to whoever is in POOL_GET on this thread. */
  public static final int POOL_LENT = POOL_GET + 3;

  /** It (argument) comes back to the pool. */
  public static final int POOL_RETURNED = POOL_GET + 4;

  /** There is a new pool. */
  public static final int POOL_CREATED = POOL_GET + 5;

  /** A pool opens a connection. */
  public static final int POOL_OPEN = 12 << GROUP_SHIFT;

  /** An executor is there; what makes its threads (argument), where that is known. */
  public static final int EXECUTOR_CREATED = 13 << GROUP_SHIFT;

  /** A task (argument) is about to be given to an executor. */
  public static final int EXECUTOR_SUBMITTED = EXECUTOR_CREATED + 1;

  /** The executor had no room for the task (argument). */
  public static final int EXECUTOR_REJECTED = EXECUTOR_CREATED + 2;

  /**
   * The same, if that is what the giver was told: what was thrown is the result. The amount is
   * negative where a pool of the JDK's class goes on running.
   */
  public static final int EXECUTOR_REFUSED = EXECUTOR_CREATED + 3;

  /** This thread begins with the task (argument). Amount 0: how long it takes means nothing. */
  public static final int EXECUTOR_STARTING = EXECUTOR_CREATED + 4;

  /** This thread is done with it, which may have thrown something (result). Amount as then. */
  public static final int EXECUTOR_ENDED = EXECUTOR_CREATED + 5;

  /** A thread is about to start that runs one task and ends. */
  public static final int EXECUTOR_THREAD_STARTING = EXECUTOR_CREATED + 6;

  /** It is done with it. */
  public static final int EXECUTOR_THREAD_ENDED = EXECUTOR_CREATED + 7;

  public static final int GROUPS = 16;

  private Kind() {}
}
