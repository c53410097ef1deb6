package com.example.host;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Caches of many libraries that are there from the start, and a console: {@code <load> <cache>}
 * uses a cache and answers with what the application and the library counted meanwhile, {@code
 * caches} names them, {@code sizes} says how many entries each has.
 */
public final class Main {
  private static final String EHCACHE = "org.ehcache.jsr107.EhcacheCachingProvider";
  private static final String REFERENCE = "org.jsr107.ri.spi.RICachingProvider";

  private final Map<String, Store> stores = new LinkedHashMap<>();

  private Main(int redisPort) {
    List<Store> all =
        List.of(
            new CaffeineStore("caffeine-with", true),
            new CaffeineStore("caffeine-without", false),
            new GuavaStore("guava-with", true),
            new GuavaStore("guava-without", false),
            new EhcacheStore("ehcache-with", true),
            new EhcacheStore("ehcache-without", false),
            new JCacheStore("jcache-with", REFERENCE, true),
            new JCacheStore("jcache-without", REFERENCE, false),
            new JCacheStore("jcache-ehcache-with", EHCACHE, true),
            new JCacheStore("jcache-ehcache-without", EHCACHE, false),
            SpringStore.ofMap("spring-map"),
            SpringStore.ofCaffeine("spring-caffeine"),
            new JedisStore("jedis", redisPort),
            new LettuceStore("lettuce", redisPort));
    for (Store store : all) {
      stores.put(store.name(), store);
    }
  }

  public static void main(String[] args) throws Exception {
    Main main = new Main(Integer.getInteger("redis.port"));
    System.out.println("READY 0");
    int exitCode = 0;
    try {
      main.serve();
    } catch (Exception failure) {
      failure.printStackTrace();
      exitCode = 1;
    }
    System.out.println("STOPPING");
    System.exit(exitCode); // Lettuce and Ehcache leave threads behind
  }

  private void serve() throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String word;
    while ((word = in.readLine()) != null && !word.equals("stop")) {
      StringBuilder answer = new StringBuilder();
      switch (word) {
        case "caches" -> stores.keySet().forEach(name -> line(answer, name));
        case "sizes" -> stores.values().forEach(store -> size(answer, store));
        default -> {
          String[] parts = word.split(" ");
          use(answer, Load.named(parts[0]), stores.get(parts[1]));
        }
      }
      System.out.print(answer.append("@ end\n"));
      System.out.flush();
    }
  }

  private static void use(StringBuilder answer, Load load, Store store) throws Exception {
    Map<String, Long> own = store.tally.counts();
    Map<String, Long> statistics = store.statistics();
    load.runOn(store);
    line(answer, "application" + since(own, store.tally.counts()));
    line(answer, "library" + since(statistics, store.statistics()));
  }

  private static String since(Map<String, Long> before, Map<String, Long> now) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(now)
        .forEach(
            (count, value) ->
                text.append(' ').append(count).append('=').append(value - before.get(count)));
    return text.toString();
  }

  private static void size(StringBuilder answer, Store store) {
    line(answer, store.name() + " " + store.size());
  }

  private static void line(StringBuilder answer, String line) {
    answer.append("@ ").append(line).append('\n');
  }
}
