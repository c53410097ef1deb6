package dev.vitals.pipeline;

/**
 * The numbers that stand for databases, summaries and errors in an event, and how they are packed.
 *
 * <p>Layout from the lowest bit: type, operation, error, summary, database.
 *
 * <p><i>Threads:</i> any; lock-free.
 */
public final class JdbcNames {
  /** What is known of a call by its method; {@link #OPERATION_NAMES} has the names. */
  static final int STATEMENT = 0;

  static final int BATCH = 1;
  static final int COMMIT = 2;
  static final int ROLLBACK = 3;
  static final int CONNECT = 4;
  static final String[] OPERATION_NAMES = {"", "BATCH", "commit", "rollback", "connect"};

  private static final int DATABASES = 256;
  private static final int SUMMARIES = 4096;
  private static final int ERRORS = 1024;
  private static final int MAX_ERROR_LENGTH = 255;
  private static final int MAX_DATABASE_LENGTH = 192;

  private static final int OPERATION_SHIFT = Events.TYPE_BITS;
  private static final int OPERATION_BITS = 3;
  private static final int ERROR_SHIFT = OPERATION_SHIFT + OPERATION_BITS;
  private static final int ERROR_BITS = 14;
  private static final int SUMMARY_SHIFT = ERROR_SHIFT + ERROR_BITS;
  private static final int SUMMARY_BITS = 16;
  private static final int DATABASE_SHIFT = SUMMARY_SHIFT + SUMMARY_BITS;
  private static final int DATABASE_BITS = 12;

  private static final char SEPARATOR = '\n';

  private final Dictionary databases = new Dictionary(DATABASES, MAX_DATABASE_LENGTH);
  private final Dictionary summaries = new Dictionary(SUMMARIES, SqlSummary.MAX_LENGTH);
  private final Dictionary errors = new Dictionary(ERRORS, MAX_ERROR_LENGTH);
  private final int unknownDatabase = database(null);

  /** Most applications have one: an application without a pool opens it again and again. */
  private Database lastAsked;

  /** The number of the database behind a URL; never {@link Dictionary#NONE}. */
  int database(String url) {
    Database last = lastAsked;
    if (last != null && last.url.equals(url)) {
      return last.id;
    }
    JdbcUrl parsed = JdbcUrl.of(url);
    int id = databases.id(parsed.system() + SEPARATOR, parsed.namespace());
    if (url != null) {
      lastAsked = new Database(url, id);
    }
    return id;
  }

  int unknownDatabase() {
    return unknownDatabase;
  }

  /** The number of a statement's summary in the dialect of its database. */
  int summary(String sql, int database) {
    return summaries.id(SqlSummary.of(sql, SqlDialect.of(system(database))));
  }

  int error(String type) {
    return errors.id(type);
  }

  String system(int database) {
    String text = databases.text(database);
    return text.isEmpty() ? JdbcUrl.UNKNOWN.system() : text.substring(0, text.indexOf(SEPARATOR));
  }

  String namespace(int database) {
    String text = databases.text(database);
    return text.substring(text.indexOf(SEPARATOR) + 1);
  }

  String summaryText(int summary) {
    return summaries.text(summary);
  }

  String errorText(int error) {
    return error == Dictionary.OTHER ? "_OTHER" : errors.text(error);
  }

  static long pack(int operation, int database, int summary, int error) {
    return Events.DB_CLIENT
        | (long) operation << OPERATION_SHIFT
        | (long) error << ERROR_SHIFT
        | (long) summary << SUMMARY_SHIFT
        | (long) database << DATABASE_SHIFT;
  }

  static int operation(long attributes) {
    return bits(attributes, OPERATION_SHIFT, OPERATION_BITS);
  }

  static int error(long attributes) {
    return bits(attributes, ERROR_SHIFT, ERROR_BITS);
  }

  static int summary(long attributes) {
    return bits(attributes, SUMMARY_SHIFT, SUMMARY_BITS);
  }

  static int database(long attributes) {
    return bits(attributes, DATABASE_SHIFT, DATABASE_BITS);
  }

  private static int bits(long attributes, int shift, int width) {
    return (int) (attributes >>> shift) & ((1 << width) - 1);
  }

  private record Database(String url, int id) {}
}
