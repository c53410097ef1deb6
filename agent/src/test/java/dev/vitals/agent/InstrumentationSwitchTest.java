package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.vitals.instrumentation.Instrumentations;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.WeaveReport;
import dev.vitals.weave.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each instrumentation weaves its library alone, and leaves it as it is when switched off. */
class InstrumentationSwitchTest {
  private static final int SESSION = 6;
  private static final ClassLoader LOADER = InstrumentationSwitchTest.class.getClassLoader();

  /** Switched in whole hosts, in {@code InstrumentationSwitchIT}. */
  private static final Set<String> IN_HOSTS =
      Set.of("servlet", "jdk-httpserver", "jdbc", "caffeine", "tomcat-threads", "jetty-threads");

  /** One class that each of the others weaves. */
  private static final Map<String, String> WOVEN =
      Map.of(
          "guava", "com.google.common.cache.LocalCache",
          "ehcache", "org.ehcache.core.EhcacheBase",
          "jcache", "org.ehcache.jsr107.Eh107Cache",
          "spring-cache", "org.springframework.cache.concurrent.ConcurrentMapCache",
          "jedis", "redis.clients.jedis.Connection",
          "lettuce", "io.lettuce.core.protocol.Command",
          "hikaricp", "com.zaxxer.hikari.pool.HikariPool",
          "tomcat-jdbc", "org.apache.tomcat.jdbc.pool.ConnectionPool",
          "dbcp2", "org.apache.commons.dbcp2.PoolingDataSource",
          "jdk-executors", "java.util.concurrent.ThreadPoolExecutor");

  static Set<String> names() {
    return WOVEN.keySet();
  }

  @Test
  void every_instrumentation_is_switched_in_a_test() {
    Set<String> tested = new TreeSet<>(WOVEN.keySet());
    tested.addAll(IN_HOSTS);

    assertEquals(tested, new TreeSet<>(Entry.names()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void alone_it_weaves_its_library_and_switched_off_it_does_not(String name) throws IOException {
    int index = Entry.names().indexOf(name);
    List<LibraryInstrumentation> alone =
        new ArrayList<>(Collections.nCopies(Instrumentations.ALL.size(), null));
    alone.set(index, Instrumentations.ALL.get(index));
    List<LibraryInstrumentation> others = new ArrayList<>(Instrumentations.ALL);
    others.set(index, null);

    assertEquals(Set.of(index), weaversOf(WOVEN.get(name), alone));
    assertFalse(weaversOf(WOVEN.get(name), others).contains(index));
  }

  /** The numbers of those that wove the class. */
  private static Set<Integer> weaversOf(String className, List<LibraryInstrumentation> switched)
      throws IOException {
    Set<Integer> weavers = new HashSet<>();
    WeaveReport report =
        new WeaveReport() {
          @Override
          public void transformed(int instrumentation, String transformed) {
            weavers.add(instrumentation);
          }

          @Override
          public void failed(int instrumentation, String phase, String failed, Throwable cause) {
            throw new AssertionError(phase + " of " + failed, cause);
          }

          @Override
          public void spent(long spentNanos) {}
        };
    Weaver weaver =
        new Weaver(ByteBuddyAgent.install(), SESSION, switched, Exclusions.NONE, report);
    String path = className.replace('.', '/');
    try (InputStream in = LOADER.getResourceAsStream(path + ".class")) {
      assertNotNull(in, className);
      weaver.transform(LOADER, path, null, null, in.readAllBytes());
    }
    return weavers;
  }
}
