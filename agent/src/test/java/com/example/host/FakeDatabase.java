package com.example.host;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.Statement;

/** A driver made of proxies, with the manners of the worst ones. */
public final class FakeDatabase {
  public int asked;
  public int executed;
  public boolean executesWhenAsked;
  public Throwable thrownWhenAsked;
  public Throwable thrownWhenExecuted;

  /** A connection of this database that no Driver has opened. */
  public Connection connection() {
    return proxy(
        Connection.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "createStatement" -> statement((Connection) self, Statement.class);
              case "prepareStatement" -> statement((Connection) self, PreparedStatement.class);
              case "getMetaData" -> metaData((Connection) self);
              default -> nothing(method);
            });
  }

  /** The same object behind a proxy that only passes calls on. */
  public static <T> T wrapped(Class<T> type, T delegate) {
    return proxy(
        type,
        (self, method, arguments) -> {
          Object result;
          try {
            result = method.invoke(delegate, arguments);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
          }
          if (result instanceof CallableStatement statement) {
            return wrapped(CallableStatement.class, statement);
          }
          if (result instanceof PreparedStatement statement) {
            return wrapped(PreparedStatement.class, statement);
          }
          return result instanceof Statement statement
              ? wrapped(Statement.class, statement)
              : result;
        });
  }

  private <T extends Statement> T statement(Connection connection, Class<T> type) {
    return proxy(
        type,
        (self, method, arguments) -> {
          if (method.getName().equals("getConnection")) {
            return connection;
          }
          if (method.getName().startsWith("execute")) {
            executed++;
            if (thrownWhenExecuted != null) {
              throw thrownWhenExecuted;
            }
          }
          return nothing(method);
        });
  }

  private DatabaseMetaData metaData(Connection connection) throws Throwable {
    asked++;
    if (thrownWhenAsked != null) {
      throw thrownWhenAsked;
    }
    if (executesWhenAsked) {
      connection.createStatement().execute("SELECT url FROM metadata");
      connection.prepareStatement("SELECT url FROM metadata").execute();
      connection.commit();
    }
    return proxy(
        DatabaseMetaData.class,
        (self, method, arguments) ->
            method.getName().equals("getURL")
                ? "jdbc:postgresql://localhost/fake?password=secret"
                : nothing(method));
  }

  private static Object nothing(Method method) {
    Class<?> type = method.getReturnType();
    if (type == boolean.class) {
      return false;
    }
    return type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : null;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
