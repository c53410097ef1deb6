package com.example.shop.orders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Fills the shelves every few seconds. */
@Component
class Restocking {

  private static final Logger log = LoggerFactory.getLogger(Restocking.class);

  private final Orders orders;

  Restocking(Orders orders) {
    this.orders = orders;
  }

  @Scheduled(
      fixedDelayString = "${shop.restock-every}",
      initialDelayString = "${shop.restock-every}")
  void restock() {
    try {
      orders.restock();
    } catch (DataAccessException e) {
      log.warn("no restocking this time: {}", e.getMessage());
    }
  }
}
