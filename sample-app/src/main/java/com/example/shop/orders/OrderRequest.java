package com.example.shop.orders;

/** What a customer sends to order or to check out. */
record OrderRequest(long productId, int quantity) {

  OrderRequest {
    if (quantity < 1 || quantity > 10) {
      throw new IllegalArgumentException("quantity is 1 to 10");
    }
  }
}
