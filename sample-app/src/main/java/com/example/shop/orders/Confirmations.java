package com.example.shop.orders;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Confirms placed orders on the application's thread pool, so that the customer need not wait. */
@Component
class Confirmations {

  private final Orders orders;

  Confirmations(Orders orders) {
    this.orders = orders;
  }

  @Async
  void confirm(long orderId) {
    orders.confirm(orderId);
  }
}
