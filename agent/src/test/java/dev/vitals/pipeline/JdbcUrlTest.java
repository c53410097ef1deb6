package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " => ",
      emptyValue = "",
      nullValues = "-",
      quoteCharacter = '^',
      textBlock =
          """
          jdbc:postgresql://localhost:5432/shop => postgresql => shop
          jdbc:postgresql://localhost/shop?user=s3cr3t&password=s3cr3t => postgresql => shop
          jdbc:postgresql://h1:5432,h2:5433/shop => postgresql => shop
          jdbc:postgresql://[::1]:5432/shop => postgresql => shop
          jdbc:postgresql:shop => postgresql => shop
          jdbc:postgresql:shop?password=s3cr3t => postgresql => shop
          jdbc:postgresql://localhost/ => postgresql => -
          jdbc:postgresql://localhost => postgresql => -
          jdbc:postgresql:/ => postgresql => -
          jdbc:pgsql://localhost/shop => postgresql => shop
          JDBC:POSTGRESQL://localhost/Shop => postgresql => Shop
          jdbc:mysql://localhost:3306/shop?user=s3cr3t => mysql => shop
          jdbc:mysql://s3cr3t:s3cr3t@localhost:3306/shop => mysql => shop
          jdbc:mysql://root:s3/cr3t@localhost/shop => mysql => shop
          jdbc:mysql://root:s3?cr3t@localhost/shop => mysql => -
          jdbc:mysql://address=(host=h)(port=1)(user=s3cr3t)(password=s3/cr3t)/shop => mysql => shop
          jdbc:mysql://(host=h,user=s3cr3t,password=s3cr3t),(host=i)/shop => mysql => shop
          jdbc:mysql:loadbalance://h1,h2/shop => mysql => shop
          jdbc:mysql:replication://h1,h2/shop => mysql => shop
          jdbc:mysql+srv://h1/shop => mysql => shop
          jdbc:mysql:/// => mysql => -
          jdbc:mariadb://localhost/shop => mariadb => shop
          jdbc:mariadb:sequential://h1,h2:3307/shop?x=y => mariadb => shop
          jdbc:sqlserver://localhost:1433;databaseName=shop;user=s3cr3t;password=s3cr3t => microsoft.sql_server => shop
          jdbc:sqlserver://localhost;database=shop => microsoft.sql_server => shop
          jdbc:sqlserver://localhost\\MAIN:1433;DatabaseName=shop => microsoft.sql_server => MAIN|shop
          jdbc:sqlserver://localhost;instanceName=MAIN;databaseName=shop => microsoft.sql_server => MAIN|shop
          jdbc:sqlserver://localhost;password={a;databaseName=s3cr3t};databaseName=shop => microsoft.sql_server => shop
          jdbc:sqlserver://localhost;databaseName={shop} => microsoft.sql_server => shop
          jdbc:sqlserver://localhost => microsoft.sql_server => -
          jdbc:sqlserver://;serverName=h;databaseName=shop => microsoft.sql_server => shop
          jdbc:jtds:sqlserver://localhost:1433/shop;instance=MAIN => microsoft.sql_server => MAIN|shop
          jdbc:jtds:sybase://localhost/shop => other_sql => shop
          jdbc:microsoft:sqlserver://localhost:1433;DatabaseName=shop => microsoft.sql_server => shop
          jdbc:oracle:thin:@localhost:1521:ORCL => oracle.db => ORCL
          jdbc:oracle:thin:@localhost:1521/shop.example.com => oracle.db => shop.example.com
          jdbc:oracle:thin:@//localhost:1521/shop => oracle.db => shop
          jdbc:oracle:thin:@tcps://localhost:1521/shop?wallet_location=/x => oracle.db => shop
          jdbc:oracle:thin:s3cr3t/s3cr3t@localhost:1521/shop => oracle.db => shop
          jdbc:oracle:thin:s3cr3t/s3@cr3t@//localhost/shop:dedicated/inst => oracle.db => shop
          jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=h))(CONNECT_DATA=(SERVICE_NAME = shop))) => oracle.db => shop
          jdbc:oracle:thin:@(DESCRIPTION=(CONNECT_DATA=(SID=ORCL))) => oracle.db => ORCL
          jdbc:oracle:thin:@shop_high?TNS_ADMIN=/x => oracle.db => shop_high
          jdbc:oracle:oci:@shop => oracle.db => shop
          jdbc:oracle:thin:s3cr3t/s3cr3t => oracle.db => -
          jdbc:default:connection: => oracle.db => -
          jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1 => h2database => shop
          jdbc:h2:mem: => h2database => -
          jdbc:h2:~/shop => h2database => shop
          jdbc:h2:file:/home/s3cr3t/data/shop;USER=s3cr3t;PASSWORD=s3cr3t => h2database => shop
          jdbc:h2:tcp://localhost:9092/~/shop => h2database => shop
          jdbc:h2:ssl://localhost/mem:shop => h2database => shop
          jdbc:h2:zip:~/db.zip!/shop => h2database => shop
          jdbc:h2:C:\\data\\shop => h2database => shop
          jdbc:hsqldb:mem:shop => hsqldb => shop
          jdbc:hsqldb:file:/data/shop;user=s3cr3t => hsqldb => shop
          jdbc:hsqldb:hsql://localhost:9001/shop => hsqldb => shop
          jdbc:hsqldb:hsql://localhost:9001 => hsqldb => -
          jdbc:hsqldb:res:/org/shop => hsqldb => shop
          jdbc:derby:memory:shop;create=true => derby => shop
          jdbc:derby:data/shop;user=s3cr3t => derby => shop
          jdbc:derby://localhost:1527/shop;password=s3cr3t => derby => shop
          jdbc:derby:;databaseName=shop => derby => shop
          jdbc:derby:;shutdown=true => derby => -
          jdbc:sqlite:shop.db => sqlite => shop.db
          jdbc:sqlite:/data/shop.db?cache=shared => sqlite => shop.db
          jdbc:sqlite::memory: => sqlite => :memory:
          jdbc:sqlite:file:shop?mode=memory => sqlite => shop
          jdbc:sqlite: => sqlite => -
          jdbc:db2://localhost:50000/shop:user=s3cr3t;password=s3cr3t; => ibm.db2 => shop
          jdbc:as400://localhost/shop;user=s3cr3t => ibm.db2 => shop
          jdbc:informix-sqli://localhost:9088/shop:INFORMIXSERVER=x;user=s3cr3t => ibm.informix => shop
          jdbc:clickhouse://localhost:8123/shop => clickhouse => shop
          jdbc:ch:http://localhost/shop => clickhouse => shop
          jdbc:trino://localhost:8080/hive/shop => trino => hive|shop
          jdbc:redshift://x.redshift.amazonaws.com:5439/shop => aws.redshift => shop
          jdbc:sap://localhost:30015/?databaseName=shop&password=s3cr3t => sap.hana => shop
          jdbc:teradata://localhost/DATABASE=shop,USER=s3cr3t => teradata => shop
          jdbc:firebirdsql://localhost:3050/data/shop.fdb => firebirdsql => shop.fdb
          jdbc:hive2://localhost:10000/shop;user=s3cr3t => hive => shop
          jdbc:cloudspanner:/projects/p/instances/i/databases/shop => gcp.spanner => shop
          jdbc:tc:postgresql:15:///shop => postgresql => shop
          jdbc:p6spy:mysql://localhost/shop => mysql => shop
          jdbc:aws-wrapper:postgresql://localhost/shop => postgresql => shop
          jdbc:otel:h2:mem:shop => h2database => shop
          jdbc:snowflake://acc.snowflakecomputing.com/?db=shop&user=s3cr3t => other_sql => -
          jdbc:unknown://localhost/shop => other_sql => shop
          jdbc: => other_sql => -
          jdbc => other_sql => -
          http://s3cr3t => other_sql => -
          """)
  void tells_system_and_namespace(String url, String system, String namespace) {
    assertEquals(new JdbcUrl(system, namespace == null ? "" : namespace), JdbcUrl.of(url));
  }

  @Test
  void no_url_is_an_unknown_database() {
    assertEquals(JdbcUrl.UNKNOWN, JdbcUrl.of(null));
    assertEquals(JdbcUrl.UNKNOWN, JdbcUrl.of(""));
    assertEquals(JdbcUrl.UNKNOWN, JdbcUrl.of("jdbc:h2:mem:" + "x".repeat(5_000)));
  }

  @Test
  void nonsense_neither_throws_nor_shows_more_than_a_name() {
    String[] pieces = {
      "jdbc:", "oracle:thin:", "sqlserver:", "mysql:", "h2:", "db2:", "//", "/", "@", ":", ";", "=",
          "{",
      "}", "(", ")", "?", "&", "databaseName=", "SERVICE_NAME=", "SID", "\\", "x", "instance", "%",
          "\0",
      "tc:", "p6spy:", "~", ",", " "
    };
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder url = new StringBuilder("jdbc:");
      for (int n = random.nextInt(12); n > 0; n--) {
        url.append(pieces[random.nextInt(pieces.length)]);
      }
      JdbcUrl parsed = JdbcUrl.of(url.toString());
      assertFalse(parsed.system().isEmpty());
      assertTrue(parsed.namespace().matches("[\\p{Alnum}_.$#|~+ %-]*|:memory:"), url.toString());
    }
  }
}
