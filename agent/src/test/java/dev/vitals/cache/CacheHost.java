package dev.vitals.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.vitals.pipeline.CacheReadings;
import dev.vitals.pipeline.CacheReadings.Counts;
import dev.vitals.probe.Probe;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.WeaveReport;
import dev.vitals.weave.Weaver;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogManager;
import net.bytebuddy.agent.ByteBuddyAgent;

/** An application in a class loader of its own, with its own version of the libraries, woven. */
final class CacheHost implements AutoCloseable {
  private static final int SESSION = 41;

  private CacheReadings readings = new CacheReadings(SESSION);
  private final List<String> failures = new CopyOnWriteArrayList<>();

  private final Weaver weaver;
  private final ClassLoader loader;

  static {
    // The libraries log each refresh that fails, and the scripts let many fail.
    LogManager.getLogManager().reset();
  }

  CacheHost(List<LibraryInstrumentation> instrumentations, String... jars) throws Exception {
    loader = new Isolated(jars);
    Instrumentation jvm = ByteBuddyAgent.install();
    weaver =
        new Weaver(
            jvm,
            SESSION,
            instrumentations,
            Exclusions.NONE,
            new WeaveReport() {
              @Override
              public void transformed(int instrumentation, String className) {}

              @Override
              public void failed(
                  int instrumentation, String phase, String className, Throwable cause) {
                failures.add(phase + " " + className + " " + cause);
              }

              @Override
              public void spent(long nanos) {}
            });
  }

  void attach() {
    Probe.deliverTo(readings.sink());
    weaver.install(true);
  }

  /**
   * Runs {@code public static Object[] run(String, boolean)} of a class of the application, which
   * returns the caches and what the library counted, and gives what was counted meanwhile.
   */
  Outcome run(String className, String script, boolean statistics) throws Exception {
    failures.addAll(readings.failures);
    readings = new CacheReadings(SESSION);
    Probe.deliverTo(readings.sink());
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    Object[] held;
    try {
      held =
          (Object[])
              loader
                  .loadClass(className)
                  .getMethod("run", String.class, boolean.class)
                  .invoke(null, script, statistics);
    } finally {
      thread.setContextClassLoader(context);
    }
    Map<String, Counts> byName = readings.byName();
    assertNotNull(held[0]);
    return new Outcome((long[]) held[1], byName);
  }

  /** What the library counted, and what we did. */
  record Outcome(long[] expected, Map<String, Counts> byName) {
    Counts total() {
      return byName.values().stream().reduce(Counts.NONE, Counts::plus);
    }
  }

  Class<?> load(String className) throws ClassNotFoundException {
    return loader.loadClass(className);
  }

  @Override
  public void close() {
    weaver.reset();
    Probe.deliverTo(null);
    failures.addAll(readings.failures);
    assertEquals(List.of(), failures);
  }

  /** Asks its own jars first, the test's class path only for the probe. */
  private static final class Isolated extends URLClassLoader {
    Isolated(String... jars) throws Exception {
      super(urls(jars), CacheHost.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> type = findLoadedClass(name);
        if (type == null && !name.startsWith("java.") && !name.startsWith("dev.vitals.")) {
          try {
            type = findClass(name);
          } catch (ClassNotFoundException elsewhere) {
            type = null;
          }
        }
        return type != null ? type : super.loadClass(name, resolve);
      }
    }

    /** Services are those of its own jars. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return findResources(name);
    }

    @Override
    public URL getResource(String name) {
      URL own = findResource(name);
      return own != null ? own : super.getResource(name);
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
      urls.add(new File("target/test-classes/").toURI().toURL());
      return urls.toArray(new URL[0]);
    }
  }
}
