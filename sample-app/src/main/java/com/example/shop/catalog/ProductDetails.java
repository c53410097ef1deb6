package com.example.shop.catalog;

/** A product as its own page shows it. */
public record ProductDetails(
    long id, String name, String category, int priceCents, String description) {}
