package dev.vitals.pipeline;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From what a call brings to the number of its series. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyBenchmark {
  private static final int KNOWN = 100;
  private static final int TOO_MANY = 1 << 14;
  private static final int STATEMENTS = 1 << 10;

  private static final String JOIN =
      "SELECT o.id, o.total, c.name FROM orders o JOIN customers c ON c.id = o.customer_id"
          + " LEFT JOIN (SELECT order_id, count(*) n FROM lines GROUP BY order_id) l"
          + " ON l.order_id = o.id WHERE o.placed > '2026-01-01' AND c.country IN ('DE', 'FR')";

  private final JdbcNames names = new JdbcNames();
  private final JdbcTexts texts = new JdbcTexts(names);
  private final int database = names.database("jdbc:postgresql://localhost/shop");
  private final String[] known = new String[KNOWN];
  private final String[] tooMany = new String[TOO_MANY];
  private final TieredIdentityMap<JdbcTexts.Known> statements = new TieredIdentityMap<>(1 << 17);
  private final Object[] keys = new Object[STATEMENTS];
  private final Dictionary routes = new Dictionary(4_096, 255);
  private int next;

  @Setup
  public void fill() {
    for (int index = 0; index < KNOWN; index++) {
      known[index] = Shop.sql(index);
    }
    for (int index = 0; index < TOO_MANY; index++) {
      tooMany[index] = "SELECT name FROM products WHERE id = " + index;
    }
    for (int index = 0; index < STATEMENTS; index++) {
      keys[index] = new Object();
      statements.put(keys[index], texts.of(known[index % KNOWN], database));
    }
  }

  /** A text that was executed before. */
  @Benchmark
  public int knownText() {
    next = next + 1 == KNOWN ? 0 : next + 1;
    return texts.of(known[next], database).summary();
  }

  /** A text with its values in it, which is new nearly each time. */
  @Benchmark
  public int newText() {
    return texts.of(tooMany[next++ & TOO_MANY - 1], database).summary();
  }

  @Benchmark
  public int preparedStatement() {
    return statements.get(keys[next++ & STATEMENTS - 1]).summary();
  }

  @Benchmark
  public int route() {
    return routes.id("/shop", "/products/{id}");
  }

  @Benchmark
  public String summaryOfShortStatement() {
    return SqlSummary.of(known[0], SqlDialect.of("postgresql"));
  }

  @Benchmark
  public String summaryOfJoin() {
    return SqlSummary.of(JOIN, SqlDialect.of("postgresql"));
  }
}
