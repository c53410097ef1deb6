package com.example.shop.orders;

/** One product, ordered. */
record Order(long id, long productId, int quantity, String status) {}
