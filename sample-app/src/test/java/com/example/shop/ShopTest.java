package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.shop.Customer.Answer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"shop.restock-every=100ms", "spring.datasource.url=jdbc:h2:mem:shop-test"})
class ShopTest {

  private final Customer customer;
  private final JdbcTemplate jdbc;

  ShopTest(@LocalServerPort int port, @Autowired JdbcTemplate jdbc) {
    this.customer = new Customer(port);
    this.jdbc = jdbc;
  }

  @Test
  void lists_sixty_products_with_their_reviews_counted() {
    JsonNode products = customer.get("/products").json();
    assertEquals(60, products.size());
    assertEquals("Cocoa no. 7", products.get(6).get("name").asString());
    products.forEach(product -> assertEquals(5, product.get("reviewCount").asInt()));
  }

  @Test
  void shows_one_product_and_its_reviews() {
    assertEquals("Green tea no. 8", customer.get("/products/8").json().get("name").asString());
    assertEquals(5, customer.get("/products/8/reviews").json().size());
  }

  @Test
  void answers_404_for_what_it_does_not_have() {
    assertEquals(404, customer.get("/products/999").status());
    assertEquals(404, customer.get("/products/999/reviews").status());
    assertEquals(404, customer.get("/orders/999").status());
    assertEquals(404, customer.get("/nowhere").status());
    assertEquals(404, customer.put("/faults/nothing?on=true").status());
  }

  @Test
  void finds_products_by_a_part_of_their_name() {
    JsonNode found = customer.get("/search?q=COFFEE").json();
    assertEquals(15, found.size());
    found.forEach(hit -> assertTrue(hit.get("name").asString().startsWith("Coffee")));
    assertEquals(0, customer.get("/search?q=bicycle").json().size());
  }

  @Test
  void confirms_a_placed_order_on_the_thread_pool() {
    Answer placed = customer.post("/orders", "{\"productId\":3,\"quantity\":2}");
    assertEquals(201, placed.status());
    String order = placed.response().headers().firstValue("Location").orElseThrow();
    await(() -> customer.get(order).json().get("status").asString().equals("CONFIRMED"));
    assertEquals(2, customer.get(order).json().get("quantity").asInt());
  }

  @Test
  void refuses_a_senseless_order() {
    assertEquals(400, customer.post("/orders", "{\"productId\":3,\"quantity\":0}").status());
    assertEquals(409, customer.post("/orders", "{\"productId\":999,\"quantity\":1}").status());
  }

  @Test
  void asks_the_supplier_at_the_checkout() {
    JsonNode quote = customer.post("/checkout", "{\"productId\":7,\"quantity\":2}").json();
    assertEquals(1050, quote.get("totalCents").asInt());
    assertEquals(3, quote.get("deliveryDays").asInt());
  }

  @Test
  void fills_the_shelves_on_schedule() {
    jdbc.update("update product set stock = 1 where id = 50");
    await(() -> stockOf(50) == 100);
  }

  @Test
  void shows_the_page_with_all_faults_off() {
    Answer page = customer.get("/");
    assertEquals(200, page.status());
    assertTrue(page.body().contains("Shop: faults"));
    assertFalse(page.body().contains("://"), "the page needs nothing from elsewhere");
    JsonNode faults = customer.get("/faults").json();
    assertEquals(8, faults.size());
    faults.forEach(fault -> assertFalse(fault.get("on").asBoolean()));
  }

  private int stockOf(long productId) {
    return jdbc.queryForObject("select stock from product where id = ?", Integer.class, productId);
  }

  private static void await(BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadlineNanos, "not within 10 s");
      LockSupport.parkNanos(10_000_000);
    }
  }
}
