package dev.vitals.pipeline;

/** The libraries whose pools are known, by the class that is the pool. */
enum PoolLibrary {
  HIKARI("hikaricp", 2, "com.zaxxer.hikari.pool.HikariPool"),
  TOMCAT("tomcat-jdbc", 1, "org.apache.tomcat.jdbc.pool.ConnectionPool"),
  COMMONS(
      "dbcp2",
      1,
      "org.apache.commons.pool2.impl.GenericObjectPool",
      "org.apache.tomcat.dbcp.pool2.impl.GenericObjectPool"),

  /** A pool of somebody's own behind a data source of Commons DBCP: only what passes it is seen. */
  OTHER("pool", 1);

  /** What pools without a name are called, with a number. */
  final String label;

  /** From this number on {@link PoolGauges#CLOSED} means that the pool is closed. */
  final int closedFrom;

  private final String[] classNames;

  PoolLibrary(String label, int closedFrom, String... classNames) {
    this.label = label;
    this.closedFrom = closedFrom;
    this.classNames = classNames;
  }

  static PoolLibrary of(Class<?> pool) {
    for (Class<?> type = pool; type != null; type = type.getSuperclass()) {
      for (PoolLibrary library : values()) {
        for (String className : library.classNames) {
          if (className.equals(type.getName())) {
            return library;
          }
        }
      }
    }
    return OTHER;
  }
}
