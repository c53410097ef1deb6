package com.example.shop.faults;

/** A way in which this shop can be made to behave badly. */
public enum Fault {
  SLOW_STATEMENT(
      "slow-statement", "One SQL statement of the search takes 400 ms.", "GET /search?q=tea"),
  N_PLUS_ONE(
      "n-plus-one", "The product list loads the reviews product by product.", "GET /products"),
  ERRORS("errors", "Every second checkout fails with status 500.", "POST /checkout"),
  LOW_HIT_RATE(
      "low-hit-rate", "The product cache is asked with keys it has never seen.", "GET /products/7"),
  EXHAUSTED_POOL(
      "exhausted-pool", "All database connections are taken and not given back.", "GET /products"),
  LOCK("lock", "Checkouts wait for each other, 50 ms each.", "POST /checkout"),
  MEMORY("memory", "Nearly all of the heap is taken and not given back.", "GET /products"),
  LARGE_ANSWER(
      "large-answer", "The price history is some MB of uncompressed JSON.", "GET /price-history");

  private final String id;
  private final String effect;
  private final String seenAt;

  Fault(String id, String effect, String seenAt) {
    this.id = id;
    this.effect = effect;
    this.seenAt = seenAt;
  }

  public String id() {
    return id;
  }

  String effect() {
    return effect;
  }

  String seenAt() {
    return seenAt;
  }
}
