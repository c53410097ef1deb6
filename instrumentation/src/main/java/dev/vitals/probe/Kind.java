package dev.vitals.probe;

/**
 * What woven code saw. The upper bits name the nesting group: within a group only the outermost
 * call of a thread is timed, so that a pool's statement over a driver's counts once. Compile-time
 * constants: woven code holds the number, never this class.
 */
public final class Kind {
  public static final int GROUP_SHIFT = 4;

  public static final int HTTP_SERVER = 1 << GROUP_SHIFT;

  public static final int JDBC_EXECUTE = 2 << GROUP_SHIFT;
  public static final int JDBC_EXECUTE_PREPARED = JDBC_EXECUTE + 1;
  public static final int JDBC_BATCH = JDBC_EXECUTE + 2;
  public static final int JDBC_COMMIT = JDBC_EXECUTE + 3;
  public static final int JDBC_ROLLBACK = JDBC_EXECUTE + 4;
  public static final int JDBC_CONNECT = JDBC_EXECUTE + 5;
  public static final int JDBC_PREPARE = JDBC_EXECUTE + 6;
  public static final int JDBC_CREATE = JDBC_EXECUTE + 7;
  public static final int JDBC_CLOSE = JDBC_EXECUTE + 8;

  public static final int CACHE_GET = 3 << GROUP_SHIFT;
  public static final int CACHE_HIT = CACHE_GET + 1;
  public static final int CACHE_MISS = CACHE_GET + 2;
  public static final int CACHE_PUT = CACHE_GET + 3;
  public static final int CACHE_REMOVE = CACHE_GET + 4;
  public static final int CACHE_EVICT = CACHE_GET + 5;
  public static final int CACHE_LOAD = CACHE_GET + 6;
  public static final int CACHE_CREATED = CACHE_GET + 7;
  public static final int CACHE_NAMED = CACHE_GET + 8;

  public static final int REDIS_COMMAND = 4 << GROUP_SHIFT;

  public static final int HTTP_ASYNC = 5 << GROUP_SHIFT;

  public static final int GROUPS = 16;

  private Kind() {}
}
