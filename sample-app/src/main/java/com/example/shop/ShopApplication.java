package com.example.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** A small shop: products and reviews, a search, orders, and a checkout that asks a supplier. */
@SpringBootApplication
@EnableCaching(order = ShopApplication.CACHE_BEFORE_TRANSACTION)
@EnableAsync
@EnableScheduling
public class ShopApplication {

  // A cached answer needs no connection.
  static final int CACHE_BEFORE_TRANSACTION = 0;

  public static void main(String[] args) {
    SpringApplication.run(ShopApplication.class, args);
  }
}
