package dev.vitals.pipeline;

import java.util.Locale;

/**
 * What a JDBC URL says about its database, without user, password or parameters.
 *
 * @param system the {@code db.system.name}
 * @param namespace the name of the database within its server; empty where the URL does not say
 */
record JdbcUrl(String system, String namespace) {
  static final JdbcUrl UNKNOWN = new JdbcUrl("other_sql", "");

  private static final int MAX_READ = 4096;
  private static final int MAX_NAMESPACE = 128;

  /** <i>Errors:</i> none; what is not understood is {@link #UNKNOWN} or has no namespace. */
  static JdbcUrl of(String url) {
    if (url == null || url.length() > MAX_READ || !url.regionMatches(true, 0, "jdbc:", 0, 5)) {
      return UNKNOWN;
    }
    String rest = url.substring(5);
    String subprotocol = upTo(rest, ":").toLowerCase(Locale.ROOT);
    while (isWrapper(subprotocol) && rest.indexOf(':') >= 0) {
      rest = rest.substring(rest.indexOf(':') + 1);
      subprotocol = upTo(rest, ":").toLowerCase(Locale.ROOT);
    }
    rest = rest.substring(Math.min(rest.length(), subprotocol.length() + 1));
    String system = system(subprotocol, rest);
    return new JdbcUrl(system, checked(namespace(system, rest)));
  }

  private static boolean isWrapper(String subprotocol) {
    return switch (subprotocol) {
      case "p6spy",
          "tracing",
          "otel",
          "opentelemetry",
          "log4jdbc",
          "aws-wrapper",
          "tc",
          "microsoft" ->
          true;
      default -> false;
    };
  }

  private static String system(String subprotocol, String rest) {
    return switch (subprotocol) {
      case "postgresql", "postgres", "pgsql", "edb" -> "postgresql";
      case "mysql", "mysql+srv", "mysqlx" -> "mysql";
      case "mariadb" -> "mariadb";
      case "sqlserver" -> "microsoft.sql_server";
      case "jtds" -> startsWith(rest, "sqlserver") ? "microsoft.sql_server" : "other_sql";
      case "oracle" -> "oracle.db";
      case "default" -> startsWith(rest, "connection") ? "oracle.db" : "other_sql";
      case "h2" -> "h2database";
      case "hsqldb" -> "hsqldb";
      case "derby" -> "derby";
      case "sqlite" -> "sqlite";
      case "db2", "as400", "db2j" -> "ibm.db2";
      case "informix-sqli", "informix-direct", "ids" -> "ibm.informix";
      case "netezza" -> "ibm.netezza";
      case "clickhouse", "ch" -> "clickhouse";
      case "trino" -> "trino";
      case "redshift" -> "aws.redshift";
      case "cockroachdb" -> "cockroachdb";
      case "sap" -> "sap.hana";
      case "sapdb" -> "sap.maxdb";
      case "teradata" -> "teradata";
      case "firebirdsql", "firebird" -> "firebirdsql";
      case "hive2", "hive" -> "hive";
      case "cloudspanner" -> "gcp.spanner";
      case "iris", "cache" -> "intersystems.cache";
      default -> "other_sql";
    };
  }

  private static String namespace(String system, String rest) {
    return switch (system) {
      case "microsoft.sql_server" -> sqlServer(rest);
      case "oracle.db" -> oracle(rest);
      case "h2database", "hsqldb", "derby", "sqlite", "firebirdsql" -> embedded(rest);
      case "gcp.spanner" -> lastSegment(upTo(rest, "?;"));
      case "trino" -> path(rest).replace('/', '|');
      case "sap.hana" -> property(rest, "?&", "databaseName");
      case "teradata" -> property(rest, "/,", "DATABASE");
      case "ibm.db2", "ibm.informix" -> upTo(path(rest), ":");
      default -> path(rest);
    };
  }

  /** What follows //authority/ up to the parameters. */
  private static String path(String rest) {
    String location = upTo(rest, "?;");
    int authority = location.indexOf("//");
    if (authority < 0) {
      // jdbc:postgresql:name
      return location.indexOf('/') >= 0 || location.indexOf('@') >= 0 ? "" : location;
    }
    // A password may hold a slash: the path begins after whatever can be part of the user.
    int from = Math.max(authority + 2, location.lastIndexOf('@') + 1);
    from = Math.max(from, location.lastIndexOf(')') + 1);
    int slash = location.indexOf('/', from);
    return slash < 0 ? "" : location.substring(slash + 1);
  }

  private static String sqlServer(String rest) {
    String server = upTo(rest, ";");
    String database = property(rest, ";", "databaseName");
    if (database.isEmpty()) {
      database = property(rest, ";", "database");
    }
    if (database.isEmpty()) {
      database = path(server);
    }
    String instance = property(rest, ";", "instanceName");
    if (instance.isEmpty()) {
      instance = property(rest, ";", "instance");
    }
    int backslash = server.indexOf('\\');
    if (instance.isEmpty() && backslash >= 0) {
      instance = upTo(server.substring(backslash + 1), ":/");
    }
    return instance.isEmpty() || database.isEmpty() ? database : instance + '|' + database;
  }

  private static String oracle(String rest) {
    int at = rest.lastIndexOf('@');
    if (at < 0) {
      return "";
    }
    String location = rest.substring(at + 1);
    if (location.indexOf('(') >= 0) {
      String service = parenthesised(location, "SERVICE_NAME");
      return service.isEmpty() ? parenthesised(location, "SID") : service;
    }
    location = upTo(location, "?");
    int slashes = location.indexOf("//");
    if (slashes >= 0) {
      location = location.substring(slashes + 2);
    }
    int slash = location.indexOf('/');
    if (slash >= 0) {
      return upTo(location.substring(slash + 1), ":/,");
    }
    int colon = location.lastIndexOf(':');
    if (slashes >= 0) {
      return "";
    }
    return colon >= 0 ? location.substring(colon + 1) : location;
  }

  private static String parenthesised(String location, String key) {
    String upper = location.toUpperCase(Locale.ROOT);
    int from = 0;
    while ((from = upper.indexOf(key, from)) >= 0) {
      int value = from + key.length();
      while (value < location.length() && location.charAt(value) == ' ') {
        value++;
      }
      if (value < location.length() && location.charAt(value) == '=') {
        return upTo(location.substring(value + 1), ")").strip();
      }
      from = value;
    }
    return "";
  }

  private static String embedded(String rest) {
    String location = upTo(rest, "?;");
    if (location.isEmpty()) {
      return property(rest, ";", "databaseName");
    }
    int authority = location.indexOf("//");
    if (authority >= 0 && location.indexOf('/', authority + 2) < 0) {
      return "";
    }
    return location.equals(":memory:") ? location : lastSegment(location);
  }

  private static String lastSegment(String location) {
    int end = location.length();
    int start = end;
    while (start > 0 && "/\\:!".indexOf(location.charAt(start - 1)) < 0) {
      start--;
    }
    return location.substring(start, end);
  }

  /** The value of a key in a list like ;key=value;key={value}, whatever the case of the key. */
  private static String property(String rest, String separators, String key) {
    int position = 0;
    while (position < rest.length()) {
      int equals = -1;
      int end = position;
      boolean braced = false;
      while (end < rest.length() && (braced || separators.indexOf(rest.charAt(end)) < 0)) {
        char c = rest.charAt(end);
        if (c == '=' && equals < 0) {
          equals = end;
          braced = end + 1 < rest.length() && rest.charAt(end + 1) == '{';
        } else if (c == '}' && braced) {
          // }} is a brace within the value
          if (end + 1 < rest.length() && rest.charAt(end + 1) == '}') {
            end++;
          } else {
            braced = false;
          }
        }
        end++;
      }
      if (equals >= 0 && rest.substring(position, equals).strip().equalsIgnoreCase(key)) {
        String value = rest.substring(equals + 1, end).strip();
        boolean quoted = value.length() > 1 && value.startsWith("{") && value.endsWith("}");
        return quoted ? value.substring(1, value.length() - 1) : value;
      }
      position = end + 1;
    }
    return "";
  }

  /** Nothing that is not plainly a name: a parser that was led astray must not show a secret. */
  private static String checked(String namespace) {
    if (namespace.length() > MAX_NAMESPACE) {
      return "";
    }
    if (namespace.equals(":memory:")) {
      return namespace;
    }
    for (int i = 0; i < namespace.length(); i++) {
      char c = namespace.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_-.$#|~+ %".indexOf(c) < 0) {
        return "";
      }
    }
    return namespace.strip();
  }

  private static String upTo(String text, String stops) {
    for (int i = 0; i < text.length(); i++) {
      if (stops.indexOf(text.charAt(i)) >= 0) {
        return text.substring(0, i);
      }
    }
    return text;
  }

  private static boolean startsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
