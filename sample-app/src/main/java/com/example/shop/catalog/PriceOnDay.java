package com.example.shop.catalog;

import java.time.LocalDate;

/** What a product cost on one day. */
record PriceOnDay(LocalDate day, long productId, String name, int priceCents, String description) {}
