package dev.vitals.pipeline;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asks the driver: the only class here that refers to java.sql, which a modular host may lack.
 *
 * <p><i>Errors:</i> whatever a driver throws, also a method it does not have, is "unknown".
 */
final class JdbcMetadata {
  private static final int SQL_STATE_LENGTH = 5;

  private JdbcMetadata() {}

  /** The connection of a statement, or null. */
  static Object connection(Object statement) {
    try {
      return ((Statement) statement).getConnection();
    } catch (Throwable unknown) {
      return null;
    }
  }

  /** The URL of a connection, or null. */
  static String url(Object connection) {
    try {
      DatabaseMetaData metaData = ((Connection) connection).getMetaData();
      return metaData == null ? null : metaData.getURL();
    } catch (Throwable unknown) {
      return null;
    }
  }

  /** The SQLSTATE where the database gave one, else the class of the most specific exception. */
  static String errorType(Throwable thrown) {
    Throwable specific = thrown;
    for (int depth = 0; depth < 8; depth++) {
      if (specific instanceof SQLException sqlException) {
        String state = stateOf(sqlException);
        if (state != null) {
          return state;
        }
      }
      Throwable cause = isWrapper(specific) ? causeOf(specific) : null;
      if (cause == null || cause == specific) {
        break;
      }
      specific = cause;
    }
    return specific.getClass().getName();
  }

  private static boolean isWrapper(Throwable thrown) {
    Class<?> type = thrown.getClass();
    return type == SQLException.class
        || type == RuntimeException.class
        || type == java.lang.reflect.InvocationTargetException.class
        || type == java.lang.reflect.UndeclaredThrowableException.class;
  }

  private static Throwable causeOf(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable unknown) {
      return null;
    }
  }

  private static String stateOf(SQLException thrown) {
    String state;
    try {
      state = thrown.getSQLState();
    } catch (Throwable unknown) {
      return null;
    }
    if (state == null || state.length() != SQL_STATE_LENGTH) {
      return null;
    }
    for (int i = 0; i < SQL_STATE_LENGTH; i++) {
      char c = state.charAt(i);
      if ((c < '0' || c > '9') && (c < 'A' || c > 'Z')) {
        return null;
      }
    }
    return state;
  }
}
