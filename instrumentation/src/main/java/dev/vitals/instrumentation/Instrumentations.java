package dev.vitals.instrumentation;

import dev.vitals.cache.CaffeineInstrumentation;
import dev.vitals.cache.EhcacheInstrumentation;
import dev.vitals.cache.GuavaInstrumentation;
import dev.vitals.cache.JCacheInstrumentation;
import dev.vitals.cache.JedisInstrumentation;
import dev.vitals.cache.LettuceInstrumentation;
import dev.vitals.cache.SpringCacheInstrumentation;
import dev.vitals.executor.JdkExecutorInstrumentation;
import dev.vitals.executor.JettyExecutorInstrumentation;
import dev.vitals.executor.TomcatExecutorInstrumentation;
import dev.vitals.http.JdkHttpServerInstrumentation;
import dev.vitals.http.ServletInstrumentation;
import dev.vitals.jdbc.JdbcInstrumentation;
import dev.vitals.pool.Dbcp2Instrumentation;
import dev.vitals.pool.HikariInstrumentation;
import dev.vitals.pool.TomcatJdbcInstrumentation;
import dev.vitals.weave.LibraryInstrumentation;
import java.util.List;

/** Every instrumentation there is. Their order gives them their numbers. */
public final class Instrumentations {
  public static final List<LibraryInstrumentation> ALL =
      List.of(
          new ServletInstrumentation(),
          new JdkHttpServerInstrumentation(),
          new JdbcInstrumentation(),
          new CaffeineInstrumentation(),
          new GuavaInstrumentation(),
          new EhcacheInstrumentation(),
          new JCacheInstrumentation(),
          new SpringCacheInstrumentation(),
          new JedisInstrumentation(),
          new LettuceInstrumentation(),
          new HikariInstrumentation(),
          new TomcatJdbcInstrumentation(),
          new Dbcp2Instrumentation(),
          new JdkExecutorInstrumentation(),
          new TomcatExecutorInstrumentation(),
          new JettyExecutorInstrumentation());

  private Instrumentations() {}
}
