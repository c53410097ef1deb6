package com.example.shop.supplier;

/** How long the supplier needs to bring a product. */
record Delivery(long productId, int days) {}
