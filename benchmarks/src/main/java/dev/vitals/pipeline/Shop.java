package dev.vitals.pipeline;

/** The statements of a shop with so many tables, as the aggregator keeps them. */
final class Shop {
  static final double[] BOUNDS = {0.001, 0.005, 0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10};

  private static final int WINDOW_TICKS = 6;
  private static final long SLOW_NANOS = 100_000_000L;
  private static final int UNLIMITED = 1_000_000;

  final JdbcNames names = new JdbcNames();
  final JdbcSeries series;
  final long[] attributes;

  Shop(int tables) {
    series =
        new JdbcSeries(
            new JdbcRecorder(new Events(1, 1), names),
            names,
            new Timing.Buckets(BOUNDS),
            new SeriesBudget(UNLIMITED, UNLIMITED, 0),
            new Lookback(WINDOW_TICKS),
            SLOW_NANOS);
    int database = names.database("jdbc:postgresql://localhost/shop");
    attributes = new long[tables];
    for (int table = 0; table < tables; table++) {
      attributes[table] =
          JdbcNames.pack(
              JdbcNames.STATEMENT, database, names.summary(sql(table), database), Dictionary.NONE);
    }
  }

  static String sql(int table) {
    return "SELECT id, name, price FROM products_" + table + " WHERE id = ? ORDER BY name";
  }

  /** What call number so many takes: spread over the buckets. */
  static long nanos(int call) {
    return (call & 1023) * 40_000L;
  }
}
