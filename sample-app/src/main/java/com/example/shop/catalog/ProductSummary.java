package com.example.shop.catalog;

/** A product as a line of the product list. */
record ProductSummary(long id, String name, int priceCents, int reviewCount) {}
