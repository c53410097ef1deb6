package dev.vitals.pipeline;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A pool over H2, whose library has a class loader of its own. */
final class PoolHost implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final URLClassLoader loader;
  private final DataSource pool;

  PoolHost(PoolVersion version, String name, int connections, int waitMillis) throws Exception {
    loader = new ChildFirst(version.jars);
    pool = (DataSource) loader.loadClass(version.dataSource).getConstructor().newInstance();
    String url = "jdbc:h2:mem:pool" + DATABASES.incrementAndGet();
    set("setJdbcUrl", url);
    set("setUrl", url);
    if (!has("setJdbcUrl")) {
      set("setDriverClassName", "org.h2.Driver");
    }
    set("setPoolName", name);
    set("setName", name);
    set("setMaximumPoolSize", connections);
    set("setMaxActive", connections);
    set("setMaxTotal", connections);
    set("setMinimumIdle", 0);
    set("setInitialSize", 0);
    set("setMinIdle", 0);
    set("setConnectionTimeout", (long) waitMillis);
    set("setMaxWait", waitMillis);
    set("setMaxWaitMillis", (long) waitMillis);
  }

  DataSource pool() {
    return pool;
  }

  ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() throws ReflectiveOperationException, java.io.IOException {
    pool.getClass().getMethod("close").invoke(pool);
    loader.close();
  }

  private boolean has(String setter) {
    for (Method method : pool.getClass().getMethods()) {
      if (method.getName().equals(setter)) {
        return true;
      }
    }
    return false;
  }

  /** Sets what this library has. */
  private void set(String setter, Object value) throws Exception {
    Class<?> type =
        value instanceof Integer
            ? int.class
            : value instanceof Long ? long.class : value.getClass();
    for (Method method : pool.getClass().getMethods()) {
      if (method.getName().equals(setter)
          && method.getParameterCount() == 1
          && method.getParameterTypes()[0] == type) {
        method.invoke(pool, value);
      }
    }
  }

  /** Asks its own jars first, the class path for everything else. */
  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(String... jars) throws Exception {
      super(urls(jars), PoolHost.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> type = findLoadedClass(name);
        if (type == null && !name.startsWith("java.")) {
          try {
            type = findClass(name);
          } catch (ClassNotFoundException elsewhere) {
            type = null;
          }
        }
        return type != null ? type : super.loadClass(name, resolve);
      }
    }

    private static URL[] urls(String... jars) throws Exception {
      List<URL> urls = new ArrayList<>();
      for (String jar : jars) {
        File file = new File("target/libraries/" + jar + ".jar");
        if (!file.isFile()) {
          throw new IllegalStateException(file.getAbsolutePath() + " is not there");
        }
        urls.add(file.toURI().toURL());
      }
      return urls.toArray(new URL[0]);
    }
  }
}
