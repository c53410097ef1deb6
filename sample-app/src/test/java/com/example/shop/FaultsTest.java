package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.shop.Customer.Answer;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCache;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "shop.restock-every=1h",
      "spring.datasource.url=jdbc:h2:mem:faults-test",
      "spring.cache.caffeine.spec=maximumSize=500,recordStats",
      "spring.jpa.properties.hibernate.generate_statistics=true"
    })
class FaultsTest {

  private static final String ONE = "{\"productId\":7,\"quantity\":1}";

  private final Customer customer;
  private final HikariDataSource pool;
  private final SessionFactory sessions;
  private final CaffeineCache productCache;

  FaultsTest(
      @LocalServerPort int port,
      @Autowired HikariDataSource pool,
      @Autowired EntityManagerFactory entities,
      @Autowired CacheManager caches) {
    this.customer = new Customer(port);
    this.pool = pool;
    this.sessions = entities.unwrap(SessionFactory.class);
    this.productCache = (CaffeineCache) caches.getCache("products");
  }

  @AfterEach
  void switch_everything_off() {
    Stream.of(
            "slow-statement",
            "n-plus-one",
            "errors",
            "low-hit-rate",
            "exhausted-pool",
            "lock",
            "memory",
            "large-answer")
        .forEach(fault -> turn(fault, false));
  }

  @Test
  void slow_statement_makes_one_search_take_400_ms() {
    customer.get("/search?q=tea");
    turn("slow-statement", true);
    Answer slow = customer.get("/search?q=tea");
    assertTrue(slow.tookMillis() >= 400, "took " + slow.tookMillis() + " ms");
    assertEquals(20, slow.json().size());
    turn("slow-statement", false);
    assertTrue(bestMillis("/search?q=tea") < 400);
  }

  @Test
  void n_plus_one_costs_a_statement_per_product() {
    assertEquals(1, statementsOf("/products"));
    turn("n-plus-one", true);
    assertEquals(61, statementsOf("/products"));
  }

  @Test
  void errors_fail_every_second_checkout() {
    assertEquals(List.of(200, 200), checkOut(2));
    turn("errors", true);
    List<Integer> statuses = checkOut(6);
    assertEquals(3, statuses.stream().filter(status -> status == 500).count());
    assertEquals(3, statuses.stream().filter(status -> status == 200).count());
  }

  @Test
  void low_hit_rate_never_finds_a_product_in_the_cache() {
    customer.get("/products/9");
    assertEquals(5, hitsOfFiveLookups());
    turn("low-hit-rate", true);
    assertEquals(0, hitsOfFiveLookups());
  }

  @Test
  void exhausted_pool_leaves_no_connection_for_a_request() {
    assertEquals(200, customer.get("/products").status());
    turn("exhausted-pool", true);
    assertEquals(pool.getMaximumPoolSize(), pool.getHikariPoolMXBean().getActiveConnections());
    Answer refused = customer.get("/products");
    assertEquals(500, refused.status());
    assertTrue(refused.tookMillis() >= 900, "took " + refused.tookMillis() + " ms");
    turn("exhausted-pool", false);
    assertEquals(200, customer.get("/products").status());
    assertEquals(0, pool.getHikariPoolMXBean().getActiveConnections());
  }

  @Test
  void lock_makes_checkouts_wait_for_each_other() throws Exception {
    checkOut(1);
    turn("lock", true);
    ExecutorService customers = Executors.newFixedThreadPool(4);
    try {
      Callable<Answer> checkout = () -> customer.post("/checkout", ONE);
      long startNanos = System.nanoTime();
      for (var answer : customers.invokeAll(List.of(checkout, checkout, checkout, checkout))) {
        assertEquals(200, answer.get().status());
      }
      long tookMillis = (System.nanoTime() - startNanos) / 1_000_000;
      assertTrue(tookMillis >= 200, "four checkouts took " + tookMillis + " ms");
    } finally {
      customers.shutdownNow();
    }
  }

  @Test
  void memory_leaves_little_of_the_heap() {
    turn("memory", true);
    assertTrue(heapAfterCollection() > 0.9, heapAfterCollection() + " of the heap");
    assertEquals(200, customer.get("/products").status());
    turn("memory", false);
    assertTrue(heapAfterCollection() < 0.7, heapAfterCollection() + " of the heap");
  }

  @Test
  void large_answer_is_megabytes_and_uncompressed() {
    assertTrue(customer.get("/price-history").body().length() < 50_000);
    turn("large-answer", true);
    Answer large = customer.get("/price-history");
    assertTrue(large.body().length() > 4_000_000, large.body().length() + " characters");
    assertTrue(large.response().headers().firstValue("Content-Encoding").isEmpty());
  }

  private void turn(String fault, boolean on) {
    Answer answer = customer.put("/faults/" + fault + "?on=" + on);
    assertEquals(200, answer.status());
    assertEquals(on, answer.json().get("on").asBoolean());
    customer
        .get("/faults")
        .json()
        .forEach(
            state -> {
              if (state.get("name").asString().equals(fault)) {
                assertEquals(on, state.get("on").asBoolean());
              }
            });
  }

  /** The share that was in use when the collector had last been through, as monitors see it. */
  private static double heapAfterCollection() {
    long usedBytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null) {
        usedBytes += pool.getCollectionUsage().getUsed();
      }
    }
    return (double) usedBytes / Runtime.getRuntime().maxMemory();
  }

  private long bestMillis(String path) {
    return IntStream.range(0, 5)
        .mapToLong(i -> customer.get(path).tookMillis())
        .min()
        .orElseThrow();
  }

  private long statementsOf(String path) {
    long before = sessions.getStatistics().getPrepareStatementCount();
    assertEquals(200, customer.get(path).status());
    return sessions.getStatistics().getPrepareStatementCount() - before;
  }

  private List<Integer> checkOut(int times) {
    return IntStream.range(0, times)
        .mapToObj(i -> customer.post("/checkout", ONE).status())
        .toList();
  }

  private long hitsOfFiveLookups() {
    CacheStats before = productCache.getNativeCache().stats();
    for (int i = 0; i < 5; i++) {
      assertEquals(200, customer.get("/products/9").status());
    }
    return productCache.getNativeCache().stats().minus(before).hitCount();
  }
}
