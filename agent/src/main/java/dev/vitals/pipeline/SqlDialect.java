package dev.vitals.pipeline;

/**
 * What the lexer must know of a database to tell literals from names. Where a database is unknown
 * or ambiguous, the reading that keeps less.
 */
enum SqlDialect {
  POSTGRESQL(Trait.QUOTED_NAMES | Trait.NESTED_COMMENTS),
  MYSQL(Trait.BACKSLASHES | Trait.HASH_COMMENTS | Trait.SPACED_DASHES),
  SQL_SERVER(Trait.QUOTED_NAMES | Trait.NESTED_COMMENTS | Trait.BRACKETED_NAMES | Trait.HASH_NAMES),
  ORACLE(Trait.QUOTED_NAMES | Trait.Q_QUOTES | Trait.HASH_NAMES),
  H2(Trait.QUOTED_NAMES | Trait.NESTED_COMMENTS | Trait.SLASH_COMMENTS),
  HSQLDB(Trait.QUOTED_NAMES | Trait.SLASH_COMMENTS),
  DERBY(Trait.QUOTED_NAMES | Trait.NESTED_COMMENTS),
  SQLITE(Trait.QUOTED_NAMES | Trait.BRACKETED_NAMES),
  DB2(Trait.QUOTED_NAMES | Trait.NESTED_COMMENTS | Trait.HASH_NAMES),
  OTHER(Trait.NESTED_COMMENTS | Trait.SLASH_COMMENTS | Trait.Q_QUOTES | Trait.STOP_AT_BACKSLASH);

  private final int traits;

  SqlDialect(int traits) {
    this.traits = traits;
  }

  /** The dialect of a {@code db.system.name}. */
  static SqlDialect of(String system) {
    return switch (system) {
      case "postgresql", "aws.redshift", "cockroachdb" -> POSTGRESQL;
      case "mysql", "mariadb" -> MYSQL;
      case "microsoft.sql_server" -> SQL_SERVER;
      case "oracle.db" -> ORACLE;
      case "h2database" -> H2;
      case "hsqldb" -> HSQLDB;
      case "derby" -> DERBY;
      case "sqlite" -> SQLITE;
      case "ibm.db2" -> DB2;
      default -> OTHER;
    };
  }

  boolean has(int trait) {
    return (traits & trait) != 0;
  }

  boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || c == '#' && has(Trait.HASH_NAMES)
        || c > 127 && (Character.isLetter(c) || Character.isSurrogate(c));
  }

  boolean isNamePart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '$'
        || c == '#' && has(Trait.HASH_NAMES)
        || c > 127 && (Character.isLetterOrDigit(c) || Character.isSurrogate(c));
  }

  /** One difference each. */
  static final class Trait {
    /** "x" is a name; a literal elsewhere. */
    static final int QUOTED_NAMES = 1;

    static final int NESTED_COMMENTS = 1 << 1;

    /** \' does not end a literal. */
    static final int BACKSLASHES = 1 << 2;

    /** Whether \' ends a literal is unknown: nothing after it can be trusted. */
    static final int STOP_AT_BACKSLASH = 1 << 3;

    static final int HASH_COMMENTS = 1 << 4;
    static final int HASH_NAMES = 1 << 5;

    /** -- is a comment only before white space. */
    static final int SPACED_DASHES = 1 << 6;

    static final int SLASH_COMMENTS = 1 << 7;
    static final int BRACKETED_NAMES = 1 << 8;

    /** q'[..]' is a literal. */
    static final int Q_QUOTES = 1 << 9;

    private Trait() {}
  }
}
