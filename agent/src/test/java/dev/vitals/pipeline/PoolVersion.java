package dev.vitals.pipeline;

/** A library with a pool, in one version. Those without jars are on the class path. */
enum PoolVersion {
  HIKARI_3_0("com.zaxxer.hikari.HikariDataSource", "HikariCP-3.0.0"),
  HIKARI_3_4("com.zaxxer.hikari.HikariDataSource", "HikariCP-3.4.5"),
  HIKARI_4("com.zaxxer.hikari.HikariDataSource", "HikariCP-4.0.3"),
  HIKARI_5("com.zaxxer.hikari.HikariDataSource", "HikariCP-5.1.0"),
  HIKARI_6("com.zaxxer.hikari.HikariDataSource", "HikariCP-6.3.0"),
  HIKARI_7("com.zaxxer.hikari.HikariDataSource", "HikariCP-7.0.2"),
  TOMCAT_8("org.apache.tomcat.jdbc.pool.DataSource", "tomcat-jdbc-8.5.100", "tomcat-juli-8.5.100"),
  TOMCAT_9("org.apache.tomcat.jdbc.pool.DataSource", "tomcat-jdbc-9.0.100", "tomcat-juli-9.0.100"),
  TOMCAT_11("org.apache.tomcat.jdbc.pool.DataSource", "tomcat-jdbc-11.0.7", "tomcat-juli-11.0.7"),
  DBCP_2_5(
      "org.apache.commons.dbcp2.BasicDataSource", "commons-dbcp2-2.5.0", "commons-pool2-2.6.0"),
  DBCP_2_9(
      "org.apache.commons.dbcp2.BasicDataSource", "commons-dbcp2-2.9.0", "commons-pool2-2.11.1"),
  DBCP_2_13(
      "org.apache.commons.dbcp2.BasicDataSource", "commons-dbcp2-2.13.0", "commons-pool2-2.12.1");

  final String dataSource;
  final String[] jars;

  PoolVersion(String dataSource, String... jars) {
    this.dataSource = dataSource;
    this.jars = jars;
  }

  /** Whether its pools have names. */
  boolean isNamed() {
    return !dataSource.contains("dbcp2");
  }
}
